/** What a site's operator configures: the checked content of passerelle.toml. */

import type { Deliberation, PartyId } from '../deliberations/clause.ts';
import type { LogLevel } from '../log.ts';
import type { AddressList } from '../login/address-list.ts';
import type { SecretSource } from '../secrets/secret.ts';
import type { Language } from '../words/language.ts';

/** A site in its place in the deliberation: what it needs depends on what it does there. */
export type SiteConfig = PublisherConfig | RelayConfig | RecipientConfig;

export interface CommonConfig {
  /** The file that all this was read from; paths in it are relative to its folder. */
  readonly file: string;
  readonly deliberation: Deliberation;
  /** The party whose site this is. */
  readonly site: PartyId;
  readonly mode: 'real' | 'rehearsal';
  /** The SQLite file that is the whole state of the site, or the PostgreSQL database. */
  readonly database: string | DatabaseServerConfig;
  /** 32 bytes in base64, under which the data keys of the months are wrapped. */
  readonly masterKey: SecretSource;
  readonly openpgp: OpenpgpConfig;
  readonly ledger: LedgerConfig;
  /** A last day before the deliberation's own, or `undefined`. */
  readonly endsEarly: Temporal.PlainDate | undefined;
  readonly logLevel: LogLevel;
  /** Undefined: the site has no operator page. */
  readonly operator: OperatorConfig | undefined;
  /** Undefined: nobody is sent an e-mail. */
  readonly notices: NoticesConfig | undefined;
  /** Where the log of `serve` and of `--watch` goes; undefined: to stderr. */
  readonly logFile: string | undefined;
}

export interface PublisherConfig extends CommonConfig {
  readonly place: 'publisher';
  readonly gateway: GatewayConfig;
  /** How long a collected parcel stays on the gateway (n° 21/250 point 18). */
  readonly transit: Temporal.Duration;
  /** Where the evaluations lie if the command line names none. */
  readonly evaluations: string | undefined;
  /** The relay's gateway, from which feedback files are fetched; undefined until it has told where that is. */
  readonly upstream: UpstreamConfig | undefined;
  /** Folder that receives the opened feedback files. */
  readonly collect: { readonly folder: string } | undefined;
  readonly schedule: { readonly purge: string; readonly collect: string };
}

export interface RelayConfig extends CommonConfig {
  readonly place: 'relay';
  readonly gateway: GatewayConfig;
  /** How long a collected parcel stays on the gateway (n° 21/250 point 18). */
  readonly transit: Temporal.Duration;
  /** Undefined until the publisher has told where its gateway is. */
  readonly upstream: UpstreamConfig | undefined;
  readonly affiliation: AffiliationConfig | undefined;
  readonly schedule: { readonly purge: string; readonly relay: string };
}

export interface RecipientConfig extends CommonConfig {
  readonly place: 'recipient';
  /** Undefined until the relay has told where its gateway is. */
  readonly upstream: UpstreamConfig | undefined;
  /** Folder that receives the opened files. */
  readonly collect: { readonly folder: string };
  readonly schedule: { readonly purge: string; readonly collect: string };
}

/** A PostgreSQL database, and how this site logs in to it. */
export interface DatabaseServerConfig {
  /** A name, an address, or the folder of a Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** Undefined where the server knows the user without one. */
  readonly password: SecretSource | undefined;
  /** `verify`: TLS, and the server's certificate must be of its name. `off`: only on this machine. */
  readonly tls: 'verify' | 'off';
  /** Certificates (PEM) of those who may vouch for the server; undefined: the system's. */
  readonly authorities: string | undefined;
}

/** The web page that shows the site's own people how it does. */
export interface OperatorConfig {
  readonly place: OperatorPlace;
  /** What browsers open where a proxy on this machine speaks TLS for it; undefined: the machine itself. */
  readonly address: URL | undefined;
}

/** On this machine alone: a loopback address, or the path and the mode of a Unix socket. */
export type OperatorPlace =
  /** Port 0 lets the system choose one. */
  { readonly host: string; readonly port: number } | { readonly socket: string; readonly mode: number };

/** Who is told by e-mail what is new, and what is still to be done. */
export interface NoticesConfig {
  readonly server: MailServerConfig;
  readonly from: string;
  readonly recipients: readonly {
    readonly address: string;
    /** The site itself, or a party that fetches here. */
    readonly party: PartyId;
    readonly language: Language;
  }[];
  /** Cron expression, in Brussels time. */
  readonly schedule: string;
  /** A recipient gets one message in so many days at most. */
  readonly everyDays: number;
  /** Days until what still stands is told again. */
  readonly remindAfter: number;
}

export interface MailServerConfig {
  readonly host: string;
  readonly port: number;
  /** `off`: only on this machine. */
  readonly tls: 'starttls' | 'implicit' | 'off';
  /** Certificates (PEM) of those who may vouch for the server; undefined: the system's. */
  readonly authorities: string | undefined;
  readonly user: string | undefined;
  readonly password: SecretSource | undefined;
  /** For each step of the conversation. */
  readonly timeout: Temporal.Duration;
}

/** The SFTP server that this site runs. */
export interface GatewayConfig {
  readonly host: string;
  /** 0 lets the system choose one. */
  readonly port: number;
  /** Private Ed25519 key in OpenSSH's format. */
  readonly hostKey: string;
  /** The same, of the key that will take its place; undefined if none is announced. */
  readonly nextHostKey: string | undefined;
  /** How long transfers under way may go on once the gateway is told to stop. */
  readonly stopWithin: Temporal.Duration;
  /** Load balancers in front, which say by the PROXY protocol who comes. */
  readonly proxyProtocolFrom: AddressList | undefined;
  /** Where machines ask how the gateway does; undefined: nowhere but at the operator page. */
  readonly monitoring: OperatorPlace | undefined;
  /** Undefined if no cards are let in. */
  readonly cards: CardsConfig | undefined;
}

/** Whom the site trusts to vouch for eID and other PKCS#11 cards: files with certificates, lists and responses. */
export interface CardsConfig {
  readonly roots: readonly string[];
  readonly intermediates: readonly string[];
  /** A card's certificate must be issued under one of them (dotted object identifiers). */
  readonly policies: readonly string[];
  readonly revocationLists: readonly string[];
  readonly ocspResponses: readonly string[];
}

export interface OpenpgpConfig {
  /** Armored private key of the site. */
  readonly privateKey: string;
  /** Undefined for a key without a passphrase. */
  readonly passphrase: SecretSource | undefined;
  /** Armored public keys of the parties this site exchanges with. */
  readonly correspondents: ReadonlyMap<PartyId, string>;
  /** While one key takes the place of another: opens what is sealed to it, and signs nothing. */
  readonly otherPrivateKey: string | undefined;
  readonly otherPassphrase: SecretSource | undefined;
  /** The same of the others: proves what is signed by it, and nothing is sealed to it. */
  readonly otherCorrespondents: ReadonlyMap<PartyId, string>;
}

export interface LedgerConfig {
  /** Ed25519 private key in PEM; undefined while the site shows no checkpoints of its ledger. */
  readonly key: string | undefined;
  /** Verifier keys of the parties this site exchanges with. */
  readonly correspondents: ReadonlyMap<PartyId, string>;
  /** A verifier key of the site's own ledger from before, or for later; undefined if there was only one. */
  readonly otherKey: string | undefined;
  /** The same of the others. */
  readonly otherCorrespondents: ReadonlyMap<PartyId, string>;
}

/** The gateway from which this site fetches, and how it logs in there: with both kinds of factor. */
export interface UpstreamConfig {
  readonly host: string;
  readonly port: number;
  /** `SHA256:…`, as `ssh-keygen -l` prints it. */
  readonly hostKeyFingerprint: string;
  /** Of the key that takes its place some day, as the gateway's operator told it; trusted as well. */
  readonly nextHostKeyFingerprint: string | undefined;
  readonly user: string;
  /** Private key in OpenSSH's format. */
  readonly key: string | undefined;
  readonly password: SecretSource | undefined;
  /** The TOTP device: its otpauth URI, or the secret in base32. */
  readonly totp: SecretSource | undefined;
}

/** Whence the CIN's answers come: an extract, or its service. */
type AffiliationConfig =
  | {
      readonly extract: string;
      /** An older extract is refused. */
      readonly maximumAgeDays: number;
    }
  | { readonly service: AffiliationServiceConfig };

/** The service of the CIN, and how this site makes itself known there. */
export interface AffiliationServiceConfig {
  readonly url: URL;
  readonly token: SecretSource | undefined;
  /** Certificates of the authority that vouches for the service; the system's if absent. */
  readonly authority: string | undefined;
  /** The client certificate with its private key. */
  readonly certificate: string | undefined;
  readonly key: string | undefined;
  /** For one request of up to a thousand questions. */
  readonly timeout: Temporal.Duration;
}
