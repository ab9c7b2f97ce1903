/** What commander says of a wrong command line, as a text that is told in the operator's language. */

import type { CommanderError } from 'commander';
import { PasserelleError } from '../errors.ts';
import { joined, type Text, text } from '../words/text.ts';

type Reading = readonly [form: RegExp, says: (...parts: readonly string[]) => Text];

/** Its sentences; test/cli/language.test.ts has commander say each of them. */
const readings: readonly Reading[] = [
  [/^unknown option '(.*)'$/, (option = '') => text`unknown option '${option}'`],
  [/^unknown command '(.*)'$/, (command = '') => text`unknown command '${command}'`],
  [/^missing required argument '(.*)'$/, (name = '') => text`missing required argument '${name}'`],
  [/^option '(.*)' argument missing$/, (option = '') => text`option '${option}' argument missing`],
  [
    /^required option '(.*)' not specified$/,
    (option = '') => text`required option '${option}' not specified`,
  ],
  [
    /^too many arguments(?: for '.*')?\. Expected (\d+) arguments? but got (\d+): .*$/,
    (expected = '', got = '') => text`too many arguments. Expected ${expected}, but got ${got}.`,
  ],
  [
    /^option '(.*)' argument '(.*)' is invalid\. Allowed choices are (.*)\.$/,
    (option = '', value = '', choices = '') =>
      text`option '${option}' argument '${value}' is invalid. Allowed choices are ${choices}.`,
  ],
  [
    /^option '(.*)' argument '(.*)' is invalid\. (.*)$/,
    (option = '', value = '', why = '') => text`option '${option}' argument '${value}' is invalid. ${why}`,
  ],
  [
    /^command-argument value '(.*)' is invalid for argument '(.*)'\. Allowed choices are (.*)\.$/,
    (value = '', name = '', choices = '') =>
      text`argument '${name}' value '${value}' is invalid. Allowed choices are ${choices}.`,
  ],
  [
    /^command-argument value '(.*)' is invalid for argument '(.*)'\. (.*)$/,
    (value = '', name = '', why = '') => text`argument '${name}' value '${value}' is invalid. ${why}`,
  ],
];

export function usageError({ message }: CommanderError): PasserelleError {
  const [says = '', suggestion = ''] = message.replace(/^error: /, '').split('\n');
  const meant = /^\(Did you mean (?:one of )?(.*)\?\)$/.exec(suggestion)?.[1];
  const hints = [
    ...(meant === undefined ? [] : [text`Did you mean ${meant}?`]),
    text`Add --help to see what there is.`,
  ];
  return new PasserelleError('usage', saying(says), { hint: joined(hints) });
}

/** What none of the sentences fits is told as commander tells it. */
function saying(says: string): Text | string {
  for (const [form, textOf] of readings) {
    const found = form.exec(says);
    if (found !== null) return textOf(...found.slice(1));
  }
  return says;
}
