/** What is done to honest messages: to their order, to their fields, and to their bytes. */

import { bytes, encode, type Field, type Message, uint32 } from './fields.ts';
import type { Random } from './random.ts';

/** Where integers turn over, and counts that nobody has memory for. */
const boundaries = [
  0, 1, 2, 3, 4, 7, 8, 127, 128, 255, 256, 32_767, 32_768, 65_535, 65_536, 262_144, 262_145, 0x7fffffff,
  0x80000000, 0x80000001, 0xfffffffe, 0xffffffff,
] as const;

const long = [1024, 4096, 32_768] as const;

/** Strings that have hurt a parser, a path, a terminal, a log or a database somewhere. */
const hostile: readonly [Buffer, ...Buffer[]] = [
  Buffer.alloc(0),
  ...[
    '\0',
    'inbox\0.txt',
    '\u001b[2J\u001b]0;owned\u0007',
    'a\r\nb',
    '..',
    '../../../../etc/passwd',
    '/inbox/../receipts/../..',
    '//inbox//',
    '\\..\\..',
    '/inbox/%2e%2e',
    '~root',
    '\u202egnp.exe',
    "' OR 1=1; --",
    '$(id)',
    '%s%n%x',
    '{{7*7}}',
    'ssh-connection',
    'ssh-userauth',
    'publickey',
    'password',
    'keyboard-interactive',
    'hostbased',
    'none',
    'root',
    'inami',
    '__proto__',
    'constructor',
    'toString',
    ',',
    ',,,,',
    'zlib@openssh.com',
    'sftp',
    'shell',
    'exec',
  ].map((text) => Buffer.from(text)),
  Buffer.from('c080ae', 'hex'),
  Buffer.from('eda080', 'hex'),
  Buffer.from('fffefd', 'hex'),
  Buffer.from('f8888080af', 'hex'),
  ...long.map((length) => Buffer.alloc(length, 0x41)),
  Buffer.from('/a'.repeat(2000)),
  Buffer.from('x,'.repeat(2000)),
];

/** Drops, doubles, swaps or repeats messages of a sequence. */
export function disturb<Item>(random: Random, sequence: readonly Item[]): readonly Item[] {
  const at = random.below(Math.max(sequence.length, 1));
  const chosen = sequence.slice(at, at + 1);
  switch (random.below(8)) {
    case 0:
      return sequence.toSpliced(at, 1);
    case 1:
      return sequence.toSpliced(at, 0, ...chosen);
    case 2:
      return sequence.toSpliced(at, 1).toSpliced(random.below(sequence.length), 0, ...chosen);
    case 3:
      return sequence.toSpliced(at, 0, ...Array.from({ length: 2 + random.below(8) }, () => chosen).flat());
    default:
      return sequence;
  }
}

/** The bytes of a message, as they are once in `soundOneIn` times, else damaged in one place or in several. */
export function damage(random: Random, message: Message, soundOneIn: number): Buffer {
  if (random.oneIn(soundOneIn)) return encode(message);
  let changed = message;
  while (!random.oneIn(3)) changed = changeFields(random, changed);
  const encoded = encode(changed);
  return random.oneIn(3) ? changeBytes(random, encoded) : encoded;
}

function changeFields(random: Random, message: Message): Message {
  const at = random.below(message.length);
  const field = message[at];
  if (field === undefined) return message;
  switch (random.below(12)) {
    case 0:
      return message.toSpliced(at, 1);
    case 1:
      return message.toSpliced(at, 0, field);
    case 2:
      return message.toSpliced(at, 1).toSpliced(random.below(message.length), 0, field);
    case 3:
      return message.toSpliced(at, 0, uint32(random.pick(boundaries)));
    case 4:
      return message.with(at, bytes(random.bytes(random.below(16))));
    case 5:
      // What is told apart by its number becomes something else.
      return message.with(0, { type: 'byte', value: random.below(256) });
    default:
      return message.with(at, changeValue(random, field));
  }
}

function changeValue(random: Random, field: Field): Field {
  switch (field.type) {
    case 'byte':
      return { ...field, value: random.oneIn(2) ? random.below(256) : (field.value ^ 1) & 255 };
    case 'uint32':
      return { ...field, value: near(random, field.value) };
    case 'uint64':
      return { ...field, value: (BigInt(near(random, 0)) << 32n) | BigInt(near(random, 0)) };
    case 'bytes':
      return { ...field, value: changeBytes(random, field.value) };
    case 'string':
      if (random.oneIn(3)) return { ...field, declared: near(random, field.value.length) };
      return { ...field, value: random.oneIn(2) ? random.pick(hostile) : changeBytes(random, field.value) };
  }
}

/** A boundary, or a number just beside the right one. */
function near(random: Random, value: number): number {
  return random.oneIn(3) ? (value + random.below(5) - 2) >>> 0 : random.pick(boundaries);
}

/** Flips bits, cuts off, adds, repeats. */
export function changeBytes(random: Random, original: Buffer): Buffer {
  const at = random.below(original.length + 1);
  switch (random.below(5)) {
    case 0:
      return original.subarray(0, at);
    case 1:
      return Buffer.concat([original, random.bytes(random.below(64))]);
    case 2:
      return Buffer.concat([
        original.subarray(0, at),
        random.bytes(1 + random.below(8)),
        original.subarray(at),
      ]);
    case 3:
      return Buffer.concat([original, original]);
    default: {
      const changed = Buffer.from(original);
      for (let flips = 1 + random.below(8); flips > 0 && changed.length > 0; flips -= 1) {
        const place = random.below(changed.length);
        changed[place] = (changed[place] ?? 0) ^ (1 << random.below(8));
      }
      return changed;
    }
  }
}
