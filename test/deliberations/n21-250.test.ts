import { describe, expect, test } from 'vitest';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { latest, partiesOf, placeOf } from '../../src/deliberations/rules.ts';

const clauses = Object.entries(n21250).filter(([, value]) => typeof value === 'object');

describe('deliberation 21/250 as data', () => {
  test.each(clauses)('clause %s says where it stands and since when it holds', (_name, clause) => {
    expect(clause.says).toMatch(/\S/);
    expect(clause.points).toMatch(/^(footnote )?[0-9]/);
    expect(clause.values.length).toBeGreaterThan(0);
    for (const { from } of clause.values) expect(from >= n21250.adopted).toBe(true);
  });

  test('names the conditions a to e and no other [A05]', () => {
    expect(Object.keys(latest(n21250.conditions))).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('expects about thirty children a year, and a confirmation beyond four times that pace [A09]', () => {
    const { childrenPerYear } = latest(n21250.volume);
    expect(childrenPerYear).toBe(30);
    expect(latest(n21250.volumeCeiling).recordsPerMonth).toBe((4 * childrenPerYear) / 12);
    expect(n21250.volumeCeiling.ourDecision).toBeDefined();
  });

  test('is collected each month [A10]', () => {
    expect(latest(n21250.frequency)).toBe('monthly');
  });

  test('allows the number, the first day and an optional last day, and nothing else [A13][A14]', () => {
    expect(latest(n21250.fields)).toEqual([
      { name: 'ssin', required: true },
      { name: 'startDateRecognition', required: true },
      { name: 'endDateRecognition', required: false },
    ]);
  });

  test('has one publisher, one relay and seven insurers, and no Crossroads Bank between them [A16]', () => {
    const ids = partiesOf(n21250).map((party) => party.id);
    expect(ids).toEqual(['opgroeien', 'inami', '100', '200', '300', '400', '500', '600', '900']);
    for (const excluded of latest(n21250.intermediariesExcluded)) {
      expect(placeOf(n21250, excluded)).toBeUndefined();
    }
    expect(latest(n21250.intermediariesExcluded)).toContain('bcss');
  });

  test('asks for one factor possessed and one known [A18]', () => {
    expect(latest(n21250.factorKinds)).toEqual(['possession', 'knowledge']);
  });

  test('routes by the CIN to exactly one insurer [A22][A23]', () => {
    expect(latest(n21250.routing)).toEqual({ source: 'cin', insurersPerChild: 1 });
  });

  test('lets what cannot be routed go back to the publisher, for reasons that name no insurer', () => {
    const { reader, reasons } = latest(n21250.returns);
    expect(reader.party).toBe('publisher');
    const limits = latest(n21250.heldLimits).map((limit) => Temporal.Duration.from(limit).days);
    expect(limits).toEqual(limits.toSorted((a, b) => a - b));
    expect(JSON.stringify(reasons)).not.toMatch(/[1-69]00/);
  });

  test('asks all readers for an undertaking of confidentiality [A26]', () => {
    expect(latest(n21250.undertakingRequired)).toBe(true);
  });

  test('keeps data six years from receipt: five of prescription and one to investigate [A37]', () => {
    expect(latest(n21250.retention)).toEqual({ duration: 'P6Y', anchor: 'receipt' });
    expect(n21250.retention.says).toMatch(/five years .* one more/);
    expect(n21250.retention.ourDecision).toMatch(/names no starting point/);
  });

  test('ends on its last day, after which only A652 through the Crossroads Bank is left [A38][A40]', () => {
    expect(latest(n21250.lastDay)).toBe('2022-12-31');
    expect(latest(n21250.successor)).toEqual({ message: 'A652', through: 'BCSS', from: '2023-01-01' });
  });

  test('serves one purpose, and asks the CIN under a neutral one [A43]', () => {
    expect(latest(n21250.purpose).code).toBe('increased-intervention');
    expect(latest(n21250.neutralPurpose).code).toBe('insurability');
    expect(JSON.stringify(latest(n21250.neutralPurpose))).not.toMatch(/increased|majorée|handicap/);
  });

  test('stands under the minimum norms, the law of 1990, the GDPR and the law of 2018 [A45][A46]', () => {
    const rules = latest(n21250.applicableLaw).join('; ');
    for (const rule of ['minimum security norms', '15 January 1990', '2016/679', '30 July 2018']) {
      expect(rules).toContain(rule);
    }
  });

  test('rests on a legal obligation [A47]', () => {
    expect(latest(n21250.lawfulBasis)).toBe('GDPR article 6(1)(c)');
  });

  test('lets the readers alone look records up, for the purposes alone that it names [A24][A25][A43]', () => {
    const { readers, purposes } = latest(n21250.consultation);
    const named = latest(n21250.readers).map(({ party, role }) => ({ party, role }));
    expect(readers.map(({ party, role }) => ({ party, role }))).toEqual(named);
    expect(Object.keys(purposes)).toEqual([latest(n21250.purpose).code, 'fraud-verification']);
    expect(purposes[latest(n21250.purpose).code]?.fr).toBe(latest(n21250.purpose).text);
    for (const reader of readers)
      expect(Object.keys(purposes)).toEqual(expect.arrayContaining([...reader.purposes]));
  });

  test('needs no deliberation between INAMI and the insurers [A48]', () => {
    expect(n21250.onwardExchange.points).toBe('footnote 2');
    expect(latest(n21250.onwardExchange)).toContain('royal decree of 4 February 1997');
  });

  test('says where the data come from [A49]', () => {
    expect(n21250.origin.says).toMatch(/zorgtoeslag.*royal decree of 16 January 2002/);
  });

  test('marks what the text leaves silent as our decision', () => {
    const decided = clauses.filter(([, clause]) => clause.ourDecision !== undefined).map(([name]) => name);
    expect(decided).toEqual([
      'recipients',
      'consultation',
      'neutralPurpose',
      'greatestIncapacity',
      'volumeCeiling',
      'heldLimits',
      'returns',
      'retention',
      'transit',
      'legalHold',
      'logRetention',
      'deadlines',
      'sunsetWarnings',
    ]);
  });
});
