/** The drawing of the house, held against the folders that there are and what they import when they run. */

import { globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawHouse, floors } from '../../scripts/house.ts';
import { readDocument, root } from '../support/documents.ts';

const rooms = floors.flatMap((floor) => floor.rooms);
const sources = globSync('src/*/**/*.ts', { cwd: root }).sort();
const roomOf = (file: string) => file.split('/')[1] ?? '';
const floorOf = (room: string) => floors.findIndex((floor) => floor.rooms.includes(room));

/** The rooms that a file needs at run time; what it imports for its types alone is gone by then. */
function neededBy(file: string): readonly string[] {
  const code = stripTypeScriptTypes(readFileSync(path.join(root, file), 'utf8'));
  return [...code.matchAll(/\b(?:from |import |import\()'(\.[^']+)'/g)]
    .map(([, name = '']) => path.join(path.dirname(file), name))
    .filter((imported) => imported.split('/').length > 2)
    .map(roomOf);
}

describe('the house, as it is drawn', () => {
  it('has each folder of src as a room on one floor', () => {
    expect(rooms.toSorted()).toEqual([...new Set(sources.map(roomOf))].toSorted());
    expect(new Set(rooms).size).toBe(rooms.length);
  });

  it('has rooms that need none of a floor above theirs', () => {
    const needs = sources.flatMap((file) => neededBy(file).map((room) => ({ file, room })));
    expect(needs.length).toBeGreaterThan(500);
    expect(needs.filter(({ file, room }) => floorOf(room) < floorOf(roomOf(file)))).toEqual([]);
  });

  it('is the drawing that docs/architecture.md shows, whose list names each room', () => {
    // Another floor or room: node scripts/house.ts > docs/house.svg
    expect(readDocument('docs/house.svg')).toBe(drawHouse());
    const page = readDocument('docs/architecture.md');
    expect(page).toContain('](house.svg)');
    expect(rooms.filter((room) => !page.includes(`\`${room}\``))).toEqual([]);
  });
});
