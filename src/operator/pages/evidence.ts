/** What an auditor sees: documents to fetch, and the ledger that proves them. */

import { type Html, html } from '../../pages/html.ts';
import type { Language } from '../../words/language.ts';
import { type Text, text } from '../../words/text.ts';
import { paths } from '../paths.ts';
import type { EvidenceDocument, EvidenceView } from '../view.ts';
import { formatDocument, part } from './document.ts';
import { ledgerPart } from './ledger.ts';
import { type Speech, speechIn } from './speech.ts';

const documents: Readonly<
  Record<EvidenceDocument['document'], { readonly name: Text; readonly says: Text }>
> = {
  statement: {
    name: text`Statement`,
    says: text`Every month in figures that add up, signed by this site.`,
  },
  checkpoint: {
    name: text`Checkpoint`,
    says: text`Size and digest of the ledger, signed; the other sites hold it and cosign it.`,
  },
  'ledger-export': {
    name: text`Ledger`,
    says: text`Every entry, one a line, to be verified without this program.`,
  },
  'purge-certificate': {
    name: text`Purge certificates`,
    says: text`That the data of a month were destroyed, and when, signed.`,
  },
  'compliance-matrix': {
    name: text`Compliance`,
    says: text`Each clause and requirement of the deliberation, with the tests that prove it.`,
  },
  'closure-report': {
    name: text`Closure report`,
    says: text`How the channel was used, for the evaluation by the committee.`,
  },
};

const forms: Readonly<Record<EvidenceDocument['links'][number]['form'], Text>> = {
  html: text`page to read`,
  json: text`JSON, signed`,
  text: text`text`,
  jsonl: text`JSON lines`,
};

export function evidencePage(view: EvidenceView, language: Language): Html {
  const speech = speechIn(language);
  const { say } = speech;
  const main = html`<div class="headline"><h1>${say`Evidence`}</h1>
<p>${say`Documents to take along. Each is made when you fetch it; that you fetched it is written in the ledger.`}</p></div>
${part('documents', say`Documents`, html`<ul class="documents">\n${view.documents.map((each) => documentItem(each, speech))}</ul>\n`)}${ledgerPart(view, speech)}`;
  return formatDocument(
    { path: paths.evidence, title: say`Evidence`, mode: view.mode, frame: view, main },
    speech,
  );
}

function documentItem({ document, links }: EvidenceDocument, { say, language }: Speech): Html {
  const { name, says } = documents[document];
  const spoken = say(name);
  const fetched = links.map(({ href, form }) => {
    const address = form === 'html' ? `${href}?lang=${language}` : href;
    return html`<li><a href="${address}"><span class="hidden">${spoken}: </span>${say(forms[form])}</a></li>\n`;
  });
  return html`<li><h3>${spoken}</h3>
<p>${say(says)}</p>
${links.length === 0 ? html`<p class="dim">${say`There is none yet.`}</p>` : html`<ul class="links">\n${fetched}</ul>`}
</li>
`;
}
