/** A certificate of purges as a page to be printed, which holds the signed text itself and nothing else. */

const before = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Certificate of purge</title>
<style>
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font-family: sans-serif }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 0.85rem }
@media print { body { margin: 0; max-width: none } pre { font-size: 7pt } }
</style>
</head>
<body>
<pre>
`;
const after = `</pre>
<p>To verify this page: <code>passerelle purge verify FILE --keys KEY</code></p>
</body>
</html>
`;

const escapes: readonly (readonly [character: string, escaped: string])[] = [
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
];

export function formatPage(certificate: string): string {
  const escaped = escapes.reduce((text, [character, code]) => text.replaceAll(character, code), certificate);
  return `${before}${escaped}${after}`;
}

/** The certificate in a page, if nothing of the page is other than {@link formatPage} makes it. */
export function readPage(page: string): string | undefined {
  if (!page.startsWith(before) || !page.endsWith(after)) return undefined;
  const escaped = page.slice(before.length, page.length - after.length);
  const certificate = escapes.reduceRight(
    (text, [character, code]) => text.replaceAll(code, character),
    escaped,
  );
  return formatPage(certificate) === page ? certificate : undefined;
}
