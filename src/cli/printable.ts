/**
 * Text as a terminal may show it: control and format characters (escape sequences, direction overrides)
 * replaced, since names of files, keys and accounts may come from a peer. Lines stay lines.
 */
export function printable(text: string): string {
  return text.replace(/(?![\n\t])[\p{Cc}\p{Cf}]/gu, '\u{fffd}');
}
