import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { PasserelleError } from '../../src/errors.ts';
import { readMonthlyFile } from '../../src/monthly-file/read.ts';
import { writeMonthlyFile } from '../../src/monthly-file/write.ts';
import { covers } from '../../src/people/period.ts';
import { bytesOf, headerFor, monthlyFileText, mutation, plain } from '../support/monthly-files.ts';
import { day, newRecords } from '../support/records.ts';

const [first, second] = ['08610100309', '15651200150'] as const;
const mutations = [
  mutation('new', first, '2022-01-01', '2022-12-31'),
  mutation('new', second, '2022-02-01'),
  mutation('correction', second, '2021-01-01', '2021-12-31'),
];
const whole = await monthlyFileText(mutations);

async function read(content: string | Uint8Array, chunk?: number) {
  const file = await readMonthlyFile(bytesOf(content, chunk), n21250);
  return { header: file.header, mutations: (await Array.fromAsync(file.mutations)).flat() };
}

/** Why the file is refused; checks that no value of it is repeated. */
async function refusal(content: string | Uint8Array, chunk?: number): Promise<string> {
  try {
    await read(content, chunk);
  } catch (error) {
    if (!(error instanceof PasserelleError)) throw error;
    expect(error.code).toBe('monthly-file-invalid');
    expect(error.message).toMatch(/^line [0-9]+ of the monthly file: /);
    expect(`${error.message}${error.hint}`).not.toMatch(/SECRET|[0-9]{6,}|2022-/);
    expect(error.cause).toBeUndefined();
    return error.message;
  }
  return expect.fail('was accepted');
}

const replaced = (from: string, to: string) => {
  expect(whole).toContain(from);
  return whole.replace(from, () => to);
};

describe('the reader of monthly files', () => {
  it('gives the header with the parties of the deliberation, then the mutations', async () => {
    const file = await read(whole);
    expect(file.header).toEqual(headerFor(mutations));
    expect(plain(file.mutations)).toEqual(plain(mutations));
  });

  it.each([1, 2, 7, 100, 1000])('reads the same from chunks of %i bytes', async (size) => {
    expect(await read(whole, size)).toEqual({ header: headerFor(mutations), mutations });
    expect(await read(whole.replaceAll('\n', '\r\n'), size)).toMatchObject({ mutations });
  });

  it('reads what other programs write: no space between elements, empty-element tags, other quotes', async () => {
    const dense = whole
      .replaceAll(/>\s+</g, '><')
      .replace('<withdrawal></withdrawal></monthlyFile>', '<withdrawal/></monthlyFile>')
      .replaceAll('"', "'");
    expect(dense).toContain('<withdrawal/></monthlyFile>');
    expect((await read(dense)).mutations).toEqual(mutations);
    expect((await read(whole.replace(/^<\?xml.*\?>\n/, ''))).mutations).toEqual(mutations);
  });

  it('keeps first and last day as days on which the right runs [A27]', async () => {
    const [record] = (await read(whole)).mutations;
    const days = ['2021-12-31', '2022-01-01', '2022-12-31', '2023-01-01'].map(day);
    expect(days.map((each) => record && covers(record.record.period, each))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('gives batches of a thousand in file order, and reads no further than it is asked', async () => {
    const many = newRecords(4500);
    let pieces = 0;
    async function* counted() {
      for await (const piece of writeMonthlyFile(headerFor(many), many, n21250)) {
        pieces += 1;
        yield piece;
      }
    }
    const file = await readMonthlyFile(counted(), n21250);
    expect(file.header.counts.new).toBe(4500);
    expect(pieces).toBeLessThan(4);
    const batches = await Array.fromAsync(file.mutations);
    expect(batches.map((batch) => batch.length)).toEqual([1000, 1000, 1000, 1000, 500]);
    expect(batches.flat()).toEqual(many);
  });

  it('gives batches of a thousand from one huge chunk too', async () => {
    const many = newRecords(4500);
    const content = await monthlyFileText(many);
    const file = await readMonthlyFile(bytesOf(content, content.length), n21250);
    const batches = await Array.fromAsync(file.mutations);
    expect(Math.max(...batches.map((batch) => batch.length))).toBe(1000);
    expect(batches.flat()).toEqual(many);
  });
});

describe('a file that is not what it says', () => {
  it.each([
    ['a record fewer than counted', replaced('<new>2</new>', '<new>3</new>'), /line 22.* fewer records/],
    ['a record more than counted', replaced('<new>2</new>', '<new>1</new>'), /line 21.* more records/],
    ['a block that should be empty', replaced('<correction>1<', '<correction>0<'), /more records/],
    ['wrong check digits [A11]', replaced(`>${first}<`, '>08610100310<'), /line 20.* check digits/],
    ['a number not of the mock register', replaced(`>${first}<`, '>17073003384<'), /mode is rehearsal/],
    ['the mode of a real file', replaced('>rehearsal<', '>real<'), /mode is real/],
    ['its days reversed', replaced('>2022-01-01<', '>2023-01-01<'), /lies before/],
    ['a day in no calendar', replaced('>2022-01-01<', '>2022-02-29<'), /in no calendar/],
    ['another deliberation', replaced('21/250', '08/016'), /another deliberation/],
    ['a sender that is no party', replaced('0886886638', '0123456789'), /no party/],
    ['a receiver that is no party', replaced('0206653946', '0123456789'), /no party/],
    ['an impossible time', replaced('2022-03-01T07', '2022-02-30T07'), /impossible time/],
  ])('is refused: %s', async (_, content, reason) => {
    expect(await refusal(content)).toMatch(reason);
  });

  it.each([
    ['a number [A11]', /<ssin>08610100309<\/ssin>/, /ssin is expected/],
    [
      'a first day [A12]',
      /<startDateRecognition>2022-01-01<\/startDateRecognition>/,
      /startDateRecognition is expected/,
    ],
    ['a header', / {2}<header>[\s\S]*<\/header>\n/, /header is expected/],
    ['a block', / {2}<correction>\n[\s\S]*<\/correction>\n/, /correction is expected/],
    ['its counts', / {4}<counts>[\s\S]*<\/counts>\n/, /counts is missing/],
  ])('is refused without %s', async (_, part, reason) => {
    expect(whole).toMatch(part);
    expect(await refusal(whole.replace(part, ''))).toMatch(reason);
  });

  it.each(['name', 'birthDate', 'score', 'condition', 'diagnosis', 'insurer', 'dateOfDecision'])(
    'is refused with a %s beside a child, which is not repeated [A13][A14]',
    async (name) => {
      const message = await refusal(replaced('</record>', `<${name}>SECRET</${name}></record>`));
      expect(message).toMatch(/line 20.* the end of record is expected/);
      expect(message).not.toContain(name);
    },
  );
});

describe('records that stand whole on a line', () => {
  const outcome = (content: string, chunk: number) =>
    read(content, chunk).catch(({ message }: PasserelleError) => message);
  const pieces = ['<', '>', '/', '=', '"', ' ', '\n', '-', '0', '9', '0000-00-00', 'ssin', 'record', ''];
  const [line = ''] = /\n *<record>.*/.exec(whole) ?? [];
  const others = ['<record>', '</record>', '<ssin>15651200150</ssin>', '</new>', '</correction>'];
  const records = [...pieces, ...others, line, `${line}${line}`, line.replace('\n', '\r\n'), line.trim()];
  // Anywhere between the tags of the root, as often as not between lines.
  const ends = [...whole.trimEnd().matchAll(/\n/g)].map(({ index }) => index).slice(1);
  const within = fc.integer({ min: ends[0] ?? 0, max: ends.at(-1) ?? 0 });
  const place = fc.oneof(within, fc.constantFrom(...ends));
  const damage = fc.tuple(place, fc.nat(12), fc.constantFrom(...records));

  it('are read and refused, line by line, like those with blanks between their tags', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(damage, { maxLength: 2 }),
        fc.integer({ min: 1, max: 400 }),
        async (all, size) => {
          const damaged = all.reduce(
            (content, [at, cut, put]) => content.slice(0, at) + put + content.slice(at + cut),
            whole,
          );
          const spaced = damaged.replaceAll('<record>', '<record> ');
          expect(await outcome(damaged, size)).toEqual(await outcome(spaced, 1));
        },
      ),
    );
  });
});

describe('a file cut short', () => {
  it('is refused wherever it is cut', async () => {
    const lastTag = whole.trimEnd().length;
    for (let length = 0; length < lastTag; length += 7) {
      expect(await refusal(whole.slice(0, length))).toMatch(/ends before it is complete/);
    }
    expect(await refusal(whole.slice(0, lastTag - 1))).toMatch(/ends before it is complete/);
    expect((await read(whole.slice(0, lastTag))).mutations).toEqual(mutations);
  });

  it('gives what came before, and then throws', async () => {
    const many = newRecords(2500);
    const content = (await monthlyFileText(many)).slice(0, -200);
    const { mutations: batches } = await readMonthlyFile(bytesOf(content), n21250);
    let given = 0;
    const reading = async () => {
      for await (const batch of batches) given += batch.length;
    };
    await expect(reading()).rejects.toMatchObject({ code: 'monthly-file-invalid' });
    expect(given).toBeLessThan(2500);
  });
});

describe('a hostile file', () => {
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
  const body = whole.slice(declaration.length);
  const withDoctype = (doctype: string, content = body) => `${declaration}${doctype}\n${content}`;
  const reference = (name: string) => body.replace(`>${first}<`, `>&${name};<`);
  const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join(
    '',
  );

  const files: readonly (readonly [string, string | Uint8Array])[] = [
    [
      'an external entity',
      withDoctype('<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>', reference('x')),
    ],
    [
      'an external entity by HTTP',
      withDoctype('<!DOCTYPE x [<!ENTITY x SYSTEM "http://host/">]>', reference('x')),
    ],
    ['a billion laughs', withDoctype(`<!DOCTYPE x [<!ENTITY l0 "ha">${laughs}]>`, reference('l9'))],
    [
      'a quadratic blow-up',
      withDoctype(`<!DOCTYPE x [<!ENTITY x "${'a'.repeat(50_000)}">]>`, reference('x')),
    ],
    ['a parameter entity', withDoctype('<!DOCTYPE x [<!ENTITY % p SYSTEM "http://host/x.dtd">%p;]>')],
    ['an external document type', withDoctype('<!DOCTYPE monthlyFile SYSTEM "http://host/x.dtd">')],
    ['an empty document type', withDoctype('<!DOCTYPE monthlyFile>')],
    ['a predefined entity', declaration + reference('amp')],
    ['a character reference', replaced(`>${first}<`, `>&#48;${first.slice(1)}<`)],
    ['a reference in the namespace', replaced('n21-250:m', 'n21&#45;250:m')],
    ['CDATA', replaced(`>${first}<`, `><![CDATA[${first}]]><`)],
    ['a comment', replaced('<new>\n', '<new><!-- SECRET -->\n')],
    ['a comment inside a value', replaced(`>${first}<`, `>${first.slice(0, 5)}<!---->${first.slice(5)}<`)],
    ['a processing instruction', replaced('<new>\n', '<new><?SECRET do?>\n')],
    ['a style sheet', `${declaration}<?xml-stylesheet href="http://host/"?>\n${body}`],
    [
      'a hint to another schema',
      replaced('<monthlyFile ', '<monthlyFile schemaLocation="http://host/x.xsd" '),
    ],
    ['an inclusion', replaced('<new>\n', '<new><xi:include xmlns:xi="urn:x" href="file:///etc/passwd"/>\n')],
    ['an attribute of a record', replaced('<record>', '<record id="SECRET">')],
    [
      'a namespace twice',
      replaced('<monthlyFile ', '<monthlyFile xmlns="urn:passerelle:n21-250:monthly-file:1" '),
    ],
    ['another namespace', replaced('monthly-file:1', 'monthly-file:2')],
    ['no namespace', replaced(' xmlns="urn:passerelle:n21-250:monthly-file:1"', '')],
    ['a namespace undone further in', replaced('<record>', '<record xmlns="">')],
    [
      'deep nesting',
      `${declaration}${'<monthlyFile xmlns="urn:passerelle:n21-250:monthly-file:1">'.repeat(100_000)}`,
    ],
    ['deep nesting of records', replaced('<record>', '<record>'.repeat(100_000))],
    ['a huge text', replaced(`>${first}<`, `>${'1'.repeat(10_000_000)}<`)],
    ['a huge name', replaced('<record>', `<${'r'.repeat(10_000_000)}>`)],
    ['a huge attribute', replaced('<monthlyFile ', `<monthlyFile xmlns="${'x'.repeat(10_000_000)}" `)],
    ['a hundred thousand attributes', replaced('<record>', `<record ${'a="" '.repeat(100_000)}>`)],
    ['a desert of spaces', replaced('<new>\n', `<new>${' '.repeat(10_000_000)}`)],
    ['a huge file of nothing but spaces', ' '.repeat(1_000_000)],
    ['UTF-16, little end first', Buffer.from(`\ufeff${whole}`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\ufeff${whole}`, 'utf16le').swap16()],
    ['UTF-7', `${declaration.replace('UTF-8', 'UTF-7')}+ADw-monthlyFile+AD4-`],
    ['a declaration of UTF-16', whole.replace('UTF-8', 'UTF-16')],
    ['a declaration of Latin-1', whole.replace('UTF-8', 'ISO-8859-1')],
    ['a declaration of XML 1.1', whole.replace('"1.0"', '"1.1"')],
    ['a second declaration', declaration + whole],
    ['a byte order mark', `\ufeff${whole}`],
    ['bytes that are not UTF-8', Buffer.from(replaced('<new>\n', '<new>\u00e9\n'), 'latin1')],
    ['an overlong encoding of a tag', Buffer.concat([Buffer.from(declaration), Buffer.from([0xc0, 0xbc])])],
    ['letters beyond ASCII', replaced('<new>\n', '<new>\u0661\n')],
    ['a NUL', replaced(`>${first}<`, `>${first}\0<`)],
    ['a NUL at its end', `${whole}\0`],
    ['an escape for terminals', replaced(`>${first}<`, `>\u001b[2J<`)],
    ['a root behind the root', whole + body],
    ['text behind the root', `${whole}SECRET`],
    ['text between elements', replaced('<new>\n', '<new>SECRET\n')],
    ['text before the root', `SECRET${whole}`],
    ['an element inside a value', replaced('</ssin><start', '<start')],
    ['tags that cross', whole.replace('</endDateRecognition></record>', '</record></endDateRecognition>')],
    ['names in capitals', replaced('<record>', '<RECORD>')],
    ['a prefix', whole.replaceAll(/<(\/?)([a-zA-Z])/g, '<$1p:$2').replace('xmlns=', 'xmlns:p=')],
    ['a value with spaces around it', replaced(`>${first}<`, `> ${first} <`)],
    ['digits of another script', replaced('>2022-01-01<', '>\u0662\u0660\u0662\u0662-01-01<')],
    ['nothing', ''],
    ['a web page', '<html><body>SECRET</body></html>'],
  ];

  it.each(files)('is refused: %s [weakness: hostile XML]', async (_, content) => {
    await refusal(content);
    if (content.length < 50_000) await refusal(content, 3);
  });

  it('is refused before more than a little of it is read', async () => {
    let pulled = 0;
    async function* endless() {
      yield Buffer.from(whole.slice(0, whole.indexOf('<new>\n')));
      for (;;) {
        pulled += 1;
        yield Buffer.alloc(64 * 1024, ' ');
      }
    }
    await expect(readMonthlyFile(endless(), n21250)).rejects.toThrow(/too long/);
    expect(pulled).toBe(1);
  });
});
