/**
 * Writes the bill of materials in CycloneDX (https://cyclonedx.org): `npm run --silent sbom > sbom.cdx.json`. It is
 * npm's, without what only development needs; the same lockfile gives the same bill.
 */

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import process from 'node:process';
import * as z from 'zod';
import manifest from '../package.json' with { type: 'json' };
import { root, shippedPackages } from './shipped.ts';

// Not with --omit=dev: npm then leaves out what development needs as well as the program.
const command = ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only'];

const bill = z.looseObject({
  metadata: z.looseObject({ component: z.looseObject({ 'bom-ref': z.string(), name: z.string() }) }),
  components: z.array(z.looseObject({ 'bom-ref': z.string() })),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()) })),
});

export function sbom(): string {
  const said = execFileSync('npm', command, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const {
    serialNumber: _random,
    metadata,
    components,
    dependencies,
    ...content
  } = bill.parse(JSON.parse(said));
  const { timestamp: _now, component, ...tools } = metadata;
  const shipped = new Set(shippedPackages().map(({ name, version }) => `${name}@${version}`));
  const known = new Set([...shipped, component['bom-ref']]);
  const document = {
    ...content,
    // npm calls the program by the folder that it lies in.
    metadata: { ...tools, component: { ...component, name: manifest.name } },
    components: components.filter((each) => shipped.has(each['bom-ref'])),
    dependencies: dependencies
      .filter(({ ref }) => known.has(ref))
      .map((each) => ({ ...each, dependsOn: each.dependsOn.filter((ref) => known.has(ref)) })),
  };
  return `${JSON.stringify({ ...document, serialNumber: serialNumberOf(JSON.stringify(document)) }, null, 2)}\n`;
}

/** A UUID made of the content (RFC 9562, version 8). */
function serialNumberOf(content: string): string {
  const digest = createHash('sha256').update(content).digest('hex');
  const parts = [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `8${digest.slice(17, 20)}`,
  ];
  return `urn:uuid:${[...parts, digest.slice(20, 32)].join('-')}`;
}

if (import.meta.main) process.stdout.write(sbom());
