/** The schemas that ship, read as our own tables say the same, and asked what is valid. */

import { validateXML } from 'xmllint-wasm';
import type { ElementRule } from '../../src/xml/grammar.ts';
import { elementsOf, parseXml, type XmlElement } from './xml-tree.ts';

/** The root element of a schema in the form of our tables, with its namespace. */
export function ruleOfSchema(schema: string) {
  const root = parseXml(schema);
  const element = root.children.find((child) => child.name === 'xs:element');
  return {
    namespace: root.attributes.get('targetNamespace'),
    form: root.attributes.get('elementFormDefault'),
    root: element && ruleOf(element, root.children),
  };
}

/** The element named `name` as the schema defines it, in the form of our table. */
function ruleOf(element: XmlElement, definitions: readonly XmlElement[]): ElementRule {
  const attribute = (key: string) => element.attributes.get(key);
  const [name = '', type] = [attribute('name'), attribute('type')];
  const several = attribute('maxOccurs') === 'unbounded';
  const occurs = several ? 'any' : attribute('minOccurs') === '0' ? 'optional' : 'once';
  const definition =
    type === undefined
      ? element.children.find((child) => /Type$/.test(child.name))
      : definitions.find((defined) => defined.attributes.get('name') === type);
  const parts = definition === undefined ? [] : elementsOf(definition);
  if (definition?.name === 'xs:simpleType') {
    const patterns = parts.filter((part) => part.name === 'xs:pattern');
    return { name, occurs, pattern: patterns.map((part) => part.attributes.get('value')).join('|') };
  }
  const sequence = parts.find((part) => part.name === 'xs:sequence');
  return { name, occurs, children: (sequence?.children ?? []).map((child) => ruleOf(child, definitions)) };
}

/** The documents that are valid under the XSD, by their index. */
export async function validUnder(schema: string, documents: readonly string[]): Promise<ReadonlySet<number>> {
  const xml = documents.map((contents, index) => ({ fileName: `${index}.xml`, contents }));
  // The last document decides xmllint's exit status: one that is invalid lets it report on all others.
  const { rawOutput } = await validateXML({
    xml: [...xml, { fileName: 'last.xml', contents: '<last/>' }],
    schema: [{ fileName: 'schema.xsd', contents: schema }],
  });
  return new Set([...rawOutput.matchAll(/^(\d+)\.xml validates$/gm)].map(([, index]) => Number(index)));
}
