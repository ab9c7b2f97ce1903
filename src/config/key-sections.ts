/** The keys of a site and of those whom it exchanges with: OpenPGP, and of the ledger. */

import * as z from 'zod';
import type { PartyId } from '../deliberations/clause.ts';
import { text } from '../words/text.ts';
import { anySecret, filePath, privateFile } from './fields.ts';
import { problem } from './problem-words.ts';
import { correspondentsOf, type SchemaContext } from './sections.ts';
import type { LedgerConfig, OpenpgpConfig } from './site-config.ts';

export function openpgp(context: SchemaContext) {
  return z
    .strictObject({
      private_key: privateFile(context.file),
      passphrase: anySecret(context.file).optional(),
      correspondents: correspondents(context),
      other_private_key: privateFile(context.file).optional(),
      other_passphrase: anySecret(context.file).optional(),
      other_correspondents: correspondents(context),
    })
    .transform(
      ({
        private_key,
        passphrase,
        other_private_key,
        other_passphrase,
        other_correspondents,
        ...rest
      }): OpenpgpConfig => ({
        ...rest,
        privateKey: private_key,
        passphrase,
        otherPrivateKey: other_private_key,
        otherPassphrase: other_passphrase,
        otherCorrespondents: other_correspondents,
      }),
    );
}

/** The key that signs checkpoints of the ledger, and those by which the others' are judged. */
export function ledger(context: SchemaContext) {
  return z
    .strictObject({
      key: privateFile(context.file).optional(),
      correspondents: correspondents(context),
      other_key: filePath(context.file).optional(),
      other_correspondents: correspondents(context),
    })
    .prefault({})
    .transform(
      ({ key, other_key, other_correspondents, ...rest }): LedgerConfig => ({
        ...rest,
        key,
        otherKey: other_key,
        otherCorrespondents: other_correspondents,
      }),
    );
}

/** Public keys by party: of those that this site exchanges with, and of nobody else. */
function correspondents({ deliberation, site, file }: SchemaContext) {
  const expected = correspondentsOf(deliberation, site);
  return z
    .record(z.string(), filePath(file))
    .superRefine((files, issues) => {
      for (const party of Object.keys(files).filter((key) => !expected.includes(key))) {
        const message = problem(text`is no party that this site exchanges with: ${expected.join(', ')}`);
        issues.addIssue({ code: 'custom', path: [party], message });
      }
    })
    .prefault({})
    .transform((files): ReadonlyMap<PartyId, string> => new Map(Object.entries(files)));
}
