/** A social security number is asked for at the terminal, unseen: never an argument, never repeated. */

import type { Ask } from '../accounts/prove-at-prompt.ts';
import { PasserelleError } from '../errors.ts';
import { isOfMode, type Mode } from '../people/record.ts';
import { parseSsin, type Ssin } from '../people/ssin.ts';
import { secretLabel } from '../secrets/label.ts';
import { promptSecret } from '../secrets/prompt.ts';
import { type Text, text } from '../words/text.ts';
import { say } from './language.ts';

/** Asks once. Throws `usage` for what is no number, or none of that mode. */
export async function askSsin(mode: Mode, ask: Ask = promptSecret): Promise<Ssin> {
  const typed = await ask(say(secretLabel(mode, text`social security number (NISS, INSZ) of the child`)));
  // As it stands on a card: 15.65.12-001.50.
  const parsed = parseSsin(typed.replaceAll(/[ .-]/g, ''));
  if (parsed.ssin === undefined) throw refused(text`it is no social security number (${parsed.problem})`);
  if (!isOfMode(parsed.ssin, mode)) {
    throw refused(
      mode === 'real'
        ? text`it is a number of the mock register`
        : text`a rehearsal knows the mock register only`,
    );
  }
  return parsed.ssin;
}

function refused(says: Text): PasserelleError {
  return new PasserelleError('usage', text`what was typed is not taken: ${says}`, {
    hint: text`Nothing was looked up. Type the eleven digits, with or without dots and hyphens.`,
  });
}
