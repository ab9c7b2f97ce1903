/** A run of the fuzzer: sessions of all sorts beside each other, and what must hold of the gateway afterwards. */

import { answerType, requestType } from '../../src/gateway/sftp/protocol.ts';
import { graftMlkem768x25519 } from '../../src/ssh/graft-mlkem768x25519.ts';
import { type SiteState, stateOf } from '../../test/support/site-state.ts';
import { askForAnything } from './channels.ts';
import { byte, encode, string, uint32 } from './fields.ts';
import { shakeHands } from './handshakes.ts';
import { tryToLogIn } from './logins.ts';
import { type Random, randomOf } from './random.ts';
import { greatestWait, logInHonestly, type Scene, type Session, within } from './scene.ts';
import { openSftpChannel } from './sftp-channel.ts';
import { type GatewayProcess, makeTarget, startGatewayProcess, type Target } from './target.ts';
import { framed, greet, transfer } from './transfers.ts';

export interface Campaign {
  /** Sessions take turns with them. */
  readonly seeds: readonly [number, ...number[]];
  /** Ends once so many messages have gone out, or so many minutes are over. */
  readonly messages: number;
  readonly minutes: number;
  /** Only this session, if it is given: to look at what it found. */
  readonly session?: number;
  readonly tell: (line: string) => void;
}

export interface Report {
  readonly messages: number;
  /** How many of each sort. */
  readonly sessions: Readonly<Record<string, number>>;
  readonly minutes: number;
  /** What must not be. */
  readonly findings: readonly string[];
}

/** Sessions at once: fewer than a gateway has places for, so that honest ones are let in. */
const together = 24;

/** Messages between two looks at the gateway's memory. */
const lookEvery = 100_000;

/** MiB that a gateway may have grown since a fifth of the run: by then all of it has been used. */
const greatestGrowth = 64;

const database = 'passerelle.db';

/** What sessions leave in the ledger, and nothing but that. */
const expectedEvents: ReadonlySet<string> = new Set([
  'login-accepted',
  'login-refused',
  'session-ended',
  'directory-listed',
  'parcel-opened',
  'parcel-collected',
  'receipt-refused',
]);

/** Makes a site in `folder`, fuzzes its gateway, and reports. */
export async function run(folder: string, campaign: Campaign): Promise<Report> {
  graftMlkem768x25519();
  const target = await makeTarget(folder);
  const place = { folder: target.site.paths.site };
  const before = await stateOf(place, database);
  const gateway = await startGatewayProcess(target.site);
  const findings: string[] = [];
  try {
    const course = await fuzz(campaign, target, gateway, findings);
    findings.push(...(await judge(target, gateway)));
    if ((await gateway.stop()) !== 0) findings.push('the gateway did not end in order');
    findings.push(...gateway.complaints.map((line) => `the gateway said: ${line}`));
    findings.push(...compare(before, await stateOf(place, database), course.honestLogins + 1));
    for (const [message, times] of gateway.said) campaign.tell(`log: ${times} × ${message}`);
    return { ...course, findings };
  } finally {
    await gateway.stop();
  }
}

/** Sorts of sessions by their share, so that no sort of message is rare. */
function sorts({
  files,
}: Target): readonly { readonly name: string; readonly share: number; readonly session: Session }[] {
  const folders = ['/', '/inbox', '/receipts', '/inbox/2022-03'] as const;
  return [
    { name: 'handshake', share: 200, session: shakeHands },
    { name: 'login', share: 60, session: tryToLogIn },
    { name: 'channel', share: 10, session: askForAnything },
    { name: 'sftp', share: 3, session: transfer({ files, folders }) },
  ];
}

async function fuzz(
  { seeds, messages: wanted, minutes, session: only, tell }: Campaign,
  target: Target,
  gateway: GatewayProcess,
  findings: string[],
) {
  const begun = performance.now();
  const passed = () => (performance.now() - begun) / 60_000;
  const all = sorts(target);
  const sessions: Record<string, number> = {};
  let messages = 0;
  let honestLogins = 0;
  let next = 0;
  /** Of the gateway's memory, since a fifth of the run. */
  const readings: number[] = [];
  let nextLook = lookEvery;

  async function look(): Promise<void> {
    const memory = await gateway.memory();
    tell(`${String(messages).padStart(9)} messages, ${passed().toFixed(1)} min: ${memory.toFixed(0)} MiB`);
    if (Math.max(messages / wanted, passed() / minutes) >= 1 / 5) readings.push(memory);
  }

  const scene = (name: string): Scene => ({
    port: gateway.port,
    cast: target.cast,
    sent(count) {
      messages += count;
      if (messages < nextLook) return;
      nextLook += lookEvery;
      void look();
    },
    enter() {
      honestLogins += 1;
    },
    find: (what) => findings.push(`${name}: ${what}`),
  });

  async function play(number: number): Promise<void> {
    const seed = seeds[number % seeds.length] ?? seeds[0];
    const random = randomOf(seed, number);
    const { name, session } = choose(random, all);
    sessions[name] = (sessions[name] ?? 0) + 1;
    const stage = scene(`seed ${seed}, session ${number} (${name})`);
    await session(stage, random, addressOf(random)).catch((error: unknown) => stage.find(String(error)));
  }

  async function work(): Promise<void> {
    while (messages < wanted && passed() < minutes && gateway.runs()) {
      next += 1;
      await play(next);
    }
  }

  await look();
  if (only === undefined) await Promise.all(Array.from({ length: together }, work));
  else await play(only);
  await look();
  // What is lost stays lost; what waits for the garbage collector comes and goes.
  const [first] = readings;
  const growth = first === undefined ? 0 : Math.min(...readings.slice(-3)) - first;
  if (growth > greatestGrowth) findings.push(`the gateway has grown by ${growth.toFixed(0)} MiB`);
  return { messages, sessions, minutes: passed(), honestLogins };
}

function choose<Sort extends { readonly share: number }>(random: Random, all: readonly Sort[]): Sort {
  let place = random.below(all.reduce((sum, { share }) => sum + share, 0));
  for (const sort of all) {
    place -= sort.share;
    if (place < 0) return sort;
  }
  throw new RangeError('no sorts');
}

/** Each session comes from elsewhere: a gateway lets addresses rest that guess. */
function addressOf(random: Random): string {
  return `127.${1 + random.below(254)}.${random.below(256)}.${1 + random.below(254)}`;
}

/** It still runs, and serves whoever is honest. */
async function judge(target: Target, gateway: GatewayProcess): Promise<readonly string[]> {
  if (!gateway.runs()) return ['the gateway has ended'];
  const scene: Scene = { port: gateway.port, cast: target.cast, sent() {}, enter() {}, find() {} };
  const [parcel = ''] = target.files.slice(1);
  const opened = await within(greatestWait, openHonestly(scene, parcel));
  return opened ? [] : ['an honest user is not served afterwards'];
}

async function openHonestly(scene: Scene, file: string): Promise<boolean> {
  try {
    const raw = await logInHonestly(scene, randomOf(0, 0), '127.0.0.1', 'password');
    const channel = await openSftpChannel(raw, 0);
    await greet(channel);
    const open = [byte(requestType.open), uint32(1), string(file), uint32(1), uint32(0)];
    await channel.send(framed(encode(open)), 32_000);
    const [answer] = await channel.answers(1);
    raw.socket.destroy();
    await raw.closed;
    return answer?.[0] === answerType.handle;
  } catch {
    return false;
  }
}

/** All rows and files are as before, but for counted failures and what the ledger tells of the sessions. */
function compare(before: SiteState, after: SiteState, honestLogins: number): readonly string[] {
  const changed = (of: 'tables' | 'files') =>
    [...new Set([...Object.keys(before[of]), ...Object.keys(after[of])])]
      .filter((name) => name !== 'failure' && !name.startsWith('ledger'))
      .filter((name) => before[of][name] !== after[of][name])
      .map((name) => `changed: ${name}`);
  const added = after.events.slice(before.events.length);
  const strange = [...new Set(added)].filter((event) => !expectedEvents.has(event));
  const accepted = added.filter((event) => event === 'login-accepted').length;
  return [
    ...changed('tables'),
    ...changed('files'),
    ...strange.map((event) => `in the ledger: ${event}`),
    ...(accepted === honestLogins ? [] : [`${accepted} logins were accepted, ${honestLogins} were honest`]),
  ];
}
