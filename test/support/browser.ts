/** Debian's Chromium, and what it tells of a page. */

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';

export type { Page } from 'playwright-core';

/** Nothing of it may reach out of this machine. */
const options = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Visit {
  readonly scheme?: 'light' | 'dark';
  readonly width?: number;
  readonly language?: string;
  /** Cookies of a visit that signed in. */
  readonly as?: Page;
  /** Pages run no script; axe needs one. */
  readonly scripts?: boolean;
}

export interface TestBrowser {
  visit(visit?: Visit): Promise<Page>;
  /** What any page complained of so far: violations of its policy, what it could not load. */
  readonly complaints: readonly string[];
  /** Addresses that any page asked for. */
  readonly asked: ReadonlySet<string>;
  close(): Promise<void>;
}

export async function startBrowser(): Promise<TestBrowser> {
  const { PATH = '' } = process.env;
  const folders = PATH.split(path.delimiter);
  const program = folders.map((folder) => path.join(folder, 'chromium')).find((file) => existsSync(file));
  if (program === undefined) throw new Error('there is no chromium on the PATH');
  const browser: Browser = await chromium.launch({ executablePath: program, args: options });
  const complaints: string[] = [];
  const asked = new Set<string>();
  return {
    complaints,
    asked,
    async visit({ scheme = 'light', width = 1280, language = 'en', as, scripts = false } = {}) {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        colorScheme: scheme,
        locale: language,
        reducedMotion: 'reduce',
        javaScriptEnabled: scripts,
        ...(as !== undefined && { storageState: await as.context().storageState() }),
      });
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('request', (request) => asked.add(request.url()));
      return page;
    },
    close: () => browser.close(),
  };
}

/** Rules of WCAG 2.2 AA, and what is good practice beyond. */
const everyRule = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds wrong, as a line each; `contrast`: looks at colours alone. */
export async function axeFaults(page: Page, only: 'all' | 'contrast' = 'all'): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>("typeof axe === 'object'"))) await page.evaluate(axe.source);
  const runOnly =
    only === 'all' ? { type: 'tag', values: everyRule } : { type: 'rule', values: ['color-contrast'] };
  const { violations } = await page.evaluate<{ violations: readonly Violation[] }>(
    `axe.run(document, ${JSON.stringify({ runOnly, resultTypes: ['violations'] })})`,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, any }) =>
        `${id}: ${help}: ${target.join(' ')} ${any.map(({ message }) => message).join('; ')}`,
    ),
  );
}

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly {
    readonly target: readonly string[];
    readonly any: readonly { readonly message: string }[];
  }[];
}

const inPage = readFileSync(new URL('./in-page.js', import.meta.url), 'utf8')
  .trim()
  .replace(/;$/, '');

/** Texts that leave their place or run into each other, at the size that the page has now. */
export async function geometryFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(
    `(({ drawingFaults, layoutFaults }) => [...layoutFaults(), ...drawingFaults()])(${inPage})`,
  );
}

export interface Focused {
  readonly element: string;
  readonly name: string;
  /** Place in the document. */
  readonly order: number;
  readonly visible: boolean;
}

export function focusedIn(page: Page): Promise<Focused> {
  return page.evaluate<Focused>(`(${inPage}).focused()`);
}

export function focusableIn(page: Page): Promise<number> {
  return page.evaluate<number>(`(${inPage}).focusable()`);
}
