/** The matrix for people: as text for a terminal, and as a page in Markdown. */

import { markdownTable } from './markdown.ts';
import { type ClauseRow, type Matrix, type RequirementRow, redRows, type Standing } from './matrix.ts';

const sayings: Readonly<Record<Standing, string>> = {
  proven: 'proven',
  failed: 'FAILED',
  outdated: 'OUTDATED: its tests passed on other sources',
  unproven: 'UNPROVEN: no test in the evidence',
  elsewhere: 'to be shown elsewhere',
};

export function* matrixLines(matrix: Matrix): Generator<string> {
  yield* headLines(matrix);
  yield '';
  yield 'Clauses';
  for (const row of matrix.clauses) {
    yield '';
    yield `${row.name}: ${sayings[row.standing]}`;
    yield `  ${row.says} (points ${row.points})`;
    if (row.ourDecision !== undefined) yield `  our decision: ${row.ourDecision}`;
    yield `  read in:   ${listed(row.enforcedIn)}`;
    if (row.enforcedIn.length === 0) yield `  tried in:  ${listed(row.triedIn)}`;
    yield `  borne out: ${listed(row.requirements)}`;
  }
  yield '';
  yield 'Requirements';
  for (const row of matrix.requirements) {
    yield '';
    yield `${row.id}: ${sayings[row.standing]}`;
    yield `  ${row.says} (points ${row.points}; ${row.strength}; ${row.actors.join(', ')})`;
    yield `  borne by ${row.borneBy}; clauses: ${listed(row.clauses)}`;
    yield `  read in:   ${listed(row.enforcedIn)}`;
    yield `  tried in:  ${listed(row.triedIn)}`;
    yield `  proof:     ${proofOf(row)}`;
    for (const { file, name, passed } of row.proof.tests) {
      yield `    ${passed ? 'passed' : 'FAILED'} ${file}: ${name}`;
    }
  }
  yield '';
  yield 'What software cannot show, and who must';
  yield '';
  for (const { id, beyond } of beyondSoftware(matrix)) yield `${id}: ${beyond.who}: ${beyond.how}`;
  yield '';
  yield verdict(matrix);
}

/** The page in Markdown. */
export function matrixPage(matrix: Matrix): string {
  return [
    `# Deliberation n° ${matrix.deliberation}: compliance`,
    '',
    [...headLines(matrix)].join('  \n'),
    '',
    `**${verdict(matrix)}**`,
    '',
    '## Clauses',
    '',
    ...markdownTable(
      ['clause', 'points', 'says', 'read in, or else tried in', 'requirements', 'standing'],
      matrix.clauses.map(clauseCells),
    ),
    '',
    '## Requirements',
    '',
    ...markdownTable(
      ['', 'points', 'says', 'actors', 'read in, or else tried in', 'tests', 'standing'],
      matrix.requirements.map(requirementCells),
    ),
    '',
    '## What software cannot show, and who must',
    '',
    ...markdownTable(
      ['', 'what', 'who', 'how'],
      beyondSoftware(matrix).map(({ id, says, beyond }) => [id, says, beyond.who, beyond.how]),
    ),
    '',
  ].join('\n');
}

function* headLines({ deliberation, clausesDigest, sources, evidence, missing }: Matrix): Generator<string> {
  yield `Deliberation n° ${deliberation}, clauses ${clausesDigest}`;
  yield `Program: sources ${sources}`;
  if (!evidence)
    yield 'There is no evidence: the tests of this program have not run beside it, so nothing here is proven.';
  if (missing.length > 0) yield `The evidence is not whole: these tests have not run: ${missing.join(', ')}`;
}

function verdict(matrix: Matrix): string {
  const red = redRows(matrix);
  return red.length === 0
    ? 'All that software can show is shown by tests of this very program.'
    : `Not shown by tests of this very program: ${red.join(', ')}.`;
}

function clauseCells(row: ClauseRow): readonly string[] {
  const { name, points, says, ourDecision, requirements, standing } = row;
  const decided = ourDecision === undefined ? '' : ` *Our decision: ${ourDecision}*`;
  return [`\`${name}\``, points, `${says}${decided}`, placesOf(row), listed(requirements), sayings[standing]];
}

function requirementCells(row: RequirementRow): readonly string[] {
  const { id, points, says, actors, standing } = row;
  return [id, points, says, actors.join(', '), placesOf(row), proofOf(row), sayings[standing]];
}

function proofOf({ proof: { tests, lastPassed } }: RequirementRow): string {
  if (tests.length === 0) return 'no test';
  const failed = tests.filter(({ passed }) => !passed).length;
  const count = `${tests.length} ${tests.length === 1 ? 'test' : 'tests'}${failed > 0 ? `, ${failed} failed` : ''}`;
  if (lastPassed === null) return `${count}; not all have ever passed`;
  return `${count}; last passed ${lastPassed.at}${lastPassed.commit === null ? '' : ` at ${lastPassed.commit.slice(0, 12)}`}`;
}

function beyondSoftware({ requirements }: Matrix) {
  return requirements.flatMap(({ id, says, beyond }) => (beyond === undefined ? [] : [{ id, says, beyond }]));
}

function listed(items: readonly string[]): string {
  return items.length === 0 ? 'none' : items.join(', ');
}

function placesOf({ enforcedIn, triedIn }: ClauseRow | RequirementRow): string {
  const items = enforcedIn.length > 0 ? enforcedIn : triedIn;
  return items.length === 0 ? '–' : items.map((file) => `\`${file.replace(/^src\//, '')}\``).join(' ');
}
