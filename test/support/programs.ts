/** Tests that drive a program of the system, as the peers of the channel do. */

import { spawnSync } from 'node:child_process';
import { describe, test } from 'vitest';

const { PASSERELLE_REQUIRE_ALL } = process.env;
const everyProgramRequired = PASSERELLE_REQUIRE_ALL === '1';

/** True if `program` is on the PATH. */
function hasProgram(program: string): boolean {
  const probe = process.platform === 'win32' ? 'where' : 'which';
  return spawnSync(probe, [program], { stdio: 'ignore' }).status === 0;
}

/** Those of `programs` that are not installed; see {@link describeUnless}. */
export function missingPrograms(...programs: readonly string[]): readonly string[] {
  return programs.filter((program) => !hasProgram(program));
}

/**
 * A `describe` that runs where all `programs` are installed. Elsewhere it says in one line what is missing
 * and is left out, unless PASSERELLE_REQUIRE_ALL=1 asks for everything: then it fails.
 */
export function describeWithProgram(
  programs: string | readonly string[],
  name: string,
  body: () => void,
): void {
  describeUnless(missingPrograms(...[programs].flat()), name, body);
}

/** The same for anything that a machine may lack. */
export function describeUnless(missing: readonly string[], name: string, body: () => void): void {
  if (missing.length === 0) {
    describe(name, body);
  } else if (everyProgramRequired) {
    test(`${name}: needs ${missing.join(', ')}`, () => {
      throw new Error(`not there: ${missing.join(', ')}`);
    });
  } else {
    describe.skip(`${name} (left out: no ${missing.join(', ')} here)`, body);
  }
}
