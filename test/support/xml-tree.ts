/** XML as a tree to look into and to damage, for tests that hold the strict reader against others. */

import { SaxesParser } from 'saxes';

export interface XmlElement {
  name: string;
  /** By qualified name. */
  attributes: Map<string, string>;
  children: XmlElement[];
  text: string;
}

/** Parses what is well-formed; comments and the space between elements are left out. */
export function parseXml(text: string): XmlElement {
  const document: XmlElement = { name: '', attributes: new Map(), children: [], text: '' };
  const open = [document];
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes: new Map(Object.entries(attributes)), children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (found) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += found.trim();
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(text).close();
  const [root] = document.children;
  if (root === undefined) throw new RangeError('the document has no root');
  return root;
}

export function renderXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${renderElement(root)}\n`;
}

function renderElement({ name, attributes, children, text }: XmlElement): string {
  const written = [...attributes].map(([key, value]) => ` ${key}="${value}"`);
  return `<${name}${written.join('')}>${text}${children.map(renderElement).join('\n')}</${name}>`;
}

/** The element and all below it, in document order. */
export function elementsOf(root: XmlElement): readonly XmlElement[] {
  return [root, ...root.children.flatMap(elementsOf)];
}

export function parentOf(root: XmlElement, element: XmlElement): XmlElement | undefined {
  return elementsOf(root).find(({ children }) => children.includes(element));
}
