/** What bin/passerelle sets for the program, for processes of the benchmark that it does not start. */

import path from 'node:path';
import process from 'node:process';

/** For whatever it does. */
export const programEnvironment: NodeJS.ProcessEnv = {
  ...process.env,
  // Without the cache Node holds a compiler of TypeScript besides.
  NODE_COMPILE_CACHE: path.resolve(import.meta.dirname, '../../node_modules/.cache/passerelle'),
};

/** For `serve`. */
export const gatewayEnvironment: NodeJS.ProcessEnv = {
  ...programEnvironment,
  GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1',
};
