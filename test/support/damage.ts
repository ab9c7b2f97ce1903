/** Ways to damage a monthly file, for differential tests. Each takes where and how from random numbers. */

import fc from 'fast-check';
import { elementsOf, parentOf, parseXml, renderXml, type XmlElement } from './xml-tree.ts';

/** Damages a document; `place` and `choice` are any natural numbers. */
type Damage = (document: string, place: number, choice: number) => string;

const pick = <Item>(items: readonly Item[], number: number): Item | undefined => items[number % items.length];

/** A change to the tree: what comes out is well-formed. */
function treeDamage(change: (chosen: XmlElement, root: XmlElement, choice: number) => void): Damage {
  return (document, place, choice) => {
    const root = parseXml(document);
    const chosen = pick(elementsOf(root), place);
    if (chosen !== undefined) change(chosen, root, choice);
    return renderXml(root);
  };
}

/** A change among the children of the chosen element's parent. */
function siblingDamage(
  change: (siblings: XmlElement[], index: number, choice: number, root: XmlElement) => void,
): Damage {
  return treeDamage((chosen, root, choice) => {
    const siblings = parentOf(root, chosen)?.children;
    if (siblings !== undefined) change(siblings, siblings.indexOf(chosen), choice, root);
  });
}

const names = [
  'record',
  'ssin',
  'startDateRecognition',
  'endDateRecognition',
  'new',
  'correction',
  'withdrawal',
  'counts',
  'header',
  'monthlyFile',
  'name',
  'Record',
  'p:record',
];

const values = [
  '',
  ' ',
  '0',
  '1',
  '2',
  '01',
  '+1',
  '-1',
  '1.0',
  '1e1',
  '9999999999',
  '999999999999999999999',
  'real',
  'rehearsal',
  'REAL',
  '100',
  '700',
  '306',
  '0206653946',
  '0886886638',
  '0123456789',
  '21/250',
  '21/251',
  '2022-03',
  '2022-13',
  '0000-01',
  '2022-03-01',
  ' 2022-03-01',
  '2022-03-01\n',
  '2022-02-30',
  '2024-02-29',
  '2023-02-29',
  '0000-01-01',
  '0999-12-31',
  '9999-12-31',
  '-2022-03-01',
  '12022-03-01',
  '2022-03-01Z',
  '2022-03-01+01:00',
  '2022-3-1',
  '2022-03-01T08:00:00Z',
  '2022-03-01T24:00:00Z',
  '2022-03-01T23:59:60Z',
  '2022-03-01T08:00:00+00:00',
  '2022-03-01T08:00:00.1234567890Z',
  '2022-02-30T08:00:00Z',
  '15651200150',
  '15651200151',
  '17073003384',
  '17073000073',
  '15731200150',
  '15653200150',
  '15651200199',
  '156512001500',
  '15.65.12-001.50',
];

const attributes = [
  ['id', '1'],
  ['xmlns', ''],
  ['xmlns', 'urn:other'],
  ['xmlns:p', 'urn:passerelle:n21-250:monthly-file:1'],
  ['xml:lang', 'nl'],
] as const;

const snippets = [
  '<!-- x -->',
  '<?php x?>',
  '<![CDATA[x]]>',
  '&amp;',
  '&#50;',
  '&x;',
  '<!DOCTYPE monthlyFile>',
  '<record/>',
  '</record>',
  '<new>',
  'x',
  ' ',
  '\n\n',
  '\t',
  '<',
  '>',
  '"',
  '/',
  ']]>',
  '\u00e9',
  '\u00a0',
  '\ufeff',
  '\u0001',
];

const treeDamages: Readonly<Record<string, Damage>> = {
  drop: siblingDamage((siblings, index) => siblings.splice(index, 1)),
  duplicate: siblingDamage((siblings, index) => {
    const original = siblings[index];
    if (original !== undefined) siblings.splice(index, 0, structuredClone(original));
  }),
  reorder: siblingDamage((siblings, index, choice) => {
    const [moved] = siblings.splice(index, 1);
    if (moved !== undefined) siblings.splice(choice % (siblings.length + 1), 0, moved);
  }),
  move: siblingDamage((siblings, index, choice, root) => {
    const [moved] = siblings.splice(index, 1);
    if (moved !== undefined) pick(elementsOf(root), choice)?.children.push(moved);
  }),
  nest: siblingDamage((siblings, index) => {
    const [inner] = siblings.splice(index, 1);
    if (inner !== undefined) siblings.splice(index, 0, { ...inner, text: '', children: [inner] });
  }),
  rename: treeDamage((chosen, _root, choice) => {
    chosen.name = pick(names, choice) ?? '';
  }),
  'change value': treeDamage((chosen, _root, choice) => {
    chosen.text = pick(values, choice) ?? '';
  }),
  empty: treeDamage((chosen) => {
    chosen.children = [];
  }),
  'add attribute': treeDamage((chosen, _root, choice) => {
    const [name, value] = pick(attributes, choice) ?? ['', ''];
    chosen.attributes.set(name, value);
  }),
};

const textDamages: Readonly<Record<string, Damage>> = {
  insert: (document, place, choice) => {
    const at = place % (document.length + 1);
    return document.slice(0, at) + pick(snippets, choice) + document.slice(at);
  },
  'insert between tags': (document, place, choice) => {
    const gaps = [...document.matchAll(/>/g)].map(({ index }) => index + 1);
    const at = pick(gaps, place) ?? 0;
    return document.slice(0, at) + pick(snippets, choice) + document.slice(at);
  },
  delete: (document, place, choice) => {
    const at = place % document.length;
    return document.slice(0, at) + document.slice(at + 1 + (choice % 20));
  },
  truncate: (document, place) => document.slice(0, place % document.length),
  append: (document, _place, choice) => document + pick(snippets, choice),
  'declare otherwise': (document, _place, choice) => {
    const declarations = [
      '',
      '<?xml version="1.0"?>',
      "<?xml version='1.0' encoding='utf-8' standalone='yes'?>",
      '<?xml version="1.1" encoding="UTF-8"?>',
      '<?xml version="1.0" encoding="ISO-8859-1"?>',
      ' <?xml version="1.0" encoding="UTF-8"?>',
    ];
    return document.replace(/^<\?xml.*\?>/, pick(declarations, choice) ?? '');
  },
};

export interface DamagePlan {
  readonly tree: readonly (readonly [kind: string, place: number, choice: number])[];
  readonly text: readonly (readonly [kind: string, place: number, choice: number])[];
}

const steps = (kinds: Readonly<Record<string, Damage>>, maxLength: number) =>
  fc.array(fc.tuple(fc.constantFrom(...Object.keys(kinds)), fc.nat(), fc.nat()), { maxLength });

/** What to do to a document: a few changes of its tree, then perhaps one of its text. */
export const anyDamage: fc.Arbitrary<DamagePlan> = fc.record({
  tree: steps(treeDamages, 3),
  text: steps(textDamages, 1),
});

export function damaged(document: string, plan: DamagePlan): string {
  const apply = (kinds: Readonly<Record<string, Damage>>, text: string, planned: DamagePlan['tree']) =>
    planned.reduce((damage, [kind, place, choice]) => kinds[kind]?.(damage, place, choice) ?? damage, text);
  return apply(textDamages, apply(treeDamages, document, plan.tree), plan.text);
}
