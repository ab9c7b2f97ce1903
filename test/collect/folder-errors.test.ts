import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { inFolder } from '../../src/collect/folder-errors.ts';
import { createOpenedFile } from '../../src/collect/opened-files.ts';
import { PasserelleError } from '../../src/errors.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const failing = (code: string) =>
  inFolder('/inbox', () => Promise.reject(Object.assign(new Error(code), { code })));

it.each(['ENOSPC', 'EDQUOT'])('says of %s that there is no room, and where', async (code) => {
  await expect(failing(code)).rejects.toMatchObject({
    code: 'store-full',
    message: 'There is no room left for opened files in /inbox.',
    hint: expect.any(String),
  });
});

it.each(['EROFS', 'EACCES', 'EIO', 'ENOTDIR'])('names %s and the folder', async (code) => {
  await expect(failing(code)).rejects.toMatchObject({
    code: 'store-failed',
    message: expect.stringContaining(code),
  });
});

it('leaves alone what is not the folder’s fault', async () => {
  const ours = new PasserelleError('peer-failed', 'broke off');
  await expect(inFolder('/inbox', () => Promise.reject(ours))).rejects.toBe(ours);
  await expect(failing('ERR_INVALID_STATE')).rejects.not.toBeInstanceOf(PasserelleError);
});

it('opens nothing below a file, or over a folder of the same name', async () => {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'file'), '');
  await expect(createOpenedFile(path.join(folder, 'file', 'opened.xml'))).rejects.toMatchObject({
    code: 'store-failed',
  });
  await mkdir(path.join(folder, 'opened.xml', 'inside'), { recursive: true });
  const opened = await createOpenedFile(path.join(folder, 'opened.xml'));
  await expect(opened.keep()).rejects.toMatchObject({ code: 'store-failed' });
  await opened.discard();
});
