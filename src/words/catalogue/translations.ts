/**
 * French and Dutch of what stands in English in the code, `{0}` and on in the places of its values. French is
 * written with plain spaces before `: ; ! ? »` and after `«`; the voice makes them narrow ones.
 */
export type Translations = Readonly<Record<string, readonly [fr: string, nl: string]>>;
