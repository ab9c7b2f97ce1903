/**
 * What a refused user reads, in French, Dutch and English. It helps, and tells nothing that the user does
 * not know: not whether an account exists, nor which factor was wrong.
 */

import { legalDay } from '../clock.ts';
import type { ChannelState } from '../deliberations/rules.ts';
import { inEachLanguage } from '../words/say.ts';
import { type Text, text } from '../words/text.ts';

/**
 * The last words of a connection. Plain ASCII and 400 bytes at most, in French too: OpenSSH shows all else
 * as octal escapes, and cuts off what is longer (`packet.c`, `ssh_packet_read_poll2`).
 */
export const lastWords = {
  'too-many-tries': text`Too many tries. Try again later.`,
  'login-time-over': text`The time to log in is over.`,
  'not-now': text`Logging in is not possible at the moment.`,
  protocol: text`Unexpected request.`,
  'account-changed': text`Your account was changed. Log in again.`,
  enrolled: text`Done. Log in again with what you have just chosen.`,
  'account-expired': text`The period for which your account is valid is over.`,
  idle: text`Session ended after inactivity.`,
  stopping: text`The server is stopping.`,
} as const satisfies Record<string, Text>;

/** What is read before or within a login: as text that the client shows as it is. */
const explanations = {
  'two-factors': text`Refused. Two factors of different kinds are needed: what you have (key, card, one-time code) and what you know (password or PIN).`,
  'other-kind': text`One factor is proven; one of the other kind is still needed.`,
  'choose-password': text`Choose your password: 8 to 256 bytes. Nobody else will know it.`,
  'new-device': text`Add this key to your authenticator; it will not be shown again.`,
} as const satisfies Record<string, Text>;

const sentences = { ...lastWords, ...explanations };

export type SentenceName = keyof typeof sentences;

/** The three languages on one line each. */
export function sentence(name: SentenceName): string {
  return lines(sentences[name]);
}

type ClosedState = Extract<ChannelState, { open: false }>;

/** {@link closedChannel} in three languages, as {@link lastWords} are. */
export function closedChannelSentence(deliberation: string, state: ClosedState): string {
  return lines(closedChannel(deliberation, state));
}

/** Since when, and by which point, the channel is closed. */
export function closedChannel(deliberation: string, state: ClosedState): Text {
  const day = legalDay(state.since);
  switch (state.reason) {
    case 'ended':
    case 'ended-early':
      return text`The channel of deliberation ${deliberation} is closed since ${day} (points ${state.points}).`;
    case 'not-yet':
      return text`The channel of deliberation ${deliberation} opens on ${day}.`;
    case 'clock-ran-back':
      return text`The channel is closed: the clock of the server cannot be trusted.`;
    case 'ledger-rewound':
      return text`The channel is closed: this server was restored from an older state.`;
  }
}

/** The signs of good print as a keyboard has them: what terminals make of the others cannot be read. */
function lines(words: Text): string {
  return inEachLanguage(words)
    .map((line) => line.replaceAll('’', "'").replaceAll('\u202f', ' '))
    .join('\r\n');
}
