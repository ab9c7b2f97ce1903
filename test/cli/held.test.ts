import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandGroups } from '../../src/cli/commands.ts';
import { createProgram } from '../../src/cli/program.ts';
import { passerelleService } from '../support/passerelle.ts';
import { expectRefusal } from '../support/refusal.ts';
import { connect, enrolAt, type Listening, type RehearsedSite } from '../support/rehearsed-sites.ts';
import { ssinsIn } from '../support/ssin-traces.ts';
import {
  extract,
  password,
  pointAt,
  type StandingSites,
  standingSites,
  today,
} from '../support/standing-sites.ts';

const published = ['15651200150', '20690900179'];
const reason = ['--reason', 'ssin-unknown-to-cin'];

let sites: StandingSites;

beforeAll(async () => {
  sites = await standingSites();
});

afterAll(() => sites.remove());

async function serve(site: RehearsedSite): Promise<Listening> {
  const service = passerelleService(site.folder, 'serve', '--rehearsal', '--json', ...today);
  return JSON.parse(await service.firstLine);
}

/** Both sites when February has been relayed: the CIN knows neither child. */
async function heldFebruary() {
  const [publisher, relay] = [await sites.copyOf('opgroeien'), await sites.copyOf('inami')];
  await pointAt(relay, await serve(publisher));
  expect(await relay.json('relay', ...today)).toMatchObject({ stillHeld: 2 });
  return { publisher, relay };
}

async function eventsOf(site: RehearsedSite, event: string): Promise<number> {
  const { stdout } = await site.run('ledger', 'list', '--event', event, '--json');
  return stdout.split('\n').filter((line) => line !== '').length;
}

describe('held records', () => {
  it('are counted, listed masked and told to the ledger, returned, and found again at Opgroeien [A23][A50]', async () => {
    const { publisher, relay } = await heldFebruary();
    expect(await relay.json('held', ...today)).toEqual({
      held: 2,
      bands: ['0–31 days', '32–62 days', 'over 62 days'],
      reasons: [{ reason: 'unknown-ssin', byAge: [2, 0, 0] }],
    });
    expect(await eventsOf(relay, 'held-listed')).toBe(0);
    const listed = await relay.run('held', '--records', '--json', ...today);
    expect(JSON.parse(listed.stdout).records).toMatchObject([
      { reference: '2022-02/1', child: '15.••.••-•••.50', tries: 1, age: 0 },
      { reference: '2022-02/2', child: '20.••.••-•••.79', tries: 1, age: 0 },
    ]);
    expect(ssinsIn(listed.stdout, published)).toEqual([]);
    expect(await eventsOf(relay, 'held-listed')).toBe(1);

    const refused = (args: readonly string[], status: number, says: RegExp) =>
      expectRefusal(relay, ['held', 'return', ...args, ...today], { status, says });
    await refused(
      ['2022-02/1', '--reason', 'no-insurer-standing'],
      5,
      /held for another reason, unknown-ssin/,
    );
    await refused(['2022-02/3', ...reason], 5, /not held here: 2022-02\/3/);
    await refused(['15651200150', ...reason], 2, /A reference is expected/);
    const file = '21-250_2022-02_inami_opgroeien_0001.xml.pgp';
    expect(await relay.json('held', 'return', '2022-02/1', ...reason, ...today)).toEqual({
      reason: 'ssin-unknown-to-cin',
      returned: ['2022-02/1'],
      files: [{ name: file, month: '2022-02', records: 1 }],
    });
    expect(await relay.json('status', ...today)).toMatchObject({ held: 1, returned: 1 });

    await enrolAt(relay, { name: 'opgroeien', party: 'opgroeien', password });
    await connect(publisher, await serve(relay), { user: 'opgroeien', password });
    expect(await publisher.json('feedback', ...today)).toEqual([]);
    expect(await publisher.json('collect', ...today)).toMatchObject({
      collected: [{ name: file, counts: { new: 1 } }],
      acknowledged: [file],
    });
    const opened = path.join(publisher.folder, 'feedback/2022-02', file.slice(0, -'.pgp'.length));
    expect(await readFile(opened, 'utf8')).toContain('<ssin>15651200150</ssin>');
    const feedback = await publisher.run('feedback', '--json', ...today);
    expect(JSON.parse(feedback.stdout)).toMatchObject([
      { reference: '2022-02/1', child: '15.••.••-•••.50', reason: 'ssin-unknown-to-cin', file: opened },
    ]);
    expect(ssinsIn(feedback.stdout, published)).toEqual([]);
    expect(await eventsOf(publisher, 'returns-listed')).toBe(1);
    expect(await publisher.json('status', ...today)).toMatchObject({ returned: 1 });
    expect(await publisher.json('select', 'evaluations.csv', ...today)).toMatchObject({
      new: 1,
      correction: 0,
      withdrawal: 0,
    });
  });

  it('raise an alarm when they wait too long, and none after the last day [A23][A40]', async () => {
    const { relay } = await heldFebruary();
    const warned = await relay.run('status', '--at', '2022-04-21');
    // A warning; what ends the command with a code of its own is that nobody has collected the parts either.
    expect(warned).toMatchObject({
      status: 15,
      stderr: expect.stringMatching(/2 records .* more than 31 days/),
    });
    const alarmed = await relay.run('status', '--json', '--at', '2022-05-22');
    expect(alarmed).toMatchObject({
      status: 12,
      stderr: expect.stringMatching(/2 records .* more than 62 days/),
    });
    expect(JSON.parse(alarmed.stdout)).toMatchObject({
      held: 2,
      heldBeyond: [
        { limit: 'P31D', records: 2 },
        { limit: 'P62D', records: 2 },
      ],
    });
    expect(await eventsOf(relay, 'held-overdue')).toBe(0);
    await relay.write('cin.csv', extract.replace('2022-03-19', '2022-05-21'));
    for (const _run of [1, 2]) {
      const run = await relay.run('relay', '--json', '--at', '2022-05-22');
      expect({ ...run, stdout: JSON.parse(run.stdout) }).toMatchObject({
        status: 12,
        stdout: { stillHeld: 2 },
      });
    }
    expect(await eventsOf(relay, 'held-overdue')).toBe(2);

    const late = ['--at', '2023-01-01'];
    expect(await relay.json('held', ...late)).toMatchObject({ held: 2 });
    expect((await relay.run('held', '--records', ...late)).status).toBe(0);
    expect((await relay.run('status', ...late)).status).toBe(0);
    const returned = await relay.run('held', 'return', '2022-02/1', ...reason, ...late);
    expect(returned).toMatchObject({ status: 4, stdout: '' });
    expect(await relay.json('status', ...late)).toMatchObject({ held: 2, returned: 0 });
  });

  it('find their insurer by the CIN alone: nothing on the command line names one [A22]', async () => {
    const program = createProgram();
    for (const { name, load } of Object.values(commandGroups).flat()) {
      const command = program.commands.find((each) => each.name() === name);
      if (command !== undefined) (await load()).define(command);
    }
    const words = (command: Command): readonly string[] => [
      ...command.options.map(({ long }) => `${command.name()} ${long}`),
      ...command.registeredArguments.map((argument) => `${command.name()} <${argument.name()}>`),
      ...command.commands.flatMap((inner) => words(inner).map((word) => `${command.name()} ${word}`)),
    ];
    const all = words(program);
    expect(all.length).toBeGreaterThan(40);
    expect(
      all.filter((word) => /insurer|affiliat|mutual|receiver|recipient|route|deliver/.test(word)),
    ).toEqual([]);
    expect(all.filter((word) => word.startsWith('passerelle held'))).toEqual([
      'passerelle held list --records',
      'passerelle held return --reason',
      'passerelle held return <reference>',
    ]);
  });
});
