import { describe, expect, it } from 'vitest';
import { createGrammarMachine, sequenceElement, valueElement } from '../../src/xml/grammar.ts';

const letter = sequenceElement('letter', [
  valueElement('date', '[0-9]{4}', 'optional'),
  valueElement('to', '[a-z]+'),
  sequenceElement('page', [valueElement('line', '[a-z]*', 'any')], 'any'),
  valueElement('end', ''),
]);

/** Runs `<name`, `text` and `>` through the machine; gives what was heard, the problem last. */
function heard(...events: readonly string[]): readonly string[] {
  const log: string[] = [];
  const note = (entry: string) => {
    log.push(entry);
    return entry.includes('unwanted') ? 'objection' : undefined;
  };
  const machine = createGrammarMachine(letter, {
    opened: (name) => note(`open ${name}`),
    value: (name, value) => note(`${name}=${value}`),
    closed: (name) => note(`close ${name}`),
  });
  for (const event of events) {
    const problem =
      event === '>'
        ? machine.close()
        : event.startsWith('<')
          ? machine.open(event.slice(1))
          : machine.text(event);
    if (problem !== undefined) return [...log, `! ${problem}`];
  }
  return [...log, `depth ${machine.depth}`];
}

const problemOf = (...events: readonly string[]) => heard(...events).at(-1);

describe('the grammar machine', () => {
  it('hears a document that keeps to the table', () => {
    const page = ['<page', '<line', 'ab', 'c', '>', '<line', '>', '>'];
    expect(heard('<letter', ' \n', '<to', 'you', '>', ...page, '<end', '>', '>')).toEqual([
      'open letter',
      'to=you',
      'open page',
      'line=abc',
      'line=',
      'close page',
      'end=',
      'close letter',
      'depth 0',
    ]);
  });

  it('says what may stand where something else does', () => {
    expect(problemOf('<postcard')).toBe('! letter is expected, and another element stands there');
    expect(problemOf('<letter', '<page')).toMatch(/^! date or to is expected/);
    expect(problemOf('<letter', '<to', 'x', '>', '<to')).toMatch(/^! page or end is expected/);
    expect(problemOf('<letter', '<to', 'x', '>', '<page', '>', '<date')).toMatch(
      /^! page or end is expected/,
    );
    expect(problemOf('<letter', '<to', 'x', '>', '<page', '<end')).toMatch(/^! line or the end of page/);
    expect(problemOf('<letter', '<date', '<to')).toMatch(/^! the end of date is expected/);
  });

  it('says what is missing at an end', () => {
    expect(problemOf('<letter', '>')).toBe('! date or to is missing');
    expect(problemOf('<letter', '<to', 'x', '>', '>')).toBe('! page or end is missing');
  });

  it('matches a value whole, without repeating it', () => {
    expect(problemOf('<letter', '<date', '2022', '>')).toBe('depth 1');
    for (const value of ['', '202', '20222', '2022\n', ' 2022', 'x2022']) {
      expect(problemOf('<letter', '<date', value, '>')).toBe(
        '! the value of date is not one that the schema allows',
      );
    }
  });

  it('refuses text between elements, and a second root', () => {
    expect(problemOf('<letter', 'x')).toMatch(/^! date or to is expected, and text stands there/);
    expect(problemOf('x')).toMatch(/text stands there/);
    expect(problemOf('<letter', '<to', 'x', '>', '<end', '>', '>', '<letter')).toMatch(/another element/);
    expect(problemOf('>')).toMatch(/is missing/);
  });

  it('passes on what the listener objects to', () => {
    expect(heard('<letter', '<to', 'unwanted', '>')).toEqual(['open letter', 'to=unwanted', '! objection']);
  });
});
