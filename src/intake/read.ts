/** Reads a verified parcel under the schema, and holds its header against everything that is known. */

import { policyDigest } from '../deliberations/rules.ts';
import { type ErrorCode, PasserelleError } from '../errors.ts';
import { type FileForm, monthlyForm } from '../monthly-file/form.ts';
import { readFileInForm } from '../monthly-file/read.ts';
import type { ParcelName } from '../parcels/name.ts';
import type { MonthlyFileHeader, Mutation } from '../people/record.ts';
import { joined, type Text, text, type Words } from '../words/text.ts';
import type { IntakeSite, ReadParcel, VerifiedParcel } from './stages.ts';

interface HeaderRule {
  /** Of a rule that every file must keep whatever its form; else the form's own. */
  readonly code?: ErrorCode;
  readonly holds: (header: MonthlyFileHeader, name: ParcelName, site: IntakeSite) => boolean;
  readonly otherwise: Text;
  /** What to do about it, where publishing the month again would not help. */
  readonly remedy?: Words;
}

const headerRules: readonly HeaderRule[] = [
  {
    holds: (header, _name, site) => header.deliberation === site.deliberation.number,
    otherwise: text`was made under another deliberation`,
  },
  {
    holds: (header, _name, site) => header.policy === policyDigest(site.deliberation),
    otherwise: text`was made under other clauses of the deliberation than this site runs`,
    remedy: text`The two sites run different versions of the program: update the older one.`,
  },
  {
    holds: (header, _name, site) => header.mode === site.mode,
    otherwise: text`mixes rehearsal and reality`,
  },
  {
    holds: (header, _name, site) => header.sender === site.upstream && header.receiver === site.party,
    otherwise: text`is not from that sender to this site`,
  },
  {
    code: 'month-refused',
    holds: (header, name) => header.month === name.month,
    otherwise: text`reports another month than its name says`,
  },
  {
    code: 'sequence-broken',
    holds: (header, name) => header.sequenceNumber === name.sequenceNumber,
    otherwise: text`has another sequence number than its name says`,
  },
];

/** Throws `monthly-file-invalid`, `month-refused` or `sequence-broken`. */
export function readParcel(site: IntakeSite, verified: VerifiedParcel): Promise<ReadParcel> {
  return readParcelInForm(monthlyForm(site.deliberation), site, verified);
}

/** The same for a file of any form: what is wrong with the file itself is the form's own error. */
export async function readParcelInForm<Item extends Mutation>(
  form: FileForm<Item>,
  site: IntakeSite,
  verified: VerifiedParcel,
): Promise<ReadParcel<Item>> {
  const { plain, ...fetched } = verified;
  const { header, mutations } = await readFileInForm(form, plain, site.deliberation);
  const { fileName, name } = fetched.announced;
  for (const { code, holds, otherwise, remedy } of headerRules) {
    if (!holds(header, name, site)) {
      throw new PasserelleError(code ?? form.invalid, joined([fileName, otherwise]), {
        hint: text`Nothing was taken in. ${remedy ?? text`Ask ${site.upstream} to publish the month again.`}`,
      });
    }
  }
  return { ...fetched, header, mutations };
}
