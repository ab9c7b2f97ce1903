/** `passerelle doctor client`: recipes by which the holder of an account logs in, ready to paste. */

import { type Command, Option } from 'commander';
import type { GatewayConfig } from '../config/site-config.ts';
import { PasserelleError } from '../errors.ts';
import { recipeBooks } from '../recipes/books.ts';
import { type Door, type RecipeBook, type Visitor, type Way, waysOf } from '../recipes/recipe.ts';
import { readSshPrivateKey } from '../ssh/read-private-key.ts';
import { type Text, text } from '../words/text.ts';
import { serving } from './account-keys.ts';
import { readingAtPlace } from './at-site.ts';
import { say } from './language.ts';
import type { Output } from './output.ts';
import { hostName, portNumber } from './values.ts';

export function define(command: Command): void {
  command
    .command('client')
    .description(say`print how the holder of an account logs in with its client, ready to paste`)
    .argument('<account>', say`name of an account of this gateway`)
    .addOption(
      new Option('--client <client>', say`for this client only`).choices(recipeBooks.map(({ name }) => name)),
    )
    .option('--host <host>', say`name or address by which the holder reaches the gateway`, hostName)
    .option('--port <port>', say`port by which the holder reaches it, if it is another`, portNumber)
    .option('--key <file>', say`where the private key lies on the machine of the holder`)
    .action(client);
}

interface Options {
  readonly client?: string;
  readonly host?: string;
  readonly port?: number;
  readonly key?: string;
}

/** For a client that the account can use, and by the best of its ways. */
interface Written {
  readonly client: string;
  readonly way: Way;
  readonly pieces: readonly { readonly into: Text; readonly content: string }[];
  readonly remarks: readonly Text[];
}

function client(name: string, options: Options, command: Command): Promise<void> {
  return readingAtPlace(command, serving, async ({ config, store }, output) => {
    const account = await store.account(name);
    if (account === undefined) {
      throw new PasserelleError('account-refused', text`there is no account of that name`, {
        hint: text`See all with: passerelle account list`,
      });
    }
    const door = { ...(await doorOf(config.gateway, config.mode, options)), name: config.site };
    const keyFile = options.key ?? `~/.ssh/${name}`;
    const ways = waysOf(account);
    const books = recipeBooks.filter((book) => options.client === undefined || book.name === options.client);
    const written = books.flatMap((book) => writtenOf(book, door, { account: name, keyFile }, ways));
    if (written.length === 0) throw cannotLogIn(ways);
    tell(output, name, door, written);
    if (account.status !== 'active') {
      output.note(text`The account is not active: nobody can log in with it.`);
    }
  });
}

function writtenOf(
  book: RecipeBook,
  door: Door,
  visitor: Omit<Visitor, 'way'>,
  ways: readonly Way[],
): readonly Written[] {
  const way = book.ways.find((candidate) => ways.includes(candidate));
  return way === undefined ? [] : [{ client: book.name, way, ...book.write(door, { ...visitor, way }) }];
}

async function doorOf(
  { host: listens, port: listensAt, hostKey }: GatewayConfig,
  mode: 'real' | 'rehearsal',
  options: Options,
): Promise<Omit<Door, 'name'>> {
  const host = options.host ?? listens;
  const port = options.port ?? listensAt;
  if (['0.0.0.0', '::'].includes(host) || port === 0) {
    throw new PasserelleError('usage', text`the configuration does not say how others reach the gateway`, {
      hint: text`Add --host <name> (and --port, if it is another from outside).`,
    });
  }
  const { fingerprint, publicLine } = await readSshPrivateKey(hostKey, mode);
  return { host, port, fingerprint, hostKey: publicLine };
}

function cannotLogIn(ways: readonly Way[]): PasserelleError {
  if (ways.length > 0) {
    return new PasserelleError('account-refused', text`that client cannot log in with what the account has`, {
      hint: text`Leave out --client to see which can, or add a key: passerelle account add-key`,
    });
  }
  return new PasserelleError(
    'account-refused',
    text`the account has not two kinds of factor to log in with`,
    {
      hint: text`Give it what it lacks: passerelle account password, add-key, totp or add-certificate.`,
    },
  );
}

function tell(
  output: Output,
  account: string,
  { host, port, fingerprint }: Door,
  recipes: readonly Written[],
): void {
  output.result({ account, host, port, hostKeyFingerprint: fingerprint, recipes }, function* () {
    for (const { client: name, pieces, remarks } of recipes) {
      yield `# ${name}`;
      for (const { into, content } of pieces) {
        yield '';
        yield text`## ${into}:`;
        yield* content.split('\n');
      }
      yield '';
      for (const remark of remarks) yield remark;
      yield '';
    }
  });
}
