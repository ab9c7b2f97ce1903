/** Where the ledger stands, and who else vouches for it. */

import { dataTable, definitions, digest, type Html, html } from '../../pages/html.ts';
import { mark } from '../drawings/mark.ts';
import type { LedgerView } from '../view.ts';
import { part } from './document.ts';
import type { Speech } from './speech.ts';

export function ledgerPart({ ledger }: { readonly ledger: LedgerView }, speech: Speech): Html {
  const { say, number, shortMoment } = speech;
  const { size, hash, at, others } = ledger;
  const head = definitions([
    [say`Entries`, number(size)],
    [say`Last entry`, at === null ? '–' : shortMoment(at)],
    [say`Digest of the last entry`, digest(hash)],
  ]);
  const held =
    others.length === 0
      ? html``
      : dataTable(
          say`What this site holds of the ledgers of others`,
          [{ heading: say`Site` }, { heading: say`Entries`, numeric: true }, { heading: say`Seen` }],
          others.map(({ party, size: entries, noted }) => [party, number(entries), shortMoment(noted)]),
        );
  return part(
    'ledger',
    say`Ledger`,
    html`${head}<div class="pair">
<div>${checkpoint(ledger, speech)}</div>
<div>${held}</div>
</div>
`,
  );
}

function checkpoint({ checkpoint: newest, size }: LedgerView, { say, number, shortMoment }: Speech): Html {
  if (newest === null) {
    return html`<p class="message plain">${mark('note')} <span>${say`No other site has cosigned a checkpoint of this ledger.`}</span></p>\n`;
  }
  const since = size - newest.size;
  return html`${dataTable(
    say`Newest checkpoint that others cosigned: ${number(newest.size)} entries`,
    [{ heading: say`Cosigned by` }, { heading: say`When` }],
    newest.cosigners.map(({ party, at }) => [party, shortMoment(at)]),
  )}<p class="dim">${say`Entries since then: ${number(since)}`}</p>\n`;
}
