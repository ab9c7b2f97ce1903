/** Writes DER, well-formed or not: what it is given is what comes out. */

/** An element: tag, length, contents. */
export function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const digits = content.length.toString(16);
  const bytes = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
  const length = content.length < 0x80 ? bytes : Buffer.concat([Buffer.of(0x80 + bytes.length), bytes]);
  return Buffer.concat([Buffer.of(tag), length, content]);
}

export const sequence = (...contents: readonly Uint8Array[]) => der(0x30, ...contents);
export const set = (...contents: readonly Uint8Array[]) => der(0x31, ...contents);
export const octets = (content: Uint8Array) => der(0x04, content);
export const bits = (content: Uint8Array) => der(0x03, Buffer.of(0), content);
export const explicit = (n: number, content: Uint8Array) => der(0xa0 + n, content);
export const boolean = (value: boolean) => der(0x01, Buffer.of(value ? 0xff : 0));
export const text = (value: string) => der(0x0c, Buffer.from(value));
export const nothing = der(0x05);

export function integer(value: number | bigint): Buffer {
  const digits = value.toString(16);
  const bytes = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
  return der(0x02, (bytes[0] ?? 0) < 0x80 ? bytes : Buffer.concat([Buffer.of(0), bytes]));
}

/** BIT STRING of named bits, the first being 0. */
export function namedBits(...numbers: readonly number[]): Buffer {
  const greatest = Math.max(...numbers);
  const bytes = Buffer.alloc(Math.floor(greatest / 8) + 1);
  for (const number of numbers) bytes[number >> 3] = (bytes[number >> 3] ?? 0) | (0x80 >> (number & 7));
  return der(0x03, Buffer.of(7 - (greatest & 7)), bytes);
}

export function identifier(dotted: string): Buffer {
  const [first = 0n, second = 0n, ...rest] = dotted.split('.').map(BigInt);
  const bytes = [40n * first + second, ...rest].flatMap((number) => {
    const septets = [Number(number & 0x7fn)];
    for (let left = number >> 7n; left > 0n; left >>= 7n) septets.unshift(Number(left & 0x7fn) | 0x80);
    return septets;
  });
  return der(0x06, Buffer.from(bytes));
}

export function utcTime(at: Temporal.Instant): Buffer {
  return der(0x17, Buffer.from(digitsOf(at).slice(2)));
}

export function generalizedTime(at: Temporal.Instant): Buffer {
  return der(0x18, Buffer.from(digitsOf(at)));
}

function digitsOf(at: Temporal.Instant): string {
  return at.toString({ smallestUnit: 'second' }).replaceAll(/[-:T]/g, '');
}
