/** The forms of single values in passerelle.toml. Messages never repeat a value: it may be a misplaced secret. */

import path from 'node:path';
import * as z from 'zod';
import { parseAddressList } from '../login/address-list.ts';
import { privateFileProblem } from '../secrets/private-file.ts';
import type { SecretSource } from '../secrets/secret.ts';
import { text } from '../words/text.ts';
import { problem } from './problem-words.ts';

const fileName = z
  .string()
  .min(1, problem(text`names no file`))
  .refine((name) => !name.includes('\0'), problem(text`is no file name`));

/** A file or folder, relative to the folder in which the file `config` lies. */
export function filePath(config: string) {
  return fileName.transform((name) => path.resolve(path.dirname(config), name));
}

/** A file with a key in it: private if it is there already. */
export function privateFile(config: string) {
  return filePath(config).superRefine(refuseLooseFile);
}

/** A secret that a process may read unattended. */
export function storedSecret(config: string) {
  return z
    .union([z.strictObject({ file: filePath(config) }), z.strictObject({ credential: credentialName })], {
      error: problem(
        text`must be { file = "…" } or { credential = "…" }: a secret itself does not belong here`,
      ),
    })
    .superRefine(async (source, context) => {
      if ('file' in source) await refuseLooseFile(source.file, context);
    });
}

/** A secret that an operator may also type. */
export function anySecret(config: string): z.ZodType<SecretSource> {
  return z
    .union(
      [
        z.literal('prompt'),
        z.strictObject({ file: filePath(config) }),
        z.strictObject({ credential: credentialName }),
      ],
      {
        error: problem(
          text`must be { file = "…" }, { credential = "…" } or "prompt": a secret itself does not belong here`,
        ),
      },
    )
    .superRefine(async (source, context) => {
      if (typeof source === 'object' && 'file' in source) await refuseLooseFile(source.file, context);
    });
}

const credentialName = z
  .string()
  .regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}$/, problem(text`must be the name of a systemd credential`));

async function refuseLooseFile(file: string, context: { addIssue(message: string): void }): Promise<void> {
  const flaw = await privateFileProblem(file);
  if (flaw !== undefined) context.addIssue(problem(text`${flaw.says}. ${flaw.hint}`));
}

/** An IP address or a host name; the network says whether it exists. */
export const host = z
  .string()
  .regex(/^[A-Za-z0-9:._-]{1,253}$/, problem(text`must be a host name or an IP address`));

/** Addresses and networks of single machines, such as `10.0.0.5` and `10.0.8.0/29`: not the whole world. */
export const networks = z
  .array(z.string())
  .min(1, problem(text`must name at least one address`))
  .transform((entries, context) => {
    const list = entries.some((entry) => /,|\/0$/.test(entry))
      ? undefined
      : parseAddressList(entries.join(','));
    if (list !== undefined) return list;
    context.addIssue(problem(text`must be addresses or networks, for example ["10.0.0.5", "10.0.8.0/29"]`));
    return z.NEVER;
  });

/** Over TLS: only what never leaves the machine may go without. */
export const serviceAddress = z
  .url({ protocol: /^https?$/, error: problem(text`must be an address https://…`) })
  .transform((text) => new URL(text))
  .refine(
    ({ protocol, hostname }) =>
      protocol === 'https:' || ['127.0.0.1', '[::1]', 'localhost'].includes(hostname),
    problem(text`must be an address https://… (http only on this machine)`),
  )
  .refine(
    ({ username, password, hash }) => username + password + hash === '',
    problem(text`must hold no user, password or fragment`),
  );

/** A host, or the folder of a Unix socket. */
export const databaseHost = z.union([host, z.string().regex(/^\/[\w./-]{1,100}$/)], {
  error: problem(text`must be a host name, an IP address, or the folder of a Unix socket`),
});

/** A database or its user. */
export const databaseName = z
  .string()
  .regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,62}$/, problem(text`must be the name of a database or of its user`));

/** An address that needs no quoting, and so can hold no line of a message's head. */
export const mailAddress = z
  .string()
  .regex(
    /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*$/,
    problem(text`must be an e-mail address, without a name beside it`),
  )
  .max(254, problem(text`must be an e-mail address, without a name beside it`));

export const accountName = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,64}$/, problem(text`must be the name of an account`));

/** A TCP port; `lowest` 0 lets the system choose one. */
export function port(lowest: 0 | 1) {
  const error = problem(text`must be a port from ${lowest} to 65535`);
  return z.int().min(lowest, error).max(65_535, error);
}

export const fingerprint = z
  .string()
  .regex(
    /^SHA256:[A-Za-z0-9+/]{43}$/,
    problem(text`must be a fingerprint SHA256:…, as ssh-keygen -l prints it`),
  );

/** Dotted decimal (RFC 3061). */
export const objectIdentifier = z
  .string()
  .regex(
    /^[0-2](\.(0|[1-9][0-9]{0,19})){1,30}$/,
    problem(text`must be an object identifier, for example "2.16.56.12.1.1.2.2"`),
  );

/** A number of whole days. */
export const dayCount = z
  .int()
  .positive(problem(text`must be at least one day`))
  .max(36_500, problem(text`must be fewer days`));

/** The same as a duration, for which TOML has no form. */
export const days = dayCount.transform((count) => Temporal.Duration.from({ days: count }));

export const day = z.instanceof(Temporal.PlainDate, {
  error: problem(text`must be a day, written without quotes, for example 2022-11-30`),
});

/** A cron expression, in Brussels time. */
export const cron = z.string().superRefine(async (expression, context) => {
  const { validate } = await import('node-cron');
  if (!validate(expression))
    context.addIssue(problem(text`must be a cron expression, for example "30 6 * * *"`));
});
