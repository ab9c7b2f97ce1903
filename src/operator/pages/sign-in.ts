/** The page on which somebody proves who they are, by two kinds of factors. */

import { type Html, html } from '../../pages/html.ts';
import type { Language } from '../../words/language.ts';
import { type Text, text } from '../../words/text.ts';
import { mark } from '../drawings/mark.ts';
import { paths } from '../paths.ts';
import type { SignInView } from '../view.ts';
import { formatDocument } from './document.ts';
import { type Speech, speechIn } from './speech.ts';

type Note = NonNullable<SignInView['note']>;

const notes: Readonly<Record<Note, { readonly says: Text; readonly alarm: boolean }>> = {
  refused: {
    says: text`You are not signed in. Name, password and code must all be right, and a code works only once.`,
    alarm: true,
  },
  resting: { says: text`There were too many tries. Wait a few minutes, then try again.`, alarm: true },
  crowded: {
    says: text`You are proven, but as many people are signed in as there may be. Try again when somebody has left.`,
    alarm: true,
  },
  ended: { says: text`Your session has ended. Sign in again to go on.`, alarm: false },
  'signed-out': { says: text`You are signed out.`, alarm: false },
};

export function signInPage({ mode, note }: SignInView, language: Language): Html {
  const speech = speechIn(language);
  const { say } = speech;
  const main = html`<div class="sign-in part">
<h1>${say`Sign in`}</h1>
${note === null ? html`` : noteOf(note, speech)}<form method="post" action="${paths.signIn}">
<p><label for="account">${say`Account`}</label>
<input id="account" name="account" type="text" required maxlength="64" autocomplete="username" autocapitalize="none" spellcheck="false"></p>
<p><label for="password">${say`Password`}</label>
<input id="password" name="password" type="password" required maxlength="1024" autocomplete="current-password"></p>
<p><label for="code">${say`Code of your device`}</label>
<input id="code" name="code" type="text" required inputmode="numeric" pattern="[0-9]{6}" maxlength="6" autocomplete="one-time-code" aria-describedby="code-help">
<span id="code-help" class="help">${say`Six digits, as your authenticator shows them now.`}</span></p>
<p><button type="submit">${say`Sign in`}</button></p>
</form>
</div>
`;
  // Who does not see the note hears of it in the first words of the page.
  const title = note !== null && notes[note].alarm ? `${say`Not signed in`} · ${say`Sign in`}` : say`Sign in`;
  return formatDocument({ path: paths.signIn, title, mode, main }, speech);
}

function noteOf(note: Note, { say }: Speech): Html {
  const { says, alarm } = notes[note];
  return html`<p class="message ${alarm ? 'alarm' : 'plain'}" role="${alarm ? 'alert' : 'status'}">${mark(alarm ? 'late' : 'note')} <span>${say(says)}</span></p>\n`;
}
