/** Something that somebody should do, as it stands at the top of the page. */

import type { Text } from '../../words/text.ts';
import type { OperatorView } from '../view.ts';
import type { Speech } from './speech.ts';

export interface Concern {
  /** `bad`: somebody must act; `attention`: somebody should look. */
  readonly state: 'bad' | 'attention';
  readonly says: Text;
  readonly todo: Todo;
  /** The part of the page that shows it. */
  readonly part: string;
}

export interface Todo {
  readonly says: Text;
  /** What to type at the site. */
  readonly command?: string;
}

export type ConcernRule = (view: OperatorView, speech: Speech) => readonly Concern[];
