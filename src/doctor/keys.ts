/** The keys of the site and of those it exchanges with: there, of the right kind, and not about to expire. */

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { SiteConfig } from '../config/site-config.ts';
import { messageOf, PasserelleError } from '../errors.ts';
import { refuseKeyForMode } from '../keys/example-keys.ts';
import { logNameOf } from '../ledger/log-name.ts';
import { privateFileProblem, readPrivateFile } from '../secrets/private-file.ts';
import { type Text, text } from '../words/text.ts';
import { type Finding, findingOf, fine, look, type Machine, mend, unseen } from './check.ts';
import { expiryFinding } from './expiry.ts';

/** Without reading it: neither the key nor its form leaves the place where it lies. */
export async function examineMasterKey({ masterKey }: SiteConfig): Promise<readonly Finding[]> {
  if (typeof masterKey !== 'object') return [];
  if ('credential' in masterKey) {
    return [unseen(text`it is the credential «${masterKey.credential}», which only the service is given`)];
  }
  const { file } = masterKey;
  if (!existsSync(file)) {
    return [
      mend(
        text`${file} is not there`,
        text`Put back the one that was made with the site: no other opens its data.`,
      ),
    ];
  }
  const problem = await privateFileProblem(file);
  return [
    problem === undefined
      ? fine(text`${file} is there, for its owner alone`)
      : mend(problem.says, problem.hint),
  ];
}

/** The key in use and, while one takes the place of another, the other. */
export async function examineOpenpgpKey(config: SiteConfig, machine: Machine): Promise<readonly Finding[]> {
  const { privateKey, passphrase, otherPrivateKey, otherPassphrase } = config.openpgp;
  return [
    ...(await ownKeyFindings(privateKey, passphrase !== undefined, config, machine)),
    ...(otherPrivateKey === undefined
      ? []
      : await ownKeyFindings(otherPrivateKey, otherPassphrase !== undefined, config, machine)),
  ];
}

async function ownKeyFindings(
  file: string,
  isProtected: boolean,
  { site, mode }: SiteConfig,
  { clock }: Machine,
): Promise<readonly Finding[]> {
  if (!existsSync(file)) return [absent(file, 'openpgp')];
  const { keyValidity } = await import('../seal/validity.ts');
  const armored = (await readPrivateFile(file)).toString('utf8');
  const { fingerprint, until, isOpen } = await keyValidity(armored, clock.now());
  refuseKeyForMode(fingerprint, mode);
  return [
    expiryFinding(
      text`key of ${site}, ${fingerprint}`,
      until,
      clock,
      text`Make another in time, and tell the others.`,
    ),
    ...(isOpen && isProtected
      ? [
          look(
            text`${file} stands there without the passphrase that the configuration names`,
            text`Protect it, or leave out passphrase.`,
          ),
        ]
      : []),
  ];
}

/** OpenPGP keys of the others. */
export async function examineCorrespondents(
  { openpgp, mode }: SiteConfig,
  { clock }: Machine,
): Promise<readonly Finding[]> {
  const { keyValidity } = await import('../seal/validity.ts');
  const findings = async (files: ReadonlyMap<string, string>) =>
    await each(files, text`the OpenPGP key`, async (party, content) => {
      const { fingerprint, until } = await keyValidity(content, clock.now());
      refuseKeyForMode(fingerprint, mode);
      return expiryFinding(
        text`key of ${party}, ${fingerprint}`,
        until,
        clock,
        text`Ask ${party} for its next key.`,
      );
    });
  const named = await findings(openpgp.correspondents);
  return openpgp.otherCorrespondents.size === 0
    ? named
    : [...named, ...(await findings(openpgp.otherCorrespondents))];
}

/** The key that signs checkpoints, and those of the others. */
export async function examineLedgerKeys({
  ledger,
  mode,
  site,
  deliberation,
}: SiteConfig): Promise<readonly Finding[]> {
  const { parseVerifierKey, readLedgerKey } = await import('../ledger/ledger-key.ts');
  const others = await each(ledger.correspondents, text`the ledger key`, async (party, content) => {
    const { fingerprint, name } = parseVerifierKey(content);
    refuseKeyForMode(fingerprint, mode);
    return name === logNameOf(deliberation, mode, party)
      ? fine(text`the key of ${party} is ${fingerprint}`)
      : mend(
          text`the key named for ${party} is of ${name}`,
          text`Put each key under the party that it is of.`,
        );
  });
  if (ledger.key === undefined) {
    const says = text`no ledger key is named: nobody can see that this ledger is not rewritten`;
    return [
      look(says, text`Make one (passerelle keys generate ledger) and name it under [ledger].`),
      ...others,
    ];
  }
  if (!existsSync(ledger.key)) return [absent(ledger.key, 'ledger'), ...others];
  const pem = (await readPrivateFile(ledger.key)).toString('utf8');
  const { fingerprint } = readLedgerKey(pem, logNameOf(deliberation, mode, site));
  refuseKeyForMode(fingerprint, mode);
  return [fine(text`the key of ${site} is ${fingerprint}`), ...others];
}

/** The host key of the gateway, and the key of the login elsewhere. */
export async function examineSshKeys(config: SiteConfig): Promise<readonly Finding[]> {
  const { readSshPrivateKey } = await import('../ssh/read-private-key.ts');
  const named = [
    { key: 'host', file: config.place === 'recipient' ? undefined : config.gateway.hostKey },
    { key: 'host', file: config.place === 'recipient' ? undefined : config.gateway.nextHostKey },
    { key: 'login', file: config.upstream?.key },
  ] as const;
  const findings: Finding[] = [];
  for (const { key, file } of named) {
    if (file === undefined) continue;
    if (!existsSync(file)) {
      findings.push(absent(file, key));
      continue;
    }
    const read = readSshPrivateKey(file, config.mode).then(
      ({ fingerprint }) =>
        fine(key === 'host' ? text`the host key is ${fingerprint}` : text`the login key is ${fingerprint}`),
      findingOf,
    );
    findings.push(await read);
  }
  return findings.length > 0 ? findings : [fine(text`this place has neither a gateway nor a login by key`)];
}

function absent(file: string, key: 'openpgp' | 'ledger' | 'host' | 'login'): Finding {
  return mend(text`${file} is not there`, text`Make it with: passerelle keys generate ${key}`);
}

/** One finding for each party whose file is named. */
async function each(
  files: ReadonlyMap<string, string>,
  what: Text,
  examine: (party: string, content: string) => Promise<Finding>,
): Promise<readonly Finding[]> {
  if (files.size === 0) return [fine(text`none is named`)];
  return await Promise.all(
    [...files].map(async ([party, file]) => {
      const content = await readFile(file, 'utf8').catch(() => undefined);
      if (content === undefined) {
        return mend(
          text`${what} of ${party} cannot be read at ${file}`,
          text`Put it there, or correct its path.`,
        );
      }
      try {
        return await examine(party, content);
      } catch (error) {
        if (!(error instanceof PasserelleError)) throw error;
        return mend(
          text`${what} of ${party} at ${file}: ${messageOf(error)}`,
          error.said.hint ?? text`Ask ${party} for another.`,
        );
      }
    }),
  );
}
