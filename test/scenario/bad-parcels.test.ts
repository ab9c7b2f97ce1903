/**
 * Parcels that must not be taken in, met by `relay` and `collect` on the gateway of a hostile peer: refused,
 * told why, one word of it in the ledger, nothing else changed; and the honest parcel is taken in next.
 */

import { once } from 'node:events';
import net from 'node:net';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { exampleSshKey, type Forgery, forgedChild, parcelFrom } from '../support/forged-parcels.ts';
import { compressed, integrityStripped, unsigned } from '../support/hostile-openpgp.ts';
import { month } from '../support/records.ts';
import { expectRefusal, type Refusal, statusOf } from '../support/refusal.ts';
import type { RehearsedSite } from '../support/rehearsed-sites.ts';
import { entry, folderEntry, type PeerBehaviour, startSftpPeer } from '../support/sftp-peer.ts';
import { password, pointAt, type StandingSites, standingSites, today } from '../support/standing-sites.ts';

let sites: StandingSites;

beforeAll(async () => {
  sites = await standingSites();
  return () => sites.remove();
}, 120_000);

type Fetching = 'inami' | '300';

const upstreamOf = { inami: 'opgroeien', 300: 'inami' } as const;
const accountOf = { inami: 'inami', 300: 'insurer-300' } as const;
const commandOf = { inami: ['relay', ...today], 300: ['collect', ...today] } as const;

/** The gateway of a site's upstream, with these files and manners. */
async function upstream(
  party: Fetching,
  files: ReadonlyMap<string, Uint8Array>,
  manners: PeerBehaviour = {},
) {
  return startSftpPeer({
    hostKey: await exampleSshKey(`${upstreamOf[party]}.ssh-host`),
    key: await exampleSshKey(`${accountOf[party]}.ssh-user`),
    answers: [password],
    files,
    ...manners,
  });
}

const parcelsFor = async (party: Fetching, ...forgeries: readonly Forgery[]) =>
  new Map(await Promise.all(forgeries.map((forgery) => parcelFrom(upstreamOf[party], party, forgery))));

/** What lies there is refused so, and nothing of the site has changed but for one word in its ledger. */
async function expectPeerRefused(
  party: Fetching,
  peer: { readonly port: number },
  refusal: Refusal,
): Promise<RehearsedSite> {
  const site = await sites.copyOf(party);
  await pointAt(site, peer);
  await expectRefusal(site, commandOf[party], refusal);
  return site;
}

const takenIn = {
  inami: { months: [{ received: 1, delivered: { 300: 1 } }], stillHeld: 0 },
  300: { collected: [{ counts: { new: 1 } }] },
} as const;

async function expectForgeryRefused(party: Fetching, forgery: Forgery, says: RegExp): Promise<RehearsedSite> {
  const peer = await upstream(party, await parcelsFor(party, forgery));
  return expectPeerRefused(party, peer, { status: 5, says, events: ['parcel-refused'] });
}

const flip = (bytes: Buffer, at: number) => {
  const altered = Buffer.from(bytes);
  altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
  return altered;
};
const tampered: Forgery = { alter: (bytes) => flip(bytes, bytes.length - 60) };
const truncated: Forgery = { alter: (bytes) => bytes.subarray(0, bytes.length - 40) };
const spoilt = /it is no OpenPGP message, or was cut short or changed on its way/;
const toAnother = /it is sealed to another key than [0-9A-F]{40}$/m;
const notProven = /the parcel's author is not proven/;

describe('a parcel on its way', () => {
  it.each<[string, Fetching, Forgery, RegExp]>([
    ['with a byte altered', 'inami', tampered, spoilt],
    ['with a byte altered in its key packet', '300', { alter: (bytes) => flip(bytes, 40) }, spoilt],
    ['cut short', 'inami', truncated, spoilt],
    ['that is empty', '300', { alter: () => Buffer.alloc(0) }, spoilt],
    ['that is no OpenPGP message', '300', { alter: () => Buffer.from('%PDF-1.7') }, spoilt],
    ['signed by another key', 'inami', { signedBy: '300' }, notProven],
    ['that nobody signed', 'inami', { sealing: (plain, _from, to) => unsigned(plain, to) }, notProven],
    ['sealed to another key', 'inami', { sealedTo: '300' }, toAnother],
    [
      'without its integrity protection',
      '300',
      { sealing: integrityStripped },
      /is not encrypted with protection of its integrity/,
    ],
    ['with a byte altered', '300', tampered, spoilt],
    ['cut short', '300', truncated, spoilt],
    ['signed by another key', '300', { signedBy: 'opgroeien' }, notProven],
    ['sealed to another insurer', '300', { sealedTo: '100' }, toAnother],
  ])('%s is refused at %s [A44]', async (_case, party, forgery, says) => {
    await expectForgeryRefused(party, forgery, says);
  });

  it.each<Fetching>(['inami', '300'])(
    'is taken in at %s when the honest one lies there in place of the refused one',
    async (party) => {
      const site = await expectForgeryRefused(party, tampered, spoilt);
      await pointAt(site, await upstream(party, await parcelsFor(party, {})));
      expect(await site.json(...commandOf[party])).toMatchObject(takenIn[party]);
    },
  );

  it('leaves the status of the site as it was when it is refused', async () => {
    const site = await sites.copyOf('inami');
    await pointAt(site, await upstream('inami', await parcelsFor('inami', tampered)));
    const before = await statusOf(site);
    expect((await site.run(...commandOf.inami)).status).toBe(5);
    expect(await statusOf(site)).toEqual({ ...before, ledger: expect.objectContaining({ size: 2 }) });
  });

  it('that unpacks to very much more is refused, and one that is compressed is not [A44]', async () => {
    const padded = (bytes: number): Forgery => ({
      rewrite: (xml) => xml.replace('</monthlyFile>', `${' '.repeat(bytes)}</monthlyFile>`),
      sealing: (plain, from, to) => compressed(plain, from, to, 'zlib'),
    });
    const site = await expectForgeryRefused('300', padded(40 * 1024 * 1024), spoilt);
    await pointAt(site, await upstream('300', await parcelsFor('300', padded(1024))));
    expect(await site.json(...commandOf[300])).toMatchObject(takenIn[300]);
  });
});

describe('a parcel by its number and month', () => {
  const says = {
    skipped: /number 2 .* comes too early: number 1 is due/,
    other: /another (?:sequence number|month) than its name says/,
  };

  it.each<[string, Fetching, Forgery, RegExp]>([
    ['that skips one', 'inami', { name: { sequenceNumber: 2 } }, says.skipped],
    ['that skips one', '300', { name: { sequenceNumber: 2 } }, says.skipped],
    ['whose header has another number', '300', { header: { sequenceNumber: 2 } }, says.other],
    ['whose header has another month', '300', { header: { month: month('2022-02') } }, says.other],
    [
      'whose header has another receiver',
      'inami',
      { header: { receiver: '300' } },
      /is not from that sender to this site/,
    ],
    [
      'whose header is of another policy',
      '300',
      { header: { policy: 'f'.repeat(64) } },
      /other clauses of the deliberation/,
    ],
  ])('%s is refused at %s [A10]', async (_case, party, forgery, reason) => {
    await expectForgeryRefused(party, forgery, reason);
  });

  it.each<[string, Forgery, RegExp]>([
    ['repeats a number', { name: { month: month('2022-04') } }, /number 1 .* is repeated: number 2 is due/],
    [
      'leaves out a month',
      { name: { month: month('2022-05'), sequenceNumber: 2 } },
      /reports 2022-05: 2022-04 is due/,
    ],
  ])(
    'that %s after an honest one is refused, and the honest one stays [A10]',
    async (_case, forgery, reason) => {
      const site = await sites.copyOf('inami');
      await pointAt(site, await upstream('inami', await parcelsFor('inami', {})));
      await site.json('relay', ...today);
      await pointAt(site, await upstream('inami', await parcelsFor('inami', {}, forgery)));
      await expectRefusal(site, commandOf.inami, { status: 5, says: reason, events: ['parcel-refused'] });
      expect(await site.json('status')).toMatchObject({
        sequences: expect.arrayContaining([{ direction: 'inbound', party: 'opgroeien', sequenceNumber: 1 }]),
      });
    },
  );
});

describe('a monthly file that its sender signed', () => {
  const replace = (from: string | RegExp, to: string): Forgery => ({
    rewrite: (xml) => xml.replace(from, to),
  });
  const number = `<ssin>${forgedChild}</ssin>`;

  it.each<[string, Fetching, Forgery, RegExp]>([
    [
      'with the name of the child [A13]',
      'inami',
      replace(number, `${number}<name>Anna</name>`),
      /line [0-9]+ of the monthly file: /,
    ],
    [
      'with the percentage of the child [A13][A14]',
      '300',
      replace(number, `${number}<incapacity>70</incapacity>`),
      /line [0-9]+ of the monthly file: /,
    ],
    ['with wrong check digits [A11]', '300', replace('0208<', '0209<'), /line [0-9]+ .*check digits/],
    ['without a number [A11]', '300', replace(number, ''), /ssin is expected/],
    [
      'without a period [A12]',
      '300',
      replace(/<startDateRecognition>.*<\/startDateRecognition>/, ''),
      /line [0-9]+ of the monthly file/,
    ],
    [
      'with a period reversed [A12]',
      '300',
      replace(
        '</startDateRecognition>',
        '</startDateRecognition><endDateRecognition>2021-01-01</endDateRecognition>',
      ),
      /line [0-9]+ of the monthly file/,
    ],
    [
      'with fewer records than it counts',
      '300',
      replace(/<record>[\s\S]*<\/record>/, ''),
      /line [0-9]+ of the monthly file/,
    ],
    [
      'of reality, in a rehearsal',
      'inami',
      replace('>rehearsal<', '>real<'),
      /line [0-9]+ .* does not belong in a file whose mode is real/,
    ],
    ['that is cut off', '300', { rewrite: (xml) => xml.slice(0, -30) }, /line [0-9]+ of the monthly file/],
    [
      'with a text without end',
      '300',
      replace('</monthlyFile>', `${' '.repeat(1024 * 1024)}</monthlyFile>`),
      /a tag or a text is too long/,
    ],
    ['that is no XML', '300', { rewrite: () => 'ssin;from;to\n' }, /line 1 of the monthly file/],
  ])('%s is refused at %s', async (_case, party, forgery, says) => {
    await expectForgeryRefused(party, forgery, says);
  });

  it.each<[string, (url: string) => Forgery]>([
    ['an entity of its own', () => withDoctype('[<!ENTITY child "18670300208">]', '&child;')],
    ['a file of the system', () => withDoctype('[<!ENTITY child SYSTEM "file:///etc/hostname">]', '&child;')],
    ['an address of the network', (url) => withDoctype(`[<!ENTITY child SYSTEM "${url}">]`, '&child;')],
    ['a schema of the network', (url) => withDoctype(`SYSTEM "${url}"`, forgedChild)],
    [
      'a parameter entity',
      (url) => withDoctype(`[<!ENTITY % remote SYSTEM "${url}"> %remote;]`, forgedChild),
    ],
    ['entities that grow without end', () => withDoctype(`[${laughs()}]`, '&laugh9;')],
    ['an entity that was never declared', () => replace(forgedChild, '&child;')],
    [
      'another document',
      () =>
        replace(
          '<new>',
          '<new><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/hostname"/>',
        ),
    ],
  ])('with %s is refused, and nothing is fetched [A44]', async (_case, forgeryWith) => {
    const listener = await watchedListener();
    const forgery = forgeryWith(`http://127.0.0.1:${listener.port}/child`);
    await expectForgeryRefused('300', forgery, /line [0-9]+ of the monthly file: /);
    expect(listener.connections()).toBe(0);
  });

  function withDoctype(declaration: string, instead: string): Forgery {
    return {
      rewrite: (xml) =>
        xml.replace('?>', `?>\n<!DOCTYPE monthlyFile ${declaration}>`).replace(forgedChild, instead),
    };
  }

  function laughs(): string {
    const tenfold = (level: number) => `<!ENTITY laugh${level + 1} "${`&laugh${level};`.repeat(10)}">`;
    return `<!ENTITY laugh0 "1">${Array.from({ length: 9 }, (_, level) => tenfold(level)).join('')}`;
  }
});

describe('a peer', () => {
  const name = '21-250_2022-03_opgroeien_inami_0001.xml.pgp';
  const announcing = (size: number) => (folder: string, batch: number) => {
    if (batch > 0) return undefined;
    return folder === '/inbox' ? [folderEntry('2022-03')] : [entry(name, size)];
  };
  const half = 512 * 1024 * 1024;

  it.each<[string, PeerBehaviour, Refusal]>([
    [
      'announces a file larger than any parcel',
      { list: announcing(half + 1) },
      { status: 5, says: /is too large to be a parcel/, events: ['parcel-refused'] },
    ],
    [
      'sends other than it announced',
      { list: announcing(100) },
      { status: 5, says: /did not arrive as announced/, events: ['parcel-refused'] },
    ],
    ['cuts the line in a file', { cutAtRead: 1 }, { status: 8, says: /broke off|ended the connection/ }],
    ['offers no SFTP', { noSubsystem: true }, { status: 8, says: /opened no SFTP session/ }],
    [
      'lists without end',
      { list: () => [entry(name)] },
      { status: 8, says: /lists more than any channel holds/ },
    ],
  ])('that %s is left with nothing taken in [A44]', async (_case, manners, refusal) => {
    const peer = await upstream('inami', await parcelsFor('inami', {}), manners);
    await expectPeerRefused('inami', peer, refusal);
  });

  it('has files that are no parcels for us: they are left alone', async () => {
    const site = await sites.copyOf('inami');
    const files = new Map([
      ...(await parcelsFor('inami', { name: { receiver: '300' } }, { name: { sender: '900' } })),
      ['/inbox/2022-03/../../../etc/passwd', Buffer.from('root')] as const,
      ['/inbox/2022-03/notes.txt', Buffer.from('hello')] as const,
    ]);
    await pointAt(site, await upstream('inami', files));
    expect(await site.json('relay', ...today)).toEqual({ months: [], acknowledged: [], stillHeld: 0 });
  });
});

/** A listener that nobody is to come to. */
async function watchedListener() {
  let count = 0;
  const server = net.createServer((socket) => {
    count += 1;
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  return { port: address.port, connections: () => count };
}
