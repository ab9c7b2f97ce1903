/** Tables of the documents that must say what the program does. */

import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { schemaByPlace } from '../../src/config/schema.ts';
import type { SiteConfig } from '../../src/config/site-config.ts';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { latest, placeOf } from '../../src/deliberations/rules.ts';
import { readDocument, tableRows } from '../support/documents.ts';

interface FormOfKey {
  readonly type?: string;
  readonly oneOf?: readonly FormOfKey[];
  readonly properties?: Readonly<Record<string, FormOfKey>>;
  readonly additionalProperties?: unknown;
  readonly required?: readonly string[];
  readonly default?: unknown;
}

const sites: Readonly<Record<SiteConfig['place'], string>> = {
  publisher: latest(n21250.publisher).id,
  relay: latest(n21250.relay).id,
  recipient: latest(n21250.recipients)[0]?.id ?? '',
};
const letters: Readonly<Record<SiteConfig['place'], string>> = { publisher: 'P', relay: 'R', recipient: 'I' };
const places = ['publisher', 'relay', 'recipient'] as const;

interface Key {
  readonly key: string;
  readonly needed: boolean;
  readonly byDefault: unknown;
}

/** The keys of a section and of the sections below it. */
function keysOf(section: FormOfKey, above: string): readonly Key[] {
  if (section.oneOf !== undefined) {
    const kinds = section.oneOf.flatMap((kind) => keysOf(kind, above));
    return [...new Map(kinds.map((key) => [key.key, key])).values()];
  }
  return Object.entries(section.properties ?? {}).flatMap(([name, form]): readonly Key[] => {
    const key = `${above}${name}`;
    if (form.properties !== undefined || form.oneOf !== undefined) return keysOf(form, `${key}.`);
    if (typeof form.additionalProperties === 'object') {
      return [{ key: `${key}.<party>`, needed: false, byDefault: undefined }];
    }
    return [{ key, needed: section.required?.includes(name) === true, byDefault: form.default }];
  });
}

function keysAt(place: SiteConfig['place']): readonly Key[] {
  const site = sites[place];
  expect(placeOf(n21250, site)).toBe(place);
  const schema = schemaByPlace[place]({ deliberation: n21250, site, file: '/site/passerelle.toml' });
  const form: FormOfKey = JSON.parse(
    JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })),
  );
  return keysOf(form, '');
}

describe('docs/configuration.md', () => {
  const rows = tableRows(readDocument('docs/configuration.md')).filter(([, where]) =>
    /^[PRI ]+$/.test(where ?? ''),
  );
  const documented = rows.map(([key = '', where = '', leftOut = '']) => ({
    key: key.replaceAll('`', ''),
    where,
    leftOut,
  }));

  it('lists every key of every site, and where it is known', () => {
    const known = new Map<string, string[]>();
    for (const place of places) {
      for (const { key } of keysAt(place)) known.set(key, [...(known.get(key) ?? []), letters[place]]);
    }
    expect(Object.fromEntries(documented.map(({ key, where }) => [key, where]))).toEqual(
      Object.fromEntries([...known].map(([key, where]) => [key, where.join(' ')])),
    );
    expect(known.size).toBeGreaterThan(25);
  });

  it('says of each whether it is needed, and what it is without', () => {
    const keys = new Map(places.flatMap(keysAt).map((key) => [key.key, key]));
    for (const { key, leftOut } of documented) {
      const { needed, byDefault } = keys.get(key) ?? {};
      expect({ key, needed: leftOut === 'needed' }).toEqual({ key, needed });
      if (byDefault !== undefined) expect({ key, leftOut }).toEqual({ key, leftOut: `\`${byDefault}\`` });
    }
  });
});

describe('docs/exit-codes.md', () => {
  it('lists the exit codes there are, each with what to do', () => {
    const rows = tableRows(readDocument('docs/exit-codes.md')).filter(([code]) =>
      /^[0-9]+$/.test(code ?? ''),
    );
    const source = readDocument('src/errors.ts').match(/^ {2}'?[a-z-]+'?: [0-9]+,$/gm) ?? [];
    const codes = new Set([0, ...source.map((line) => Number(/[0-9]+/.exec(line)?.[0]))]);
    expect(rows.map(([code]) => Number(code))).toEqual([...codes].sort((a, b) => a - b));
    for (const [code, meaning, advice] of rows) {
      expect([code, meaning, advice].every((cell) => cell !== undefined && cell !== '')).toBe(true);
    }
  });
});
