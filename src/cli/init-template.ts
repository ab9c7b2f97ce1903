/** The configuration that a new site begins with: what works at once stands, what others must tell is commented out. */

import { correspondentsOf } from '../config/sections.ts';
import type { SiteConfig } from '../config/site-config.ts';
import type { Deliberation, Party } from '../deliberations/clause.ts';
import { latest } from '../deliberations/rules.ts';

export interface NewSite {
  readonly party: Party;
  readonly place: SiteConfig['place'];
  readonly mode: SiteConfig['mode'];
  readonly deliberation: Deliberation;
}

/** The text of passerelle.toml for a new site. */
export function configTemplate(site: NewSite): string {
  const sections = [head, ...sectionsByPlace[site.place], closing];
  return sections.map((section) => section(site).trimStart()).join('\n');
}

type Section = (site: NewSite) => string;

const head: Section = ({ party, place, mode, deliberation }) => `
# ${mode === 'real' ? '' : 'REHEARSAL: '}${party.name}: a ${place} of deliberation n° ${deliberation.number}.
# Paths are relative to this file. No secret stands here, only where it is read from:
#   { file = "…" }        a file that only its owner may read (chmod 600)
#   { credential = "…" }  a credential of the systemd service (LoadCredential=)
#   "prompt"              asked at the terminal when it is needed

site = "${party.id}"
mode = "${mode}"
deliberation = "${deliberation.number}"
database = "passerelle.sqlite"
master_key = { file = "secrets/master.key" }  # opens the database: back it up apart from it
`;

const gateway: Section = ({ mode, deliberation }) => `
# The SFTP server of this site.
[gateway]
host = "${mode === 'real' ? '0.0.0.0' : '127.0.0.1'}"
port = 2222
host_key = "secrets/host_ed25519"  # made by: passerelle keys generate host

[retention]
# transit_days = ${Temporal.Duration.from(latest(deliberation.transit).duration).total('days')}  # a collected file leaves the gateway after so many days
`;

const openpgp: Section = ({ party, mode, deliberation }) => `
# Signs what this site sends, opens what is sealed to it.
[openpgp]
private_key = "secrets/openpgp.asc"  # made by: passerelle keys generate openpgp
passphrase = ${mode === 'real' ? '"prompt"' : '{ file = "secrets/openpgp.passphrase" }'}

# The public keys of the others. Compare their fingerprints by another way than the one they came by.
[openpgp.correspondents]
${correspondentsOf(deliberation, party.id)
  .map((id) => `${mode === 'real' ? '# ' : ''}${id} = "correspondents/${id}.asc"`)
  .join('\n')}
`;

const ledger: Section = ({ party, mode, deliberation }) => `
# Signs checkpoints of the ledger, which the others hold: by them a restored or rewritten ledger is noticed.
[ledger]
key = "secrets/ledger.pem"

# What «keys show ledger» prints at the others.
[ledger.correspondents]
${correspondentsOf(deliberation, party.id)
  .map((id) => `${mode === 'real' ? '# ' : ''}${id} = "correspondents/${id}.vkey"`)
  .join('\n')}
`;

const evaluations: Section = () => `
# Where «select» and «publish» find the evaluations if the command names no file.
# [evaluations]
# file = "evaluations.csv"
`;

const upstream: Section = () => `
# The gateway that this site fetches from. Its operator tells all but the files.
# [upstream]
# host = "sftp.example"
# port = 2222
# host_key_fingerprint = "SHA256:…"  # as ssh-keygen -l prints it; no other server is trusted
# user = "…"
# key = "secrets/login_ed25519"  # possession; made by: passerelle keys generate login
# password = "prompt"            # knowledge
# totp = { file = "…" }          # possession, instead of the key: the otpauth URI
`;

const affiliation: Section = () => `
# The extract of the CIN by which records find their insurer.
# [affiliation]
# extract = "cin.csv"
# maximum_age_days = 3
`;

const collect: Section = () => `
# Where opened files are put. The purge erases them with the rest.
[collect]
folder = "inbox"
`;

const feedback: Section = () => `
# Where opened feedback files are put: records that the relay could not route. The purge erases them too.
# [collect]
# folder = "feedback"
`;

const closing: Section = ({ place, deliberation }) => `
[sunset]
# ends_early = ${Temporal.PlainDate.from(latest(deliberation.lastDay)).subtract({ months: 1 })}  # a last day before the legal one; a later one is refused

# Cron expressions, in Brussels time.
[schedule]
# purge = "15 2 * * *"
${scheduleByPlace[place]}
[log]
# level = "info"  # debug, info, warn, error or silent
`;

const sectionsByPlace: Readonly<Record<SiteConfig['place'], readonly Section[]>> = {
  publisher: [gateway, openpgp, ledger, evaluations, upstream, feedback],
  relay: [gateway, openpgp, ledger, upstream, affiliation],
  recipient: [openpgp, ledger, upstream, collect],
};

const scheduleByPlace: Readonly<Record<SiteConfig['place'], string>> = {
  publisher: '# collect = "0 7 * * *"\n',
  relay: '# relay = "0 6 * * *"\n',
  recipient: '# collect = "0 7 * * *"\n',
};
