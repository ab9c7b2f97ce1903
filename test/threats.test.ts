import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { behaviours, weaknesses } from './support/threats.ts';

/** Files of tests with their texts; this one names all and tests none. */
const files = globSync('**/*.test.ts', { cwd: import.meta.dirname })
  .filter((file) => file !== 'threats.test.ts')
  .map((file) => ({ file, text: readFileSync(path.join(import.meta.dirname, file), 'utf8') }));

/** `[threat 7]`, `[threats 18, 19]`, `[threats 5–9]`. */
function numbersIn(text: string): readonly number[] {
  const lists = [...text.matchAll(/\[threats? ([\d,–\s-]+)\]/g)].map(([, list]) => list ?? '');
  return lists.flatMap((list) =>
    list.split(',').flatMap((part) => {
      const [first = Number.NaN, last = first] = part.split(/[–-]/).map(Number);
      return Array.from({ length: last - first + 1 }, (_, step) => first + step);
    }),
  );
}

const classesIn = (text: string) =>
  [...text.matchAll(/\[weakness: ([^\]]+)\]/g)].map(([, name]) => name ?? '');

/** A file whose tests talk to a gateway that listens. */
const meetsGateway = ({ text }: { readonly text: string }) =>
  /from '[./]*support\/(?:gateway-site|rehearsed-sites|standing-sites)\.ts'/.test(text);

describe('the threats', () => {
  it.each(behaviours.map((behaviour, index) => [index + 1, behaviour] as const))(
    'have a test against the real gateway: %i, %s',
    (number) => {
      const named = files.filter(({ text }) => numbersIn(text).includes(number));
      expect(named.filter(meetsGateway).map(({ file }) => file)).not.toEqual([]);
    },
  );

  it.each(Object.entries(weaknesses))('have a test for the class: %s (%s)', (name) => {
    expect(files.filter(({ text }) => classesIn(text).includes(name)).map(({ file }) => file)).not.toEqual(
      [],
    );
  });

  it('are named in tests by numbers and classes that there are', () => {
    expect(behaviours).toHaveLength(55);
    const numbers = new Set(files.flatMap(({ text }) => numbersIn(text)));
    expect([...numbers].filter((number) => behaviours[number - 1] === undefined)).toEqual([]);
    const classes = new Set(files.flatMap(({ text }) => classesIn(text)));
    expect([...classes].filter((name) => weaknesses[name] === undefined)).toEqual([]);
  });
});
