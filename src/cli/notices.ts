/** `passerelle notices`: what people are told by e-mail and in NOTICE.txt. */

import type { Command } from 'commander';
import { PasserelleError } from '../errors.ts';
import { greatestNotice, readNoticeFile } from '../notices/file.ts';
import { markOf } from '../notices/notice.ts';
import {
  firstProblem,
  type NoticesRun,
  requireNotices,
  type Standing,
  sendNotices,
  standingNotices,
} from '../operations/notices.ts';
import { counted, joined, type Text, text } from '../words/text.ts';
import { atSite } from './at-site.ts';
import { readGivenText } from './given-files.ts';
import { outputOf } from './invocation.ts';
import { say } from './language.ts';
import { requireSigned } from './signed-document.ts';

export function define(command: Command): void {
  command
    .command('show', { isDefault: true })
    .description(say`show what stands for each recipient, and what it was not told yet (the default)`)
    .action(show);
  command.command('send').description(say`send now what is due, as serve does by schedule`).action(send);
  command
    .command('verify')
    .description(say`check the signature of a NOTICE.txt; needs no site`)
    .argument('<file>', say`a notice`)
    .requiredOption('--keys <files...>', say`ledger keys of the sites (keys show ledger)`)
    .action(verify);
}

function show(_options: object, command: Command): Promise<void> {
  return atSite(command, async (site, output) => {
    const standing = await standingNotices(site);
    output.result(
      standing.map((each) => ({
        ...each.recipient,
        lastDay: each.lastDay?.toString() ?? null,
        notices: each.notices.map(({ topic, ids, says, todo }) => ({
          topic,
          isNew: ids.some((id) => each.fresh.includes(markOf(id))),
          says,
          todo,
        })),
      })),
      () => standing.flatMap(linesOf),
    );
    if (site.config.notices === undefined) {
      output.note(text`Nobody is sent an e-mail: the configuration has no section [notices].`);
    }
  });
}

function linesOf({ recipient, notices, fresh, lastDay }: Standing): readonly (Text | string)[] {
  const { address, party } = recipient;
  const [standing, untold] = [notices.length, fresh.length];
  const figures = joined(
    [
      counted(standing, text`${standing} notice`, text`${standing} notices`),
      counted(untold, text`${untold} thing not told yet`, text`${untold} things not told yet`),
    ],
    ', ',
  );
  return [
    lastDay === null
      ? text`${address} (${party}): ${figures}`
      : text`${address} (${party}): ${figures}; last message on ${lastDay}`,
    ...notices.map(({ says }) => text`  ${says}`),
  ];
}

function send(_options: object, command: Command): Promise<void> {
  return atSite(command, async (site, output) => {
    requireNotices(site.config);
    const runs = await sendNotices(site, undefined);
    output.result(
      runs.map(({ recipient, outcome, notices, problem }) => ({
        ...recipient,
        outcome,
        notices,
        problem: problem?.message ?? null,
      })),
      () => runs.map(runLine),
    );
    const problem = firstProblem(runs);
    if (problem !== undefined) throw problem;
  });
}

const outcomes: Readonly<Record<NoticesRun['outcome'], Text>> = {
  sent: text`sent`,
  'nothing-new': text`nothing new`,
  'told-already': text`had its message already; what is new waits for the next`,
  elsewhere: text`another process is about it`,
  failed: text`not sent, is tried again at the next run`,
};

function runLine({ recipient, outcome }: NoticesRun): Text {
  return text`${recipient.address} (${recipient.party}): ${outcomes[outcome]}`;
}

async function verify(file: string, { keys }: { readonly keys: readonly string[] }, command: Command) {
  const output = outputOf(command);
  const document = await readGivenText(file);
  const read = readNoticeFile(document);
  if (read === undefined) {
    throw new PasserelleError('usage', text`${file} is no notice`, {
      hint: text`Notices are what stands in NOTICE.txt on a gateway.`,
    });
  }
  const { signer, party, day } = read;
  await requireSigned({ file, document, greatest: greatestNotice, signer }, keys);
  output.result({ ok: true, signer, party, day }, () => [
    text`${file}: signed by ${signer}, for ${party}, on ${day}`,
  ]);
}
