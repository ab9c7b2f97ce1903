/** All sites of the invented channel, set up and connected as their operators would: in force, and no rehearsal. */

import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { endService, type Service } from '../support/passerelle.ts';
import { days } from './days.ts';
import { connect, type FictionalSite, type Listening, newSite } from './sites.ts';

/** Day on which holders of accounts signed. */
export const undertaking = ['--undertaking', days.adopted] as const;

export interface FictionalChannel {
  readonly publisher: FictionalSite;
  readonly relay: FictionalSite;
  /** Insurer 300, with an account at the relay. */
  readonly insurer: FictionalSite;
  /** Insurer 900, which only has its keys. */
  readonly other: FictionalSite;
  /** The gateways of publisher and relay, until somebody ends them. */
  readonly gateways: readonly Service[];
  remove(): Promise<void>;
}

/** `extract`: what the CIN tells the relay. */
export async function standingChannel(extract: string): Promise<FictionalChannel> {
  const folder = await mkdtemp(path.join(tmpdir(), 'passerelle-fictional-'));
  const gateways: Service[] = [];
  const remove = async () => {
    await Promise.all(gateways.map(endService));
    await rm(folder, { recursive: true, force: true });
  };
  const make = async (party: string) => {
    await mkdir(path.join(folder, party), { mode: 0o700 });
    return newSite(path.join(folder, party), party);
  };
  async function serve(site: FictionalSite): Promise<Listening> {
    const service = site.start('now', 'serve', '--json');
    gateways.push(service);
    return JSON.parse(await service.firstLine);
  }
  try {
    const [publisher, relay, insurer, other] = await Promise.all([
      make('warmfund'),
      make('exchange'),
      make('300'),
      make('900'),
    ]);
    await relay.put('cin.csv', extract);
    for (const [id, site] of [
      ['warmfund', publisher],
      ['300', insurer],
      ['900', other],
    ] as const) {
      await giveKeys(relay, 'exchange', site);
      await giveKeys(site, id, relay);
    }
    const [upstream, gateway] = await Promise.all([serve(publisher), serve(relay)]);
    await Promise.all([
      admit({ at: publisher, listening: upstream, of: relay, party: 'exchange', name: 'exchange' }),
      (async () => {
        await admit({ at: relay, listening: gateway, of: insurer, party: '300', name: 'insurer-300' });
        await admit({ at: relay, listening: gateway, of: publisher, party: 'warmfund', name: 'warmfund' });
      })(),
    ]);
    return { publisher, relay, insurer, other, gateways, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The public keys of a site, to one that it exchanges with. */
async function giveKeys(from: FictionalSite, id: string, to: FictionalSite): Promise<void> {
  for (const [key, ending] of [
    ['openpgp.asc.pub', 'asc'],
    ['ledger.pem.pub', 'vkey'],
  ] as const) {
    const into = path.join('correspondents', `${id}.${ending}`);
    await copyFile(path.join(from.folder, 'secrets', key), path.join(to.folder, into));
    await to.edit(new RegExp(`^# (?=${id} = "${into}"$)`, 'm'), '');
  }
}

interface Admission {
  readonly at: FictionalSite;
  readonly listening: Listening;
  readonly of: FictionalSite;
  readonly party: string;
  readonly name: string;
}

/** An account at a gateway for the site of a party, with key and password. */
async function admit({ at, listening, of, party, name }: Admission): Promise<void> {
  await connect(of, name, listening);
  const key = path.join(of.folder, 'secrets/login_ed25519.pub');
  await at.must('account', 'enrol', name, '--party', party, '--key', key, '--password-file', 'password');
  await at.must('account', 'activate', name, ...undertaking);
}
