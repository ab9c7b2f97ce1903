/** The documents that auditors fetch: each is made when it is asked for, as the command of its name makes it. */

import { siteRoles } from '../accounts/site-role.ts';
import { matrixLines } from '../compliance/matrix-page.ts';
import { programMatrix } from '../compliance/program-matrix.ts';
import { exportedLines } from '../ledger/export.ts';
import { closureDocument } from '../operations/closure.ts';
import { purgeEntries, signedCertificate } from '../operations/purge-certificate.ts';
import { formatSigned, statementAt } from '../operations/statement.ts';
import { withoutSsins } from '../redaction.ts';
import type { Site } from '../site.ts';
import { submissionFrom } from '../witness/own.ts';
import type { Language } from '../words/language.ts';
import { sayIn } from '../words/say.ts';
import { text } from '../words/text.ts';
import { paths } from './paths.ts';
import { type Answer, forRoles, plain, type Route } from './route.ts';
import type { EvidenceDocument } from './view.ts';

export interface EvidenceDesk {
  readonly routes: readonly Route[];
  /** All documents, each with the links to what there is of it. */
  documents(): Promise<readonly EvidenceDocument[]>;
}

type Form = EvidenceDocument['links'][number]['form'];

interface Made {
  readonly document: EvidenceDocument['document'];
  readonly form: Form;
  /** Whether a site has such a document now. */
  readonly isThere: (site: Site) => Promise<boolean>;
  readonly make: (site: Site, language: Language) => Promise<string | AsyncIterable<Uint8Array>>;
}

const types: Readonly<Record<Form, { readonly type: string; readonly extension: string }>> = {
  html: { type: 'text/html; charset=utf-8', extension: 'html' },
  json: { type: 'application/json', extension: 'json' },
  text: { type: 'text/plain; charset=utf-8', extension: 'txt' },
  jsonl: { type: 'application/jsonl', extension: 'jsonl' },
};

const noneYet = text`There is none yet.`;

const always = async () => true;
const hasLedgerKey = async ({ config }: Site) => config.ledger.key !== undefined;
const hasPurged = async (site: Site) =>
  (await hasLedgerKey(site)) && (await site.store.dataKeys()).some(({ destroyedAt }) => destroyedAt !== null);

async function statement(site: Site, form: 'text' | 'json'): Promise<string> {
  return (await formatSigned(site, await statementAt(site), form)).text;
}

async function closureReport(site: Site, format: 'html' | 'json', language: Language): Promise<string> {
  return (await closureDocument(site, { format, language })).text;
}

/** The key was there a moment ago. */
async function requireWitness(site: Site) {
  const witness = await site.witness();
  if (witness === undefined) throw new RangeError('the ledger key is gone');
  return witness;
}

const table: readonly Made[] = [
  { document: 'statement', form: 'text', isThere: always, make: (site) => statement(site, 'text') },
  { document: 'statement', form: 'json', isThere: always, make: (site) => statement(site, 'json') },
  {
    document: 'checkpoint',
    form: 'text',
    isThere: hasLedgerKey,
    make: async (site) => (await submissionFrom(await requireWitness(site), 0)).note,
  },
  {
    document: 'ledger-export',
    form: 'jsonl',
    isThere: always,
    make: async ({ store }) => exportedLines(store),
  },
  {
    document: 'purge-certificate',
    form: 'text',
    isThere: hasPurged,
    async make(site) {
      return (await signedCertificate(await requireWitness(site), await purgeEntries(site.store)))
        .certificate;
    },
  },
  {
    document: 'compliance-matrix',
    form: 'text',
    isThere: always,
    async make({ deliberation }) {
      const { matrix } = await programMatrix(deliberation);
      // Names of tests quote the numbers that they try.
      return withoutSsins(`${[...matrixLines(matrix)].join('\n')}\n`);
    },
  },
  {
    document: 'closure-report',
    form: 'html',
    isThere: always,
    make: (site, language) => closureReport(site, 'html', language),
  },
  {
    document: 'closure-report',
    form: 'json',
    isThere: always,
    make: (site, language) => closureReport(site, 'json', language),
  },
];

export function createEvidenceDesk(siteNow: () => Site): EvidenceDesk {
  async function answerWith({ document, form, isThere, make }: Made, language: Language): Promise<Answer> {
    const site = siteNow();
    if (!(await isThere(site))) {
      return plain(`${sayIn(language)(noneYet)}\n`, 404);
    }
    const { type, extension } = types[form];
    const name = `passerelle-${site.config.site}-${document}.${extension}`;
    return {
      status: 200,
      type,
      body: await make(site, language),
      // It is kept, not shown: whatever it holds, it is no page of this server.
      headers: {
        'content-disposition': `attachment; filename="${name}"`,
        'content-security-policy': 'sandbox',
      },
    };
  }

  return {
    routes: table.map((made) =>
      forRoles(siteRoles, 'GET', hrefOf(made), ({ language }) => answerWith(made, language)),
    ),
    async documents() {
      const site = siteNow();
      const there = await Promise.all(table.map(async (made) => ({ made, is: await made.isThere(site) })));
      const names = [...new Set(table.map(({ document }) => document))];
      return names.map((document) => ({
        document,
        links: there
          .filter(({ made, is }) => is && made.document === document)
          .map(({ made }) => ({ href: hrefOf(made), form: made.form })),
      }));
    },
  };
}

function hrefOf({ document, form }: Made): string {
  return `${paths.evidence}/${document}.${types[form].extension}`;
}
