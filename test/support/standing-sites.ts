/**
 * Sites of a rehearsal that stand ready in March 2022, set up once for all tests of a file. A test works on
 * a copy of its own.
 */

import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fingerprintOf } from '../../src/login/ssh-key.ts';
import { exampleSshKey } from './forged-parcels.ts';
import { connect, enrolAt, type RehearsedSite, setUpSite, siteIn } from './rehearsed-sites.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const password = 'correct horse battery';
export const today = ['--at', '2022-03-20T10:00:00+01:00'] as const;

/** The header of a file of evaluations, and two children of February who are in scope. */
export const evaluationsHeader =
  'ssin,evaluation_date,initial_incapacity,pillar1_points,conditions_met,period_start,period_end';
export const publishedBefore = [
  '15651200150,2022-02-01,55,2,abce,2022-02-01,2026-01-31',
  '20690900179,2022-02-03,51,2,abcd,2022-02-01,',
];

/** An extract of the CIN by which the child of a forged parcel belongs to insurer 300. */
export const extract =
  '# extract 2022-03-19\nssin,insurer,valid_from,valid_to\n18670300208,300,2018-01-01,\n';

export interface StandingSites {
  /**
   * Opgroeien has published February to INAMI, whose account there has key, password and TOTP device (in
   * `device.uri`); INAMI and insurer 300 wait for an upstream, which {@link pointAt} names. The copy ends with the
   * test, unless it is made in a folder of the caller's.
   */
  copyOf(party: 'opgroeien' | 'inami' | '300', into?: string): Promise<RehearsedSite>;
  /** A backup of Opgroeien, made while it stood as its copies do; lives as long as the sites. */
  backup(): Promise<string>;
  remove(): Promise<void>;
}

export async function standingSites(): Promise<StandingSites> {
  const folder = await mkdtemp(path.join(tmpdir(), 'passerelle-standing-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const site = async (party: string) => {
    await mkdir(path.join(folder, party), { mode: 0o700 });
    return setUpSite(path.join(folder, party), party);
  };
  const completed = await Promise.allSettled([
    site('opgroeien').then(completePublisher),
    site('inami').then(completeRelay),
    site('300').then((insurer) => connectTo(insurer, 'inami', 'insurer-300')),
  ]);
  const failed = completed.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) {
    await remove();
    throw failed.reason;
  }
  return {
    async copyOf(party, into) {
      const copy = into ?? (await temporaryFolder());
      await cp(path.join(folder, party), copy, { recursive: true });
      return siteIn(copy);
    },
    async backup() {
      const site = siteIn(path.join(folder, 'opgroeien'));
      await site.json('backup', 'make', path.join(folder, 'backups'), '--at', '2022-03-20');
      const [made = ''] = await readdir(path.join(folder, 'backups'));
      return path.join(folder, 'backups', made);
    },
    remove,
  };
}

/** Names the upstream of a copy, or another one. */
export function pointAt(site: RehearsedSite, { port }: { readonly port: number }): Promise<void> {
  return site.edit(/(?<=^\[upstream\]\nhost = .*\nport = )[0-9]+$/m, String(port));
}

async function completePublisher(site: RehearsedSite): Promise<void> {
  await enrolAt(site, { name: 'inami', party: 'inami', password });
  await site.json('account', 'totp', 'inami', '--uri-file', 'device.uri');
  await site.write('evaluations.csv', [evaluationsHeader, ...publishedBefore, ''].join('\n'));
  await site.json('publish', '2022-02', 'evaluations.csv', '--at', '2022-03-14');
}

async function completeRelay(site: RehearsedSite): Promise<void> {
  await connectTo(site, 'opgroeien', 'inami');
  await site.write('cin.csv', extract);
}

async function connectTo(site: RehearsedSite, upstream: string, user: string): Promise<void> {
  const { blob } = await exampleSshKey(`${upstream}.ssh-host`);
  const listening = { host: '127.0.0.1', port: 1, hostKeyFingerprint: fingerprintOf(blob) };
  await connect(site, listening, { user, password });
}
