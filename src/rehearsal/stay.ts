/** Keeps both gateways of a rehearsal up for visitors with their own clients, and tells them how to come in. */

import path from 'node:path';
import { createInterface } from 'node:readline';
import { legalDay, legalTimeZone } from '../clock.ts';
import { totpCodeOf } from '../login/totp.ts';
import { stopSignal } from '../operations/stop-signal.ts';
import { say } from '../words/operator.ts';
import type { RehearsedAccount, ServingSite, World } from './world.ts';

/** Resolves after SIGTERM or SIGINT. With `json`, one line on stdout tells a program all that it needs. */
export async function stayOpen(world: World, json: boolean): Promise<void> {
  world.clock.admitVisitors();
  const stopped = stopSignal();
  process.stdout.write(json ? `${JSON.stringify(visitorGuide(world))}\n` : invitation(world));
  const terminal = !json && process.stdin.isTTY ? createInterface({ input: process.stdin }) : undefined;
  terminal?.on('line', () => process.stdout.write(codes(world)));
  await stopped;
  terminal?.close();
}

/** What a test harness is told. Paths are absolute. */
function visitorGuide(world: World) {
  return {
    folder: world.folder,
    knownHosts: path.join(world.folder, 'known_hosts'),
    today: legalDay(world.clock.now()).toString(),
    gateways: servingSites(world).map(({ party, gateway, accounts }) => ({
      site: party,
      host: gateway.host,
      port: gateway.port,
      hostKeyFingerprint: gateway.hostKeyFingerprint,
      accounts: accounts.map(({ user, keyFile, password, totpUri }) => ({
        user,
        keyFile,
        password,
        totpUri,
      })),
    })),
  };
}

function invitation(world: World): string {
  const today = world.clock.now().toZonedDateTimeISO(legalTimeZone).toPlainDate();
  return [
    '',
    say`REHEARSAL: it is ${today}. Both gateways are up. Log in by key and password, or by password and code.`,
    say`This month’s parts lie ready for the insurers. Nobody has collected them yet: that is left to you.`,
    ...servingSites(world).flatMap(({ party, gateway, accounts }) => [
      '',
      say`gateway of ${party}   ${gateway.host}:${gateway.port}   host key ${gateway.hostKeyFingerprint}`,
      ...accounts.flatMap((account) => ['', ...waysIn(world, gateway, account)]),
    ]),
    '',
    say`Codes change every thirty seconds and serve once: press Enter for new ones, Ctrl-C to end.`,
    '',
  ].join('\n');
}

function waysIn(
  world: World,
  { host, port }: ServingSite['gateway'],
  account: RehearsedAccount,
): readonly string[] {
  const known = `-o UserKnownHostsFile=${path.join(world.folder, 'known_hosts')}`;
  const target = `${account.user}@${host}`;
  return [
    `  ${account.user}`,
    `    sftp -P ${port} -i ${account.keyFile} -o IdentitiesOnly=yes ${known} ${target}`,
    `    sftp -P ${port} -o PubkeyAuthentication=no ${known} ${target}`,
    `    ${say`password`}  ${account.password}`,
    `    ${say`code`}      ${codeOf(world, account)}`,
  ];
}

function codes(world: World): string {
  const lines = servingSites(world).flatMap(({ accounts }) =>
    accounts.map((account) => `  ${account.user.padEnd(12)}  ${codeOf(world, account)}\n`),
  );
  return lines.join('');
}

function codeOf(world: World, { totpUri }: RehearsedAccount): string {
  return totpCodeOf(totpUri, world.clock.authenticatorTime());
}

function servingSites({ publisher, relay }: World): readonly ServingSite[] {
  return [publisher, relay];
}
