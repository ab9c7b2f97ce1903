/** A record of n° 21/250 as monthly-file.xsd and feedback-file.xsd have it: number and period, nothing else (point 23). */

import type { RecordForm } from '../monthly-file/record-form.ts';

export const recordForm: RecordForm = {
  namespace: 'urn:passerelle:n21-250',
  blocks: { new: 'new', correction: 'correction', withdrawal: 'withdrawal' },
  ssin: 'ssin',
  firstDay: 'startDateRecognition',
  lastDay: 'endDateRecognition',
};
