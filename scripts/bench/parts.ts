/** The parts of the benchmark, in the order in which they run and are told. */

export interface Part {
  /** That of its script beside this file. */
  readonly name: string;
  /** Its section in docs/performance.md. */
  readonly title: string;
}

export const parts: readonly Part[] = [
  { name: 'relay-cycle', title: "The relay's cycle for thirty children" },
  { name: 'relay-running', title: "The relay's cycle for thirty children" },
  { name: 'million', title: 'A million records' },
  { name: 'transfer', title: 'Large files' },
  { name: 'sessions', title: 'Sessions' },
  { name: 'load', title: 'A siege' },
  { name: 'ledger-appends', title: 'Ledger appends' },
  { name: 'who-saw', title: 'The access register' },
  { name: 'openpgp', title: 'OpenPGP' },
];
