/** The rules of the house that no compiler knows: who may import what, and what stands nowhere. */

import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const sources = globSync('src/**/*.ts', { cwd: root }).sort();

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

/** Files imported by `file`, relative to the root; packages by their name. */
function importsOf(file: string): readonly string[] {
  const statement = /(?:^(?:import|export|\}) [^'`]*?from |^import |import\()'([^']+)'/gm;
  const specifiers = [...read(file).matchAll(statement)].map(([, name]) => name ?? '');
  return specifiers.map((name) =>
    name.startsWith('.') ? path.join(path.dirname(file), name) : name.replace(/^node:/, ''),
  );
}

/** All `file: import` pairs for which `offends` holds; an empty list is what we want. */
function offences(offends: (file: string, imported: string) => boolean): readonly string[] {
  return sources.flatMap((file) =>
    importsOf(file)
      .filter((imported) => offends(file, imported))
      .map((imported) => `${file} imports ${imported}`),
  );
}

/** Lines of code (not of comments) that match `forbidden`, outside the files excepted. */
function linesWith(forbidden: RegExp, excepted: (file: string) => boolean): readonly string[] {
  return sources
    .filter((file) => !excepted(file))
    .flatMap((file) =>
      read(file)
        .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ''))
        .split('\n')
        .flatMap((line, index) =>
          forbidden.test(line.replace(/\/\/.*/, '')) ? [`${file}:${index + 1}`] : [],
        ),
    );
}

const room = (file: string) => file.split('/')[1] ?? '';

describe('the rooms', () => {
  it('finds the sources it is about to judge', () => {
    expect(sources.length).toBeGreaterThan(40);
    expect(sources.flatMap(importsOf).length).toBeGreaterThan(150);
  });

  it('keeps openpgp inside the room that seals', () => {
    expect(offences((file, imported) => imported === 'openpgp' && room(file) !== 'seal')).toEqual([]);
  });

  it('keeps SQL inside the adapters and the in-memory scratch', () => {
    const allowed = (file: string) => room(file) === 'adapters' || file.endsWith('scratch.ts');
    expect(offences((file, imported) => imported === 'sqlite' && !allowed(file))).toEqual([]);
  });

  it('lets the ports know neither adapters nor flows', () => {
    const vocabulary = new Set(['ports', 'people', 'deliberations', 'ledger']);
    expect(offences((file, imported) => room(file) === 'ports' && !vocabulary.has(room(imported)))).toEqual(
      [],
    );
  });

  it('lets the law and the vocabulary depend on nothing but themselves and pure helpers', () => {
    const base = new Set(['people', 'deliberations', 'clock.ts', 'remembered.ts', 'crypto']);
    expect(
      offences(
        (file, imported) =>
          (room(file) === 'people' || room(file) === 'deliberations') &&
          !base.has(imported.startsWith('src/') ? room(imported) : imported),
      ),
    ).toEqual([]);
  });

  it('lets nothing but the table of flows know a flow', () => {
    const table = 'src/flows.ts';
    const rooms = new Set(
      importsOf(table)
        .filter((file) => file.endsWith('/flow.ts'))
        .map(room),
    );
    const flow = (file: string) => rooms.has(room(file)) && file !== 'src/flow.ts';
    expect([...rooms]).toContain('raised-scores');
    expect(offences((file, imported) => flow(imported) && !flow(file) && file !== table)).toEqual([]);
  });

  it('lets nothing but their table and the rehearsal know one deliberation', () => {
    const one = /^src\/deliberations\/(n\d|requirements-)/;
    const knowing = new Set(['deliberations', 'raised-scores', 'rehearsal']);
    expect(offences((file, imported) => one.test(imported) && !knowing.has(room(file)))).toEqual([]);
  });

  it('lets no stage of a flow import a sibling stage', () => {
    const stages = {
      intake: ['announce.ts', 'fetch.ts', 'verify.ts', 'read.ts', 'acknowledge.ts'],
      relay: ['route-records.ts', 'seal-parts.ts', 'deliver.ts'],
    };
    for (const [folder, files] of Object.entries(stages)) {
      const paths = new Set(files.map((file) => `src/${folder}/${file}`));
      expect(sources).toEqual(expect.arrayContaining([...paths]));
      expect(offences((file, imported) => paths.has(file) && paths.has(imported))).toEqual([]);
    }
  });

  it('gives the gateway, which listens to the network, no way to an OpenPGP private key', () => {
    const reached = new Set<string>();
    const visit = (file: string) => {
      if (reached.has(file) || !file.startsWith('src/')) return;
      reached.add(file);
      importsOf(file).forEach(visit);
    };
    visit('src/gateway/gateway.ts');
    expect([...reached].filter((file) => file.startsWith('src/seal/'))).toEqual([]);
  });
});

describe('what stands nowhere', () => {
  it('is a clock read outside the clock', () => {
    const reads = /Date\.now\(|new Date\(\)|Temporal\.Now/;
    expect(linesWith(reads, (file) => file === 'src/clock.ts')).toEqual([]);
  });

  it('is a fact of the law outside the deliberations', () => {
    const facts = /'2022-12-31'|'2023-01-01'|'P6Y'|'P10Y'|\b66\b|'[1-69]00'/;
    expect(linesWith(facts, (file) => room(file) === 'deliberations')).toEqual([]);
  });

  it('is a word of one deliberation outside its data, its flow and its rehearsal', () => {
    const words =
      /opgroeien|\binami\b|\briziv\b|\b21.250\b|n21250|raised.?scores|pillar|zorgtoeslag|\ba652\b/i;
    const itsOwn =
      /^src\/(flows\.ts|raised-scores\/|rehearsal\/|words\/catalogue\/rehearsal\.ts|deliberations\/(index\.ts|n21-250|requirements-21-250))/;
    expect(linesWith(words, (file) => itsOwn.test(file))).toEqual([]);
  });

  it('is a hook: no program is started, no text is run as code, no module is named by data [weakness: hooks equal a shell]', () => {
    const starters = new Set(['child_process', 'cluster', 'vm', 'repl', 'inspector']);
    // One program of systemd's own, by its whole path, with words that nobody chooses, if systemd itself asks for them.
    const toSystemd = 'src/schedule/service-manager.ts';
    expect(offences((file, imported) => starters.has(imported) && file !== toSystemd)).toEqual([]);
    expect(readFileSync(path.join(root, toSystemd), 'utf8')).toContain(
      "const program = '/usr/bin/systemd-notify';",
    );
    const computed =
      /\beval\(|new Function\(|\bimport\((?!')|process\.(?:binding|dlopen)|\bexecFile\(|\bspawn\(/;
    expect(linesWith(computed, (file) => file === toSystemd)).toEqual([]);
  });

  it('is a way in but the gateway’s and the operator page’s: nothing else listens [weakness: unauthenticated admin plane]', () => {
    const listeners = new Set(['http', 'http2', 'dgram', 'express', 'fastify', 'ws']);
    const allowed = (file: string, imported: string) => room(file) === 'operator' && imported === 'http';
    expect(offences((file, imported) => listeners.has(imported) && !allowed(file, imported))).toEqual([]);
    // Doctor listens for a moment, to see whether it could, and hangs up on whoever calls.
    const [front, doctor] = ['src/gateway/front.ts', 'src/doctor/network.ts'];
    const makers = new Set([front, doctor, 'src/operator/server.ts']);
    expect(linesWith(/createServer|createSecureServer/, (file) => makers.has(file))).toEqual([]);
    // The operator page listens where a configuration lets it: on loopback or a Unix socket, see test/config.
    const doors = new Set([front, doctor, 'src/operator/listen.ts']);
    expect(linesWith(/\.listen\(/, (file) => doors.has(file))).toEqual([]);
  });

  it('is a page that strangers see, but these: all others want factors of every kind [weakness: unauthenticated admin plane]', () => {
    const lines = sources.flatMap((file) => [
      ...read(file).matchAll(/forEverybody\(\s*'([A-Z]+)',\s*([\w.'/]+)/g),
    ]);
    const open = new Set(lines.map(([, method, path]) => `${method} ${path}`));
    expect([...open].sort()).toEqual([
      "GET '/healthz'",
      "GET '/metrics'",
      "GET '/readyz'",
      'GET paths.icon',
      'GET paths.signIn',
      'GET paths.stylesheet',
      'POST paths.signIn',
    ]);
    expect(linesWith(/seenBy: 'everybody'/, (file) => file === 'src/operator/route.ts')).toEqual([]);
  });

  it('is a page that opens what is sealed, or asks for an OpenPGP private key', () => {
    const elsewhere = (file: string) => room(file) !== 'operator';
    expect(linesWith(/\bownKey\b|openDataKey|parcelRecords|heldViews|maskSsin/, elsewhere)).toEqual([]);
    expect(offences((file, imported) => !elsewhere(file) && imported.startsWith('src/seal/'))).toEqual([]);
  });

  it('is an error that is not ours, a weakened type or an ignored check', () => {
    expect(linesWith(/\bnew Error\(|\bas any\b|: any\b|@ts-ignore|@ts-expect-error/, () => false)).toEqual(
      [],
    );
    expect(linesWith(/biome-ignore/, () => false)).toEqual([]);
  });

  it('is a file that has outgrown one purpose', () => {
    const long = sources.filter((file) => read(file).trimEnd().split('\n').length > 250);
    expect(long).toEqual([]);
  });
});

describe('the repository', () => {
  it('names no host in the lockfile, so that any registry serves it', () => {
    expect(read('package-lock.json')).not.toMatch(/:\/\//);
  });
});
