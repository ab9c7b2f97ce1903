/** What the package says of the work of others that it brings along. */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir, hostname } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { licenceIn, licences } from '../../scripts/licences.ts';
import { sbom } from '../../scripts/sbom.ts';
import { shippedPackages } from '../../scripts/shipped.ts';
import { root } from '../support/documents.ts';
import { describeWithProgram } from '../support/programs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** As far as we rely on it: https://cyclonedx.org/docs/1.5/json/. */
const cyclonedx = z.object({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.string().regex(/^1\.\d$/),
  serialNumber: z.string().regex(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/),
  version: z.int(),
  metadata: z.object({
    component: z.object({ type: z.literal('application'), name: z.literal('passerelle') }),
  }),
  components: z.array(
    z.object({
      'bom-ref': z.string(),
      name: z.string(),
      version: z.string(),
      purl: z.string().startsWith('pkg:npm/'),
      hashes: z
        .array(z.object({ alg: z.literal('SHA-512'), content: z.string().regex(/^[0-9a-f]{128}$/) }))
        .min(1),
    }),
  ),
  dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()) })),
});
const { dependencies, devDependencies } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));

describeWithProgram('npm', 'the bill of materials', () => {
  const document = sbom();
  const bill = cyclonedx.parse(JSON.parse(document));

  it('is a bill in CycloneDX of all that runs and of nothing that only development needs', () => {
    const known = new Set(bill.components.map((component) => component['bom-ref']));
    expect(known).toEqual(new Set(shippedPackages().map(({ name, version }) => `${name}@${version}`)));
    const names = new Set(shippedPackages().map(({ name }) => name));
    expect(Object.keys(dependencies).filter((name) => !names.has(name))).toEqual([]);
    expect(Object.keys(devDependencies).filter((name) => names.has(name))).toEqual([]);
    const used = bill.dependencies.flatMap(({ dependsOn }) => dependsOn);
    expect(used.length).toBeGreaterThan(50);
    expect(used.filter((ref) => !known.has(ref))).toEqual([]);
  });

  it('is the same each time, and says nothing of the machine on which it was made', () => {
    expect(sbom()).toBe(document);
    for (const trace of [root, homedir(), hostname()]) expect(document).not.toContain(`${trace}/`);
    expect(document).not.toMatch(/"timestamp"|file:|registry\./);
  });
});

describe('the licences', () => {
  it('are told of each package that the program imports, with their texts', async () => {
    const text = await licences();
    for (const name of Object.keys(dependencies))
      expect(text).toMatch(new RegExp(`^${RegExp.escape(name)} \\d`, 'm'));
    expect(text).toMatch(/^openpgp \S+: LGPL-3\.0\+\n\nGNU LESSER GENERAL PUBLIC LICENSE/m);
    expect(text).not.toContain(root);
  });

  it.each([
    ['that names none', {}, /not on our list: none/],
    ['whose licence is not free', { license: 'BUSL-1.1' }, /not on our list: BUSL-1\.1/],
    ['that comes without the text', { license: 'MIT' }, /without the text/],
  ])('stop at a package %s', async (_case, said, refusal) => {
    const folder = path.join(await temporaryFolder(), 'other');
    await mkdir(folder);
    await writeFile(
      path.join(folder, 'package.json'),
      JSON.stringify({ name: 'other', version: '1.0.0', ...said }),
    );
    await expect(licenceIn(folder)).rejects.toThrow(refusal);
  });

  it('are read from the end of a README where there is no other text', async () => {
    const text = await licenceIn(path.join(root, 'node_modules/pgpass'));
    expect(text).toMatch(/^pgpass \S+: MIT\n\nLicense\n\nCopyright/);
  });
});
