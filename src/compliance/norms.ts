/**
 * The mapping of the minimum security norms of the Crossroads Bank («Normes minimales sécurité de l'information
 * & vie privée», chapters after ISO 27002:2013): which part the software answers, which requirements' tests show it
 * (the base was built for n° 21/250, and is proven by what that requires), and what is left to the institution.
 */

import type { Deliberation } from '../deliberations/clause.ts';
import { markdownTable } from './markdown.ts';

export interface NormChapter {
  readonly chapter: string;
  /** What Passerelle does about it; empty if software cannot do anything. */
  readonly does: string;
  /** The requirements whose tests show it. */
  readonly requirements: readonly string[];
  /** What shows it beside tests: files of the repository. */
  readonly files?: readonly string[];
  readonly left: string;
}

export const normChapters: readonly NormChapter[] = [
  {
    chapter: 'policy',
    does: 'the deliberation is data, every clause with its point; parcels, receipts, checkpoints and ledger entries carry the digest of the clauses in force',
    requirements: ['A45', 'A46'],
    left: 'its own policy, approved and reviewed',
  },
  {
    chapter: 'organisation',
    does: 'roles are a closed list: those that the deliberation names for the relay and for the insurers',
    requirements: ['A24', 'A25'],
    left: 'a security adviser, a data protection officer',
  },
  {
    chapter: 'staff',
    does: 'an account without a dated undertaking of confidentiality cannot be activated',
    requirements: ['A26'],
    left: 'obtaining the undertaking, training',
  },
  {
    chapter: 'assets',
    does: 'one database is the whole state of a site; each month stands under a data key of its own',
    requirements: ['A35', 'A36'],
    left: 'inventory of machines and media',
  },
  {
    chapter: 'logical access',
    does: 'two factors of different kinds at each login; throttling; an account sees only its own tree',
    requirements: ['A18', 'A19', 'A20', 'A21'],
    left: 'handing out and taking back keys and tokens',
  },
  {
    chapter: 'cryptography',
    does: 'OpenPGP end to end, SSH with a short list of algorithms, AES-256-GCM at rest, Argon2id',
    requirements: ['A44'],
    left: 'keeping master keys and passphrases',
  },
  { chapter: 'physical', does: '', requirements: [], left: 'all of it' },
  {
    chapter: 'operations',
    does: 'purge, transit removal and fetch by schedule; clear errors with distinct exit codes; structured logs; backups that are proven',
    requirements: ['A10', 'A35', 'A51'],
    left: 'monitoring, time synchronisation, patching',
  },
  {
    chapter: 'communications',
    does: 'SFTP only; no shell, no forwarding, no compression; pinned host keys',
    requirements: ['A15', 'A17'],
    left: 'firewalls, allowed addresses',
  },
  {
    chapter: 'acquisition, development',
    does: 'strict types, tests named by requirement and counted against it, pinned dependencies',
    requirements: [],
    files: ['.ci/run', 'tsconfig.json', 'package-lock.json'],
    left: 'change control',
  },
  {
    chapter: 'suppliers',
    does: 'few dependencies, listed with a lockfile',
    requirements: [],
    files: ['package.json', 'package-lock.json'],
    left: 'contracts, supervision',
  },
  {
    chapter: 'incidents',
    does: 'refusals and broken parcels are ledger entries; nothing half-done is left behind',
    requirements: ['A44', 'A50'],
    left: 'reporting duties, response',
  },
  {
    chapter: 'continuity',
    does: 'every run can be repeated; a crash loses nothing and repeats nothing; a backup is proven before it is put back',
    requirements: ['A10', 'A44'],
    left: 'backups kept elsewhere, restore drills',
  },
  {
    chapter: 'compliance',
    does: 'this matrix; purge with a certificate in the ledger; the channel ends on its last legal day by itself; checkpoints of each ledger are held and cosigned by the other sites',
    requirements: ['A35', 'A40', 'A41', 'A50'],
    left: 'audits, answering data subjects',
  },
];

/** The page in Markdown. */
export function normsPage(deliberation: Deliberation): string {
  const { number, applicableLaw } = deliberation;
  const rows = normChapters.map(({ chapter, does, requirements, files = [], left }) => [
    chapter,
    does === '' ? '–' : does,
    [...requirements, ...files.map((file) => `\`${file}\``)].join(', ') || '–',
    left,
  ]);
  return [
    '# Minimum security norms: what this software does about each chapter',
    '',
    `Points ${applicableLaw.points} of n° ${number} bind the parties to the minimum norms of the Crossroads Bank («Normes minimales sécurité de`,
    'l’information & vie privée», chapters after ISO 27002:2013). Software answers a part of them; the rest is for the',
    'institution, and is named here so that nobody takes it for done. Shown by: the tests of the requirements named, which',
    '`passerelle compliance` lists with when they last passed, and files. Made by `passerelle compliance --page norms`.',
    '',
    ...markdownTable(['chapter', 'what Passerelle does', 'shown by', 'left to the institution'], rows),
    '',
    'We had the table of chapters of the norms, not their full text: the adviser of each institution holds this page against',
    'the norms in force before the channel opens.',
    '',
  ].join('\n');
}
