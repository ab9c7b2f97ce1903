/** Durable steps of the file system: a file or folder synced, renamed, made or erased. */

import fs, { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { type BeginStep, replaceMethod } from './patch.ts';

/** Calls on a path; one that finds nothing to do is no step. */
const callsOnPaths: readonly (readonly [call: string, step: string, does: (path: string) => boolean])[] = [
  ['rename', 'rename a file', existsSync],
  ['rm', 'erase a file', existsSync],
  ['rmdir', 'remove a folder', existsSync],
  ['mkdir', 'make a folder', (path) => !existsSync(path)],
];

export async function watchFiles(beginStep: BeginStep): Promise<void> {
  for (const [call, step, does] of callsOnPaths) {
    replaceMethod(fs.promises, call, (original) => {
      return async (...parameters) => {
        if (!does(String(parameters[0]))) return original.apply(fs.promises, parameters);
        const done = beginStep(step);
        const result = await original.apply(fs.promises, parameters);
        done();
        return result;
      };
    });
  }
  syncBuiltinESMExports();

  // The class of file handles is had by way of a handle only.
  const handle = await open(import.meta.filename);
  const { stat: statOf } = handle;
  replaceMethod(Object.getPrototypeOf(handle), 'sync', (original) => {
    return async function (this: unknown) {
      const isFolder = (await statOf.call(this)).isDirectory();
      const done = beginStep(isFolder ? 'sync a folder' : 'sync a file');
      await original.call(this);
      done();
    };
  });
  await handle.close();
}
