/** A rehearsal that stays, as a process, for tests that visit it or work at its sites. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { endService, passerelle, type Run, startPasserelle } from './passerelle.ts';

interface VisitedAccount {
  readonly user: string;
  readonly keyFile: string;
  readonly password: string;
  readonly totpUri: string;
}

interface VisitedGateway {
  readonly site: string;
  readonly host: string;
  readonly port: number;
  readonly accounts: readonly VisitedAccount[];
}

export interface StayingRehearsal {
  readonly folder: string;
  readonly knownHosts: string;
  account(site: string, user: string): { readonly gateway: VisitedGateway; readonly account: VisitedAccount };
  config(party: string): string;
  /** Runs a command at one of the sites. */
  at(party: string, ...args: readonly string[]): Promise<Run>;
  /** Entries of a site's ledger, of one event. */
  entries(party: string, event: string): Promise<readonly LedgerLine[]>;
  end(): Promise<void>;
}

export interface LedgerLine {
  readonly actor: string;
  readonly details: { readonly parcel?: string; readonly [fact: string]: unknown };
}

export async function startStayingRehearsal(): Promise<StayingRehearsal> {
  const folder = await mkdtemp(path.join(tmpdir(), 'passerelle-stay-'));
  const service = startPasserelle([], folder, 'rehearse', '--stay', '--json', '--folder', folder);
  const guide: { readonly knownHosts: string; readonly gateways: readonly VisitedGateway[] } = JSON.parse(
    await service.firstLine,
  );
  const config = (party: string) => path.join(folder, party, 'passerelle.toml');
  const at = (party: string, ...args: readonly string[]) =>
    passerelle(folder, ...args, '--rehearsal', '--config', config(party));
  return {
    folder,
    knownHosts: guide.knownHosts,
    config,
    at,
    account(site, user) {
      const gateway = guide.gateways.find((each) => each.site === site);
      const account = gateway?.accounts.find((each) => each.user === user);
      if (gateway === undefined || account === undefined) throw new RangeError(`${user} at ${site}`);
      return { gateway, account };
    },
    async entries(party, event) {
      const { stdout } = await at(party, 'ledger', 'list', '--event', event, '--json');
      return stdout
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line));
    },
    async end() {
      await endService(service);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
