/** The commands there are. The file of a command is read only when the command is called. */

import type { Command } from 'commander';
import { type Text, text } from '../words/text.ts';

/** Adds a command's arguments, options and actions. */
interface CommandFile {
  define(command: Command): void;
}

export interface CommandEntry {
  readonly name: string;
  readonly summary: Text;
  readonly load: () => Promise<CommandFile>;
}

/** By the heading under which the help lists them. */
export const commandGroups: Readonly<Record<string, readonly CommandEntry[]>> = {
  'Set up:': [
    {
      name: 'init',
      summary: text`set up a site: configuration, folders, master key, ledger key, database`,
      load: () => import('./init.ts'),
    },
    {
      name: 'keys',
      summary: text`generate and show the keys of the site`,
      load: () => import('./keys.ts'),
    },
    {
      name: 'account',
      summary: text`enrol, activate, restrict and revoke the accounts of the gateway`,
      load: () => import('./account.ts'),
    },
    {
      name: 'reader',
      summary: text`enrol and activate the people of this site who look records up or order a hold`,
      load: () => import('./reader.ts'),
    },
  ],
  'Move data:': [
    {
      name: 'select',
      summary: text`show in figures what publishing a file of evaluations would send`,
      load: () => import('./select.ts'),
    },
    {
      name: 'publish',
      summary: text`publish a month: select, sign, seal to the relay`,
      load: () => import('./publish.ts'),
    },
    {
      name: 'serve',
      summary: text`run the gateway, and purge by schedule`,
      load: () => import('./serve.ts'),
    },
    {
      name: 'relay',
      summary: text`fetch what is new, route it to the insurers, seal and deliver`,
      load: () => import('./relay.ts'),
    },
    {
      name: 'held',
      summary: text`list, retry and return the records for which there is no single insurer`,
      load: () => import('./held.ts'),
    },
    {
      name: 'collect',
      summary: text`fetch and open what lies ready at the relay, hand in receipts`,
      load: () => import('./collect.ts'),
    },
    {
      name: 'feedback',
      summary: text`list the records that the relay could not route and gave back`,
      load: () => import('./feedback.ts'),
    },
  ],
  'See and prove:': [
    {
      name: 'doctor',
      summary: text`examine the site and say what to mend; print how the clients of an account log in`,
      load: () => import('./doctor.ts'),
    },
    {
      name: 'status',
      summary: text`show where the channel, the months and the ledger stand`,
      load: () => import('./status.ts'),
    },
    {
      name: 'notices',
      summary: text`show and send what people are told by e-mail: new files, what is due, what ends`,
      load: () => import('./notices.ts'),
    },
    {
      name: 'statement',
      summary: text`state in signed figures what became of each month; compare with another site`,
      load: () => import('./statement.ts'),
    },
    {
      name: 'ledger',
      summary: text`verify, read and audit the ledger, and prove it to others`,
      load: () => import('./ledger.ts'),
    },
    {
      name: 'compliance',
      summary: text`show each clause and requirement, where it is enforced and which tests prove it`,
      load: () => import('./compliance.ts'),
    },
    {
      name: 'closure-report',
      summary: text`write how the channel was used, for the evaluation of the committee`,
      load: () => import('./closure-report.ts'),
    },
  ],
  'Answer for a child:': [
    {
      name: 'who-saw',
      summary: text`tell a child or its parents to whom its data were given`,
      load: () => import('./who-saw.ts'),
    },
    {
      name: 'consult',
      summary: text`look a child up, as a reader of this site and for a purpose of the deliberation`,
      load: () => import('./consult.ts'),
    },
  ],
  'Keep and destroy:': [
    {
      name: 'purge',
      summary: text`destroy the data whose time is over, and certify it`,
      load: () => import('./purge.ts'),
    },
    {
      name: 'hold',
      summary: text`keep a month for a legal claim, by order of two operators`,
      load: () => import('./hold.ts'),
    },
    {
      name: 'backup',
      summary: text`back up the site while it runs, and prove a backup`,
      load: () => import('./backup.ts'),
    },
    {
      name: 'restore',
      summary: text`put a backup in the place of a database that is lost`,
      load: () => import('./restore.ts'),
    },
  ],
  'Stand on PostgreSQL:': [
    {
      name: 'migrate-store',
      summary: text`carry the site from its SQLite file to a PostgreSQL server`,
      load: () => import('./migrate-store.ts'),
    },
    {
      name: 'store',
      summary: text`grant the roles on the server their rights`,
      load: () => import('./store.ts'),
    },
  ],
  'At the shell:': [
    {
      name: 'completions',
      summary: text`print what bash, zsh or fish needs to complete the command line`,
      load: () => import('./completions.ts'),
    },
    {
      name: 'man',
      summary: text`print the manual page`,
      load: () => import('./man.ts'),
    },
  ],
  'Try out:': [
    {
      name: 'rehearse',
      summary: text`live the whole life of the channel in a minute, with invented children`,
      load: () => import('./rehearse.ts'),
    },
  ],
};
