/** Draws the house: `node scripts/house.ts > docs/house.svg`. The rooms are the folders of src; a test holds floors and imports against them. */

import process from 'node:process';

export interface Floor {
  readonly title: string;
  readonly says: string;
  readonly rooms: readonly string[];
}

/** From the top down: at run time a room needs rooms of its own floor and of those below, and of no other. */
export const floors: readonly Floor[] = [
  {
    title: 'typed',
    says: 'what people type and set up',
    rooms: ['cli', 'doctor', 'recipes', 'systemd', 'rehearsal'],
  },
  {
    title: 'a site at work',
    says: 'put together from its configuration',
    rooms: ['operations', 'operator', 'schedule', 'metrics', 'backup', 'compliance', 'config', 'adapters'],
  },
  {
    title: 'the way of a month',
    says: 'one stage after the other',
    rooms: ['publish', 'intake', 'relay', 'held', 'feedback', 'collect', 'raised-scores'],
  },
  {
    title: 'its account and its end',
    says: 'figures, answers, destruction',
    rooms: ['statements', 'deadlines', 'consultation', 'closure', 'retention', 'sunset'],
  },
  { title: 'the door', says: 'who comes in', rooms: ['gateway', 'login', 'accounts', 'ssh', 'keys'] },
  {
    title: 'what is written',
    says: 'files, notices, evidence',
    rooms: [
      'parcels',
      'monthly-file',
      'tables',
      'receipts',
      'notices',
      'witness',
      'ledger',
      'access-register',
    ],
  },
  {
    title: 'tools',
    says: 'each behind one door',
    rooms: ['ports', 'seal', 'secrets', 'xml', 'pages'],
  },
  { title: 'the ground', says: 'the law, and the words', rooms: ['deliberations', 'people', 'words'] },
];

const width = 1080;
const floorHeight = 64;
const top = 64;
const left = 270;
const gap = 10;
const perLetter = 8.2;

const style = `
    .paper { fill: #ffffff }
    .floor { fill: #f4f6fb; stroke: #b9c4de }
    .ground { fill: #e7ecf7; stroke: #41507a }
    .room { fill: #ffffff; stroke: #41507a }
    .roof { fill: #24345f }
    .text { fill: #1c2540 }
    .small { fill: #4b587c; font-size: 12px }
    @media (prefers-color-scheme: dark) {
      .paper { fill: #12161f }
      .floor { fill: #1a2130; stroke: #343c4f }
      .ground { fill: #222b40; stroke: #8090b8 }
      .room { fill: #12161f; stroke: #8090b8 }
      .roof { fill: #8090b8 }
      .text { fill: #e3e8f4 }
      .small { fill: #a9b4cf }
    }`;

/** The drawing as SVG, for light and for dark paper. */
export function drawHouse(): string {
  const height = top + floors.length * floorHeight + 20;
  const storeys = floors.flatMap((floor, index) => drawFloor(floor, top + index * floorHeight));
  const told = floors.map(({ title, rooms }) => `${title}: ${rooms.join(', ')}`).join('; ');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description" font-family="system-ui, sans-serif" font-size="14">`,
    '  <title id="title">The house</title>',
    `  <desc id="description">The folders of src, floor by floor; a floor stands on those below and needs none above. From the top: ${told}.</desc>`,
    `  <style>${style}\n  </style>`,
    `  <rect class="paper" width="${width}" height="${height}"/>`,
    `  <path class="roof" d="M20 ${top - 6}L${width / 2} 12L${width - 20} ${top - 6}z"/>`,
    ...storeys,
    '</svg>',
    '',
  ].join('\n');
}

function drawFloor({ title, says, rooms }: Floor, y: number): readonly string[] {
  const onGround = y === top + (floors.length - 1) * floorHeight;
  const wanted = rooms.map((room) => room.length * perLetter + 10);
  const free = width - 40 - left - rooms.length * gap;
  // All floors end at the same wall, as walls do.
  const stretch = free / wanted.reduce((sum, each) => sum + each, 0);
  let x = left;
  const boxes = rooms.map((room, index) => {
    const wide = Math.round((wanted[index] ?? 0) * stretch);
    const label = `<text class="text" x="${x + wide / 2}" y="${y + 37}" text-anchor="middle">${room}</text>`;
    const box = `  <rect class="room" x="${x}" y="${y + 14}" width="${wide}" height="${floorHeight - 28}" rx="5"/>${label}`;
    x += wide + gap;
    return box;
  });
  return [
    `  <rect class="${onGround ? 'ground' : 'floor'}" x="20" y="${y}" width="${width - 40}" height="${floorHeight}"/>`,
    `  <text class="text" x="36" y="${y + 28}" font-weight="600">${title}</text><text class="small" x="36" y="${y + 47}">${says}</text>`,
    ...boxes,
  ];
}

if (import.meta.main) process.stdout.write(drawHouse());
