/** Nine sites on the disk, two of them with a gateway, and an operator who runs a command again when it died. */

import { cp, readFile, writeFile } from 'node:fs/promises';
import type { PartyId } from '../../src/deliberations/clause.ts';
import { insurers, makeSites, publisher, relay, siteIn } from '../bench/sites.ts';
import type { Deaths } from './deaths.ts';
import { type Ended, type RunningGateway, serve, start, stop } from './program.ts';

export const parties: readonly PartyId[] = [publisher, relay, ...insurers];

/** From whose gateway a party fetches. */
export function upstreamOf(party: PartyId): PartyId | undefined {
  if (party === publisher) return undefined;
  return party === relay ? publisher : relay;
}

/** A process died by the harness: what must hold in that very moment is looked at then. */
export type AfterDeath = (party: PartyId, command: string) => Promise<void>;

export interface World {
  readonly folder: string;
  /** Runs a command until it has gone well, as often as it dies; gives what it told on stdout. */
  run(party: PartyId, args: readonly string[]): Promise<unknown>;
  /** Runs a command once: if it dies, nobody comes to run it again. */
  runOnce(party: PartyId, args: readonly string[]): Promise<void>;
  /** Runs a command that only looks, and lives; gives the lines of JSON that it told. */
  ask(party: PartyId, args: readonly string[]): Promise<readonly unknown[]>;
  /** Does `visit` while the gateway of a party is up; again from its beginning if the gateway died meanwhile. */
  visit<Result>(party: PartyId, visit: (port: number) => Promise<Result>): Promise<Result>;
  /** Stops both gateways, which have to end in order. */
  stopGateways(): Promise<void>;
  /** Kills what still runs. */
  abandon(): Promise<void>;
  readonly runs: () => number;
}

/** Makes the sites once, to be copied for each world. */
export async function makeTemplate(folder: string): Promise<void> {
  await makeSites(folder);
  for (const insurer of insurers) await logInByKey(folder, insurer);
}

/** A code of a TOTP device serves once in thirty seconds: a site that dies and comes back would wait each time. */
async function logInByKey(folder: string, insurer: PartyId): Promise<void> {
  const { config } = siteIn(folder, insurer).paths;
  const text = await readFile(config, 'utf8');
  const user = `insurer-${insurer}`;
  const byKey = text
    .replace(/^\[upstream\.totp\]\nfile = .*\n+/m, '')
    .replace(/^user = .*\n(?!key)/m, `user = "${user}"\nkey = "keys/${user}.ssh-user"\n`);
  await writeFile(config, byKey);
}

/** Copies the template into `folder`: a world in which nothing has moved yet. */
export async function createWorld(
  template: string,
  folder: string,
  deaths: Deaths,
  afterDeath: AfterDeath,
): Promise<World> {
  await cp(template, folder, { recursive: true });
  const gateways = new Map<PartyId, RunningGateway>();
  let runs = 0;

  /** The gateway of a party, up and listening; started again as often as it dies at its start. */
  async function gatewayOf(party: PartyId): Promise<RunningGateway> {
    for (;;) {
      const known = gateways.get(party);
      if (known?.isAlive()) return known;
      if (known !== undefined) await bury(party, known);
      runs += 1;
      const { config } = siteIn(folder, party).paths;
      gateways.set(party, await serve(config, deaths.planFor(gatewayName(party))));
    }
  }

  /** Notes how a gateway ended. One that ended by itself is a fault of the program. */
  async function bury(party: PartyId, gateway: RunningGateway): Promise<void> {
    const ended = await gateway.ended;
    gateways.delete(party);
    deaths.note(gatewayName(party), ended);
    if (ended.death === undefined) throw failed(party, ['serve'], ended);
    await afterDeath(party, 'serve');
  }

  /** Starts a command once. Throws if it failed otherwise than by its own death or that of its peer. */
  async function attempt(party: PartyId, args: readonly string[]): Promise<Ended> {
    const [command = ''] = args;
    const upstream = fetches(command) ? upstreamOf(party) : undefined;
    const gateway = upstream === undefined ? undefined : await gatewayOf(upstream);
    runs += 1;
    const ended = await start(siteIn(folder, party).paths.config, args, deaths.planFor(command)).ended;
    deaths.note(command, ended);
    if (ended.death !== undefined) await afterDeath(party, command);
    else if (!worked.has(ended.status)) {
      const peerDied = gateway !== undefined && brokenOff.has(ended.status) && (await endsSoon(gateway));
      if (!peerDied) throw failed(party, args, ended);
    }
    return ended;
  }

  return {
    folder,
    runs: () => runs,
    async run(party, args) {
      for (;;) {
        const { status, stdout } = await attempt(party, args);
        if (worked.has(status)) return JSON.parse(stdout);
      }
    },
    async runOnce(party, args) {
      await attempt(party, args);
    },
    async ask(party, args) {
      const ended = await start(siteIn(folder, party).paths.config, args, undefined).ended;
      if (ended.status !== 0) throw failed(party, args, ended);
      return ended.stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
    },
    async visit(party, visit) {
      for (;;) {
        const gateway = await gatewayOf(party);
        try {
          return await visit(await portOf(folder, party));
        } catch (error) {
          if (!(await endsSoon(gateway))) throw error;
        }
      }
    },
    async stopGateways() {
      for (const [party, gateway] of [...gateways]) {
        const ended = await stop(gateway);
        gateways.delete(party);
        deaths.note(gatewayName(party), ended);
        if (ended.death !== undefined) await afterDeath(party, 'serve');
        else if (ended.status !== 0) throw failed(party, ['serve'], ended);
      }
    },
    async abandon() {
      for (const { process: child, ended } of gateways.values()) {
        child.kill('SIGKILL');
        await ended.catch(() => {});
      }
    },
  };
}

/** Where the gateway of a party listens, as its configuration says. */
async function portOf(folder: string, party: PartyId): Promise<number> {
  const text = await readFile(siteIn(folder, party).paths.config, 'utf8');
  return Number(/^\[gateway\]\nhost = .*\nport = ([0-9]+)$/m.exec(text)?.[1]);
}

/** The two gateways take other steps. */
function gatewayName(party: PartyId): string {
  return `serve (${party === publisher ? 'publisher' : 'relay'})`;
}

function fetches(command: string): boolean {
  return command === 'relay' || command === 'collect';
}

/** Exit statuses of a command that has done its work; 12 also says that records are held for too long. */
const worked: ReadonlySet<number | null> = new Set([0, 12]);

/** Exit statuses of a login that was not answered, and of a peer that was not there or broke off. */
const brokenOff: ReadonlySet<number | null> = new Set([7, 8]);
const soon = 2000;

/** The peer may hear of a death before its parent does. */
async function endsSoon({ ended, isAlive }: RunningGateway): Promise<boolean> {
  const { promise: patience, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, soon);
  await Promise.race([ended, patience]);
  clearTimeout(timer);
  return !isAlive();
}

function failed(party: PartyId, args: readonly string[], { status, stdout, stderr }: Ended): Error {
  return new Error(`at ${party}, passerelle ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
}
