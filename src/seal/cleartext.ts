/**
 * The framing of clear-signed text (RFC 9580 section 7), read strictly: what is not signed must not look as
 * if it were, so nothing may stand outside the frame or in headers that nobody signs.
 */

const beginMessage = '-----BEGIN PGP SIGNED MESSAGE-----';
const beginSignature = '-----BEGIN PGP SIGNATURE-----';
const endSignature = '-----END PGP SIGNATURE-----';

const hashHeader = /^Hash: [A-Za-z0-9-]+(?:, ?[A-Za-z0-9-]+)*$/;
const armorLine = /^(?:[A-Za-z0-9+/]{1,76}={0,2}|=[A-Za-z0-9+/]{4}|(?:Version|Comment): .*|)$/;
/** All but tab, and the line endings that were split off. */
const controlCharacter = /[^\P{C}\t]/u;

/**
 * The text that the signature covers: dash-escapes undone, white space at the end of lines removed, lines
 * joined by line feeds, no line ending at the end. `undefined` if the framing is not exactly as it must be.
 */
export function signedTextOf(clearSigned: string): string | undefined {
  const lines = clearSigned.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  if (lines.some((line) => controlCharacter.test(line))) return undefined;

  const blank = lines.indexOf('');
  const signature = lines.indexOf(beginSignature);
  if (lines[0] !== beginMessage || blank < 0 || signature < blank || lines.at(-1) !== endSignature) {
    return undefined;
  }
  const headers = lines.slice(1, blank);
  const body = lines.slice(blank + 1, signature);
  const armor = lines.slice(signature + 1, -1);
  const escaped = body.every((line) => !line.startsWith('-') || line.startsWith('- '));
  if (!headers.every((line) => hashHeader.test(line)) || !escaped) return undefined;
  if (!armor.every((line) => armorLine.test(line))) return undefined;
  return body.map((line) => line.replace(/^- /, '').replace(/[ \t]+$/, '')).join('\n');
}
