/** Drafts the technical part of the record of processing (GDPR article 30) from the deliberation and the configuration. */

import type { SiteConfig } from '../config/site-config.ts';
import type { Deliberation, Reader } from '../deliberations/clause.ts';
import { latest, placeOf } from '../deliberations/rules.ts';
import { markdownTable } from './markdown.ts';

type Place = SiteConfig['place'];
type Cells = Readonly<Record<Place, string>>;

const places = ['publisher', 'relay', 'recipient'] as const;

/** The page in Markdown: for all parties or, given a site's configuration, for that site as it is configured. */
export function article30Page(deliberation: Deliberation, config?: SiteConfig): string {
  const shown = config === undefined ? places : places.filter((place) => place === config.place);
  const heads: Cells = {
    publisher: latest(deliberation.publisher).name,
    relay: latest(deliberation.relay).name,
    recipient: config?.place === 'recipient' ? `insurer ${config.site}` : 'an insurer',
  };
  const rows = itemsOf(deliberation, config).map(([item, cells]) => [
    item,
    ...shown.map((place, column) =>
      column > 0 && cells[place] === cells.publisher ? 'the same' : cells[place],
    ),
  ]);
  return [
    '# Record of processing (GDPR article 30): the technical part',
    '',
    'A draft for the record of each controller, as far as the software and the deliberation settle it. Names of the',
    'controller, its representative and its data protection officer are the institution’s to add. Made by',
    '`passerelle compliance --page article-30`: at a site, with that site’s own periods and measures.',
    '',
    ...markdownTable(['item', ...shown.map((place) => heads[place])], rows),
    '',
  ].join('\n');
}

function itemsOf(
  deliberation: Deliberation,
  config: SiteConfig | undefined,
): readonly (readonly [string, Cells])[] {
  const { number, adopted, publisher, relay, fields, retention, transit, lastDay } = deliberation;
  const purpose = latest(deliberation.purpose);
  const reading = (place: Reader['party']) =>
    [...latest(deliberation.readers), latest(deliberation.returns).reader].find(
      ({ party }) => party === place,
    )?.service ?? 'none';
  const kept = inWords(latest(retention).duration);
  const configured = config !== undefined && config.place !== 'recipient' ? config.transit : undefined;
  const copies = inWords(configured?.toString() ?? latest(transit).duration);
  const own = (text: string): Cells => ({ publisher: text, relay: text, recipient: text });
  return [
    [
      heading('purpose', deliberation.purpose),
      own(`${deliberation.purpose.says} (code \`${purpose.code}\`)`),
    ],
    [heading('lawful basis', deliberation.lawfulBasis), own(latest(deliberation.lawfulBasis))],
    [
      heading('deliberation', deliberation.onwardExchange),
      {
        ...own(`CSI n° ${number} of ${adopted}`),
        recipient: `exchange with ${latest(relay).name} exempt in principle: ${latest(deliberation.onwardExchange)}`,
      },
    ],
    [
      heading('origin of the data', deliberation.origin),
      {
        publisher: `${deliberation.origin.says} (${latest(deliberation.origin)})`,
        relay: latest(publisher).name,
        recipient: latest(relay).name,
      },
    ],
    [
      heading('data subjects', deliberation.dataSubjects),
      { ...own(latest(deliberation.dataSubjects)), recipient: 'those among its own members' },
    ],
    [
      heading('data', fields),
      own(
        latest(fields)
          .map(({ name, required }) => `\`${name}\`${required ? '' : ' (if any)'}`)
          .join(', '),
      ),
    ],
    [
      heading('recipients', deliberation.readers),
      {
        publisher: `${latest(relay).name}: ${reading('relay')}`,
        relay: `the insurer of affiliation: ${reading('recipient')}; ${latest(publisher).name}, of what cannot be routed: ${reading('publisher')}`,
        recipient: 'none',
      },
    ],
    [
      heading('routing', deliberation.routing),
      {
        publisher: '–',
        relay: `information of the ${latest(deliberation.routing).source.toUpperCase()}; the question says no more than “${latest(deliberation.neutralPurpose).text}”`,
        recipient: '–',
      },
    ],
    [
      heading('look-ups', deliberation.consultation),
      { ...own(deliberation.consultation.says), publisher: '–' },
    ],
    ['third countries', own('none')],
    [
      heading('retention', retention),
      { ...own(`${kept} from ${latest(retention).anchor}`), publisher: `${kept} from publication` },
    ],
    [
      heading('transit copies', transit),
      { ...own(`${copies} after a confirmed collection`), recipient: '–' },
    ],
    [
      heading('log', deliberation.logRetention),
      own(
        `${inWords(latest(deliberation.logRetention).duration)}, then the oldest entries are destroyed; no social security number in it`,
      ),
    ],
    [heading('end', lastDay), own(endOf(deliberation, config))],
    [heading('measures', deliberation.factorKinds, 'article 32'), own(measuresOf(deliberation, config))],
  ];
}

function heading(
  item: string,
  { points, ourDecision }: { readonly points: string; readonly ourDecision?: string },
  beside?: string,
): string {
  const where = /^[0-9]/.test(points) ? `point${/[,–]/.test(points) ? 's' : ''} ${points}` : points;
  const silent = ourDecision === undefined ? [] : ['our decision'];
  return `${item} (${[where, ...silent, ...(beside === undefined ? [] : [beside])].join('; ')})`;
}

function endOf(deliberation: Deliberation, config: SiteConfig | undefined): string {
  const early = config?.endsEarly === undefined ? '' : `; at this site already ${config.endsEarly}`;
  return `${latest(deliberation.lastDay)}, last legal second in Brussels time${early}`;
}

function measuresOf(deliberation: Deliberation, config: SiteConfig | undefined): string {
  const kinds = latest(deliberation.factorKinds).join(' and ');
  const common = [
    `two factors at each login, of the kinds ${kinds}`,
    'OpenPGP: signed by the sender, sealed to the receiver',
    'encryption at rest under a key of each month; purge by destroying it',
    'append-only ledger, chained',
  ];
  if (config === undefined) {
    return [...common, 'its checkpoints held by the other sites', 'norms: [norms.md](norms.md)'].join('; ');
  }
  const witnessed = config.ledger.key === undefined ? 'not yet shown to' : 'its checkpoints held by';
  const store = typeof config.database === 'string' ? 'one SQLite file' : 'a PostgreSQL database';
  const place = placeOf(deliberation, config.site);
  const gateway = place === 'recipient' ? [] : ['an SFTP gateway without shell or forwarding'];
  return [...common, `${witnessed} the other sites`, `state in ${store}`, ...gateway].join('; ');
}

/** `P6Y` as “6 years”. */
function inWords(duration: string): string {
  const { years, months, days } = Temporal.Duration.from(duration);
  const parts = [
    [years, 'year'],
    [months, 'month'],
    [days, 'day'],
  ] as const;
  const said = parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}${count > 1 ? 's' : ''}`);
  return said.length === 0 ? duration : said.join(' ');
}
