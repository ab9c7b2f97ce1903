/** Runs every client against a gateway of its own, and prints the table of docs/clients.md. */

import process from 'node:process';
import type { Client } from './client.ts';
import { missingFor, versionOf } from './needs.ts';
import { type Check, checks, clients, excuseOf, numberOf, prepareGround } from './table.ts';

const [only = ''] = process.argv.slice(2);
const notes: string[] = [];
let wrong = 0;

function note(text: string): string {
  if (!notes.includes(text)) notes.push(text);
  return `no (${notes.indexOf(text) + 1})`;
}

async function cell(client: Client, version: string, check: Check): Promise<string> {
  const excuse = excuseOf(client, version, check);
  if (excuse !== undefined) return note(excuse);
  const ground = await prepareGround();
  try {
    const failure = await check.fails(client, ground);
    if (failure === undefined) return 'yes';
    wrong += 1;
    process.stderr.write(`${client.name}, ${check.title}: ${failure}\n`);
    return '**no**';
  } finally {
    await ground.close();
  }
}

async function cellsOf(client: Client): Promise<readonly string[]> {
  const missing = missingFor(client);
  if (missing.length > 0) return [client.name, `not tried: no ${missing.join(', ')} here`];
  const version = versionOf(client);
  const cells = [`${client.name} ${numberOf(version)}`];
  for (const check of checks) cells.push(await cell(client, version, check));
  return cells;
}

const columns = ['client', ...checks.map(({ title }) => title)];
const print = (cells: readonly string[]) => process.stdout.write(`| ${cells.join(' | ')} |\n`);
print(columns);
print(columns.map(() => '---'));
for (const client of clients.filter(({ name }) => name.includes(only))) print(await cellsOf(client));
process.stdout.write(`\n${notes.map((text, index) => `${index + 1}. ${text}`).join('\n')}\n`);
process.exitCode = wrong === 0 ? 0 : 1;
