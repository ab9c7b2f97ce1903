/** How a secret is called when it is asked for: in a rehearsal the question says so (decision 12). */

export function secretLabel(mode: 'real' | 'rehearsal', secret: string): string {
  return mode === 'rehearsal' ? `REHEARSAL, ${secret}` : secret;
}
