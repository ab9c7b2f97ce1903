/**
 * A module to begin a process of the program with: `node --import file:…/instead.ts?adopted=…&lastDay=… src/main.ts`.
 * It puts the tables with the invented deliberation in the place of the program's own. The program knows nothing of
 * it: who can start Node with modules of their own can run any program they like, and needs no door in this one.
 */

import { registerHooks } from 'node:module';
import process from 'node:process';

const src = new URL('../../src/', import.meta.url).href;
const instead: ReadonlyMap<string, string> = new Map([
  [`${src}deliberations/index.ts`, new URL('./deliberations.ts', import.meta.url).href],
  [`${src}flows.ts`, new URL('./flows.ts', import.meta.url).href],
]);
const present = new URL('./present.ts', import.meta.url).href;
const { search, searchParams } = new URL(import.meta.url);

registerHooks({
  resolve(specifier, context, nextResolve) {
    const resolved = nextResolve(specifier, context);
    if (resolved.url === present) return { ...resolved, url: `${present}${search}` };
    return { ...resolved, url: instead.get(resolved.url) ?? resolved.url };
  },
});

/** Whoever sits there is played by the test, which answers by a pipe. */
if (searchParams.has('terminal')) Object.defineProperty(process.stdin, 'isTTY', { value: true });
