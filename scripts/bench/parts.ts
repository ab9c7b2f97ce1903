/** The parts of the benchmark, in the order in which they run and are told. */

export interface Part {
  /** That of its script beside this file. */
  readonly name: string;
  /** Its section in docs/performance.md. */
  readonly title: string;
  /** Options of a whole run; it is given `--into`, too. All parts together end within half an hour. */
  readonly full: readonly string[];
  /** Options of a run that only shows that the part works, in seconds. */
  readonly quick: readonly string[];
  /** Programs without which it measures nothing. A peer that is not installed is left out by the part itself. */
  readonly needs: readonly string[];
  /** What the first column of figures is, if not ours. */
  readonly measures?: string;
}

const relayCycle = "The relay's cycle for thirty children";

export const parts: readonly Part[] = [
  {
    ...{ name: 'limits', title: 'How far the limits are', measures: 'this machine' },
    ...{ full: ['--runs', '3'], quick: ['--runs', '1', '--large', '64'], needs: ['openssl', 'sshd', 'sftp'] },
  },
  {
    ...{ name: 'relay-cycle', title: relayCycle, needs: ['sshd', 'sftp', 'gpg', 'awk'] },
    ...{ full: ['--runs', '7'], quick: ['--runs', '1'] },
  },
  {
    ...{ name: 'relay-running', title: relayCycle, needs: ['sshd', 'sftp', 'gpg', 'awk'] },
    ...{ full: ['--runs', '7'], quick: ['--runs', '1'] },
  },
  {
    ...{ name: 'million', title: 'A million records', needs: ['sshd', 'sftp', 'gpg', 'awk'] },
    ...{ full: [], quick: ['--records', '1000', '--month', 'seven', '--runs', '1'] },
  },
  {
    ...{ name: 'growth', title: 'How cost grows', needs: [] },
    ...{ full: ['--runs', '1'], quick: ['--records', '30,1000', '--runs', '1', '--rise', '100'] },
  },
  {
    ...{ name: 'transfer', title: 'Large files', needs: ['sshd', 'sftp'] },
    ...{ full: ['--runs', '3'], quick: ['--runs', '1', '--large', '64'] },
  },
  {
    ...{ name: 'sessions', title: 'Sessions', needs: ['sshd', 'sftp'] },
    ...{ full: ['--runs', '3', '--logins', '6'], quick: ['--runs', '1', '--files', '100', '--logins', '2'] },
  },
  {
    ...{ name: 'load', title: 'A siege', needs: ['sshd'] },
    full: ['--visits', '40'],
    quick: ['--sessions', '20', '--fetching', '5', '--strangers', '20', '--visits', '5', '--records', '1000'],
  },
  {
    ...{ name: 'login-timing', title: 'The time of a refusal', needs: [] },
    ...{ full: ['--samples', '100'], quick: ['--samples', '5', '--only', 'key'] },
  },
  {
    ...{ name: 'ledger-appends', title: 'Ledger appends', needs: [] },
    ...{ full: [], quick: ['--entries', '200', '--runs', '1'] },
  },
  {
    ...{ name: 'who-saw', title: 'The access register', needs: ['dd'] },
    ...{ full: [], quick: ['--rows', '10000', '--entries', '1000', '--runs', '1'] },
  },
  {
    ...{ name: 'openpgp', title: 'OpenPGP', needs: [] },
    ...{ full: ['--runs', '3'], quick: ['--sizes', '2048', '--runs', '1'] },
  },
];
