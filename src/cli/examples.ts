/** Examples of every command, by its path: the help shows them, and a test has the program understand each. */

import { deliberations } from '../deliberations/index.ts';
import { latest } from '../deliberations/rules.ts';

const [deliberation] = deliberations;
if (deliberation === undefined) throw new RangeError('no deliberation is registered');
/** Whoever the newest deliberation names: an example is of a site that there could be. */
const [publisher, relay] = [latest(deliberation.publisher).id, latest(deliberation.relay).id];
const insurer = latest(deliberation.recipients)[0]?.id ?? relay;
const account = `insurer-${insurer}`;

/** What follows `passerelle` on a command line. */
export const examples: Readonly<Record<string, readonly string[]>> = {
  init: [
    `init ${relay}`,
    `init ${insurer} --rehearsal --at 2022-03-01`,
    `init ${relay} --config /srv/passerelle/passerelle.toml`,
  ],
  'keys generate': ['keys generate openpgp', 'keys generate host'],
  'keys replace': ['keys replace master'],
  'keys show': ['keys show ledger'],
  'keys fingerprint': ['keys fingerprint', 'keys fingerprint --json'],
  'account enrol': [
    `account enrol ${account} --party ${insurer} --key ${insurer}.ssh-user.pub`,
    `account enrol ${account} --party ${insurer} --totp --uri-file device.uri --no-password`,
  ],
  'account list': ['account list'],
  'account show': [`account show ${account}`],
  'account password': [`account password ${account}`],
  'account invite': [`account invite ${account}`, `account invite ${account} --totp --hours 24`],
  'account totp': [`account totp ${account} --uri-file device.uri`],
  'account add-key': [`account add-key ${account} ${insurer}.ssh-user.pub`],
  'account add-certificate': [`account add-certificate ${account} card.pem`],
  'account add-authority': [`account add-authority ${account} authority.pub`],
  'account distrust-key': [`account distrust-key ${account} SHA256:${'A'.repeat(43)}`],
  'account remove-key': [`account remove-key ${account} SHA256:${'A'.repeat(43)}`],
  'account restrict': [
    `account restrict ${account} --from-address 192.0.2.7,2001:db8::/32 --valid-until ${latest(deliberation.lastDay)}`,
    `account restrict ${account} --lift`,
  ],
  'account activate': [`account activate ${account} --undertaking 2022-01-15`],
  'account disable': [`account disable ${account}`],
  'account revoke': [`account revoke ${account}`],
  'reader enrol': ['reader enrol a-reader', 'reader enrol an-operator --role operator'],
  'reader list': ['reader list'],
  'reader password': ['reader password a-reader'],
  'reader totp': ['reader totp a-reader --uri-file device.uri'],
  'reader activate': ['reader activate a-reader --undertaking 2022-01-15'],
  select: ['select evaluations.csv'],
  publish: ['publish 2022-03 evaluations.csv', 'publish 2022-03 --confirm-volume 412'],
  serve: ['serve', 'serve --retention-only'],
  relay: ['relay', 'relay --watch', 'relay --confirm-volume 412'],
  'held list': ['held', 'held list --records'],
  'held retry': ['held retry'],
  'held return': ['held return 2022-03/7 --reason no-insurer'],
  collect: ['collect', 'collect --watch'],
  feedback: ['feedback'],
  doctor: ['doctor', 'doctor --all', 'doctor --json'],
  'doctor client': [
    `doctor client ${account} --host sftp.${relay}.example`,
    `doctor client ${account} --client winscp`,
  ],
  status: ['status', 'status --json'],
  'notices show': ['notices', 'notices show --json'],
  'notices send': ['notices send'],
  'notices verify': [`notices verify NOTICE.txt --keys ${relay}.vkey`],
  'statement make': ['statement', 'statement --month 2022-03 --format json'],
  'statement verify': [`statement verify march.json --keys ${relay}.vkey`],
  'statement compare': ['statement compare ours.json theirs.json'],
  'ledger verify': ['ledger verify'],
  'ledger list': ['ledger list --event login-refused', 'ledger list --from 1000 --json'],
  'ledger head': ['ledger head'],
  'ledger calendar': ['ledger calendar'],
  'ledger checkpoint': ['ledger checkpoint', `ledger checkpoint ${relay}`, 'ledger checkpoint --all'],
  'ledger export': ['ledger export ledger.jsonl'],
  'ledger acknowledge-restore': [
    `ledger acknowledge-restore ${relay} --reason "restored the backup of 7 March"`,
  ],
  'ledger prove make': ['ledger prove make --entry 12', 'ledger prove make --consistency 100 200'],
  'ledger prove verify': [`ledger prove verify proof --keys ${relay}.vkey`],
  'ledger audit': [
    `ledger audit ${relay}.jsonl ${publisher}.checkpoint --keys ${relay}.vkey ${publisher}.vkey`,
  ],
  compliance: ['compliance', 'compliance --json'],
  'closure-report write': ['closure-report --output closure.html', 'closure-report --format json'],
  'closure-report verify': [`closure-report verify closure.json --keys ${relay}.vkey`],
  'who-saw': ['who-saw', 'who-saw --format html --language nl'],
  'who-saw verify': [`who-saw verify answer.json --keys ${relay}.vkey`],
  consult: [
    'consult --as a-reader --purpose allowances',
    'consult --as a-reader --purpose allowances --on 2022-03-01',
  ],
  purge: ['purge --dry-run', 'purge'],
  'purge calendar': ['purge calendar'],
  'purge certificate': ['purge certificate --month 2022-03', 'purge certificate --all --format json'],
  'purge verify': [`purge verify certificate.json --keys ${relay}.vkey`],
  'hold place': ['hold place --month 2022-03 --reason "claim 2027/12" --until 2028-12-31 --as an-operator'],
  'hold confirm': ['hold confirm 3f2a --as another-operator'],
  'hold lift': ['hold lift 3f2a --as an-operator --with another-operator'],
  'hold list': ['hold list'],
  'backup make': ['backup make /var/backups/passerelle'],
  'backup verify': [`backup verify /var/backups/passerelle/${relay}-20220307T021500.000Z`],
  'backup destroyed': [`backup destroyed ${relay}-20220307T021500.000Z`],
  restore: [`restore /var/backups/passerelle/${relay}-20220307T021500.000Z`],
  'migrate-store': ['migrate-store --to passerelle-on-server.toml'],
  'store grant': ['store grant --config owner.toml'],
  completions: ['completions bash', 'completions fish'],
  man: ['man', 'man --language nl'],
  rehearse: ['rehearse', 'rehearse --stay --folder /tmp/rehearsal'],
};
