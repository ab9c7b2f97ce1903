/** The parts of SSH_MSG_KEXINIT (RFC 4253 section 7.1) that we look at. All of it comes from the peer. */

/** Where the first list begins, after number and cookie. */
const firstListOffset = 17;
/** Key exchanges, host keys; encryption, MAC, compression and language for each direction. */
const numberOfLists = 10;
/** What follows them: whether a guess follows, and a number that is reserved. */
const tailLength = 5;

export interface KexInit {
  readonly exchanges: readonly string[];
  readonly hostKeys: readonly string[];
  /** The peer has sent the first packet of the exchange that it expects to be agreed on. */
  readonly guessFollows: boolean;
}

/** `undefined` if the message is cut short. */
export function readKexInit(message: Buffer): KexInit | undefined {
  const lists: (readonly string[])[] = [];
  let at = firstListOffset;
  while (lists.length < numberOfLists) {
    const end = endOfList(message, at);
    if (end > message.length) return undefined;
    lists.push(message.toString('latin1', at + 4, end).split(','));
    at = end;
  }
  const [exchanges = [], hostKeys = []] = lists;
  // RFC 4251 section 5: all that is not zero is true.
  if (at + tailLength > message.length) return undefined;
  return { exchanges, hostKeys, guessFollows: message[at] !== 0 };
}

/** The same message with other key exchanges; the first list must be whole. */
export function withExchanges(message: Buffer, names: readonly string[]): Buffer {
  const list = Buffer.from(names.join(','), 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(list.length);
  const rest = message.subarray(endOfList(message, firstListOffset));
  return Buffer.concat([message.subarray(0, firstListOffset), length, list, rest]);
}

/**
 * True if the peer's guess was wrong, so that its next packet is to be left aside: the first exchanges or the
 * first host keys of the two sides differ (section 7), whatever is agreed on.
 */
export function isWrongGuess(
  theirs: KexInit,
  ours: { readonly exchanges: readonly string[]; readonly hostKeys: readonly string[] },
): boolean {
  const agreed = theirs.exchanges[0] === ours.exchanges[0] && theirs.hostKeys[0] === ours.hostKeys[0];
  return theirs.guessFollows && !agreed;
}

function endOfList(message: Buffer, at: number): number {
  const start = at + 4;
  return start > message.length ? Number.POSITIVE_INFINITY : start + message.readUInt32BE(at);
}
