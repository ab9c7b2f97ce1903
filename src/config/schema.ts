/** The form of passerelle.toml at each place in a deliberation. A key that a place does not know is refused. */

import * as z from 'zod';
import { deliberationByNumber, deliberations } from '../deliberations/index.ts';
import { partiesOf, placeOf } from '../deliberations/rules.ts';
import { languages } from '../words/language.ts';
import { text } from '../words/text.ts';
import { gatewaySection } from './gateway-section.ts';
import { ledger, openpgp } from './key-sections.ts';
import { noticesSection } from './notices-section.ts';
import { operatorSection } from './operator-section.ts';
import { problem } from './problem-words.ts';
import * as section from './sections.ts';
import type {
  CommonConfig,
  PublisherConfig,
  RecipientConfig,
  RelayConfig,
  SiteConfig,
} from './site-config.ts';
import { storeSection } from './store-section.ts';

type Context = section.SchemaContext;

/** The form of the file at each place, and how it becomes a configuration. */
export const schemaByPlace: Readonly<
  Record<SiteConfig['place'], (context: Context) => z.ZodType<SiteConfig>>
> = {
  publisher: (context) =>
    inOnePlace(z.strictObject({ ...commonKeys(context), ...publisherKeys(context) })).transform(
      ({ gateway, retention, evaluations, upstream, collect, schedule, ...common }): PublisherConfig => ({
        ...commonConfig(context, common),
        place: 'publisher',
        gateway,
        transit: retention,
        evaluations,
        upstream,
        collect,
        schedule,
      }),
    ),
  relay: (context) =>
    inOnePlace(z.strictObject({ ...commonKeys(context), ...relayKeys(context) })).transform(
      ({ gateway, retention, upstream, affiliation, schedule, ...common }): RelayConfig => ({
        ...commonConfig(context, common),
        place: 'relay',
        gateway,
        transit: retention,
        upstream,
        affiliation,
        schedule,
      }),
    ),
  recipient: (context) =>
    inOnePlace(z.strictObject({ ...commonKeys(context), ...recipientKeys(context) })).transform(
      ({ upstream, collect, schedule, ...common }): RecipientConfig => ({
        ...commonConfig(context, common),
        place: 'recipient',
        upstream,
        collect,
        schedule,
      }),
    ),
};

/** The state of a site stands in a file or on a server: one of both is named. */
function inOnePlace<Form extends z.ZodType<{ database?: unknown; store?: unknown }>>(form: Form) {
  return form
    .refine(({ database, store }) => database !== undefined || store !== undefined, {
      path: ['database'],
      error: problem(text`is missing`),
      when: isTable,
    })
    .refine(({ database, store }) => database === undefined || store === undefined, {
      path: ['database'],
      error: problem(text`is of no use beside [store] on a server: leave it out`),
      when: isTable,
    });
}

/** Said together with what is wrong elsewhere in the file, not after it. */
function isTable({ value }: { readonly value: unknown }): boolean {
  return typeof value === 'object' && value !== null;
}

function nowhere(): never {
  throw new RangeError('a configuration without a database was found sound');
}

/** For a file that does not say which site it is for: the keys of every place, so that the rest is checked. */
export function anyPlaceSchema(context: Context): z.ZodType {
  const keysOfPlaces = { ...publisherKeys(context), ...relayKeys(context), ...recipientKeys(context) };
  return z.strictObject({
    ...z.object(keysOfPlaces).partial().shape,
    ...commonKeys(context),
    schedule: z.strictObject(section.schedules).partial().optional(),
  });
}

function commonKeys(context: Context) {
  const { deliberation } = context;
  const numbers = deliberations.map(({ number }) => number).join(', ');
  const parties = partiesOf(deliberation)
    .map(({ id }) => id)
    .join(', ');
  return {
    site: z
      .string()
      .refine((id) => placeOf(deliberation, id) !== undefined, problem(text`must be one of ${parties}`)),
    mode: z.enum(['real', 'rehearsal'], problem(text`must be "real" or "rehearsal"`)),
    deliberation: z
      .string()
      .refine(
        (number) => deliberationByNumber(number) !== undefined,
        problem(text`must be one of ${numbers}`),
      ),
    database: section.database(context).optional(),
    store: storeSection(context),
    master_key: section.masterKey(context),
    openpgp: openpgp(context),
    ledger: ledger(context),
    sunset: section.sunset(context),
    notices: noticesSection(context),
    operator: operatorSection(context),
    log: section.log(context),
    language: z.enum(languages, problem(text`must be "fr", "nl" or "en"`)).optional(),
  };
}

type CommonKeys = z.output<z.ZodObject<ReturnType<typeof commonKeys>>>;

function commonConfig(context: Context, keys: CommonKeys): CommonConfig {
  return {
    file: context.file,
    deliberation: context.deliberation,
    site: keys.site,
    mode: keys.mode,
    database: keys.store ?? keys.database ?? nowhere(),
    masterKey: keys.master_key,
    openpgp: keys.openpgp,
    ledger: keys.ledger,
    endsEarly: keys.sunset,
    notices: keys.notices,
    operator: keys.operator,
    logLevel: keys.log.level,
    logFile: keys.log.file,
  };
}

function gatewayKeys(context: Context) {
  return { gateway: gatewaySection(context), retention: section.retention(context) };
}

function publisherKeys(context: Context) {
  const { purge, collect } = section.schedules;
  return {
    ...gatewayKeys(context),
    evaluations: section.evaluations(context),
    upstream: section.upstream(context),
    collect: section.collect(context).optional(),
    schedule: z.strictObject({ purge, collect }).prefault({}),
  };
}

function relayKeys(context: Context) {
  const { purge, relay } = section.schedules;
  return {
    ...gatewayKeys(context),
    upstream: section.upstream(context),
    affiliation: section.affiliation(context),
    schedule: z.strictObject({ purge, relay }).prefault({}),
  };
}

function recipientKeys(context: Context) {
  const { purge, collect } = section.schedules;
  return {
    upstream: section.upstream(context),
    collect: section.collect(context),
    schedule: z.strictObject({ purge, collect }).prefault({}),
  };
}
