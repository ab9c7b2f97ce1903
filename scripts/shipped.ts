/** Which packages of others come along with the program: all that the lockfile names, without what only development needs. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

export const root = path.resolve(import.meta.dirname, '..');

export interface ShippedPackage {
  /** Where npm puts it; nothing is there if it is for another platform. */
  readonly folder: string;
  readonly name: string;
  readonly version: string;
}

const lockfile = z.object({
  packages: z.record(
    z.string(),
    z.object({ version: z.string(), dev: z.boolean().optional(), devOptional: z.boolean().optional() }),
  ),
});

export function shippedPackages(): readonly ShippedPackage[] {
  const { packages } = lockfile.parse(JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')));
  return Object.entries(packages)
    .filter(([folder, { dev, devOptional }]) => folder !== '' && dev !== true && devOptional !== true)
    .map(([folder, { version }]) => ({
      folder: path.join(root, folder),
      name: folder.replace(/^.*node_modules\//, ''),
      version,
    }));
}
