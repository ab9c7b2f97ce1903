/** A record of the invented deliberation, as its schemas have it. */

import type { RecordForm } from '../../../src/monthly-file/record-form.ts';

export const recordForm: RecordForm = {
  namespace: 'urn:passerelle:invented',
  blocks: { new: 'granted', correction: 'changed', withdrawal: 'revoked' },
  ssin: 'personNumber',
  firstDay: 'supportedFrom',
  lastDay: 'supportedUntil',
  code: { name: 'grade', values: [1, 2, 3] },
};
