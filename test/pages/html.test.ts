import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataTable, digest, formatPage, html } from '../../src/pages/html.ts';
import { dayIn, monthIn, speak, timeOf } from '../../src/pages/language.ts';
import { languages } from '../../src/words/language.ts';

describe('markup', () => {
  it('has no element and no attribute of what is put into it', () => {
    expect(html`<p title="${'" onclick="x'}">${'<script>&'}</p>`.markup).toBe(
      '<p title="&quot; onclick=&quot;x">&lt;script&gt;&amp;</p>',
    );
    fc.assert(fc.property(fc.string(), (text) => !/[<>"']/.test(html`${text}`.markup)));
  });

  it('shows characters that turn the direction of text as such', () => {
    expect(html`${'a\u202eb\u001b'}`.markup).toBe('a\u{fffd}b\u{fffd}');
  });

  it('gives a table its caption, and each column and row its heading', () => {
    const { markup } = dataTable(
      'months',
      [{ heading: 'month' }, { heading: 'sent', numeric: true }],
      [['2022-01', 3]],
    );
    expect(markup).toContain('<caption>months</caption>');
    expect(markup).toContain('<th scope="col" class="number">sent</th>');
    expect(markup).toContain('<th scope="row">2022-01</th><td class="number">3</td>');
  });

  it('lets a digest break in groups of eight', () => {
    expect(digest('0123456789abcdef').markup).toBe('<code>01234567<wbr>89abcdef</code>');
  });
});

describe('a page', () => {
  it('stands by itself, in its language, with nothing that runs or is fetched', () => {
    const page = formatPage({
      language: 'nl',
      title: 'A & B',
      lead: html``,
      main: html`<p>x</p>`,
      footer: html``,
    });
    expect(page).toMatch(/^<!doctype html>\n<html lang="nl">/);
    expect(page).toContain('<title>A &amp; B</title>');
    for (const landmark of ['<header>', '<main>', '<footer>']) expect(page).toContain(landmark);
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|<link|src=|href=|url\(|@import/);
  });
});

describe('words', () => {
  it('are spoken in each language, with values in their places', () => {
    const catalogue = { left: { fr: 'encore {days} jours', nl: 'nog {days} dagen', en: '{days} days left' } };
    expect(languages.map((language) => speak(catalogue, language)('left', { days: 7 }))).toEqual([
      'encore 7 jours',
      'nog 7 dagen',
      '7 days left',
    ]);
  });

  it('tell days and months as each language does, and times in Brussels', () => {
    const day = Temporal.PlainDate.from('2022-12-31');
    expect(languages.map((language) => dayIn(language, day))).toEqual([
      '31 décembre 2022',
      '31 december 2022',
      '31 December 2022',
    ]);
    expect(languages.map((language) => monthIn(language, '2022-03'))).toEqual([
      'mars 2022',
      'maart 2022',
      'March 2022',
    ]);
    expect(timeOf('2022-07-01T22:30:00Z')).toBe('2022-07-02 00:30');
  });
});
