/** Messages as their fields (RFC 4251 section 5), so that they can be changed where it matters. */

export type Field =
  | { readonly type: 'byte'; readonly value: number }
  | { readonly type: 'uint32'; readonly value: number }
  | { readonly type: 'uint64'; readonly value: bigint }
  /** `declared`: the length that stands before it, if that is a lie. */
  | { readonly type: 'string'; readonly value: Buffer; readonly declared?: number }
  /** As it is, without a length. */
  | { readonly type: 'bytes'; readonly value: Buffer };

/** The number of the message comes first. */
export type Message = readonly Field[];

export const byte = (value: number): Field => ({ type: 'byte', value });
export const uint32 = (value: number): Field => ({ type: 'uint32', value });
export const uint64 = (value: bigint): Field => ({ type: 'uint64', value });
export const bytes = (value: Buffer): Field => ({ type: 'bytes', value });
export const string = (value: string | Uint8Array): Field => ({ type: 'string', value: Buffer.from(value) });

export function encode(message: Message): Buffer {
  return Buffer.concat(message.map(encodeField));
}

function encodeField(field: Field): Buffer {
  switch (field.type) {
    case 'byte':
      return Buffer.of(field.value);
    case 'uint32':
      return numbered(field.value);
    case 'uint64': {
      const encoded = Buffer.alloc(8);
      encoded.writeBigUInt64BE(field.value);
      return encoded;
    }
    case 'string':
      return Buffer.concat([numbered(field.declared ?? field.value.length), field.value]);
    case 'bytes':
      return field.value;
  }
}

function numbered(value: number): Buffer {
  const encoded = Buffer.alloc(4);
  encoded.writeUInt32BE(value >>> 0);
  return encoded;
}

/** The fields of a message that is right: a letter for each, `b`yte, `u`int32 or `s`tring; what is left comes last. */
export function decode(message: Buffer, shape: string): Message {
  const fields: Field[] = [];
  let rest = message;
  const take = (length: number) => {
    const taken = rest.subarray(0, length);
    rest = rest.subarray(length);
    return taken;
  };
  for (const letter of shape) {
    if (letter === 'b') fields.push(byte(take(1).readUInt8()));
    else if (letter === 'u') fields.push(uint32(take(4).readUInt32BE()));
    else fields.push(string(take(take(4).readUInt32BE())));
  }
  return rest.length === 0 ? fields : [...fields, bytes(rest)];
}
