/** Curves on logarithmic axes, side by side, as an SVG picture for light and for dark paper. */

export interface Curve {
  readonly label: string;
  /** Which of the colours; curves of one label look alike in all panels. */
  readonly kind: number;
  readonly dashed: boolean;
  /** Horizontal, then vertical; all greater than zero. */
  readonly points: readonly (readonly [number, number])[];
}

interface Panel {
  /** Tells the unit, too. */
  readonly title: string;
  readonly curves: readonly Curve[];
  /** Where a line is drawn that no curve should cross. */
  readonly bound?: number;
}

export interface Picture {
  readonly title: string;
  readonly description: string;
  readonly panels: readonly Panel[];
}

const width = 460;
const height = 400;
const frame = { left: 70, right: 415, top: 50, bottom: 300 } as const;
/** Of the keys below the panels: one column for each kind. */
const keyWidth = 270;
const swatch = 34;

const style = `
    .paper { fill: #ffffff }
    .text { fill: #1c2540 }
    .grid { stroke: #d5dbe8 }
    .curve { fill: none; stroke-width: 2.5; stroke-linejoin: round }
    .points { stroke-width: 7; stroke-linecap: round }
    .dashed { stroke-dasharray: 7 5 }
    .bound { stroke: #b00020; stroke-width: 1.5; stroke-dasharray: 2 3 }
    .kind-0 { stroke: #1b5fc1 } .kind-1 { stroke: #b3541e } .kind-2 { stroke: #0b7a55 }
    @media (prefers-color-scheme: dark) {
      .paper { fill: #12161f }
      .text { fill: #e3e8f4 }
      .grid { stroke: #343c4f }
      .bound { stroke: #ff7d8e }
      .kind-0 { stroke: #78adff } .kind-1 { stroke: #f2a065 } .kind-2 { stroke: #57cfa4 }
    }`;

export function draw({ title, description, panels }: Picture): string {
  const whole = width * panels.length;
  const keys = (panels[0]?.curves ?? []).map(({ label, kind, dashed }) => {
    const x = frame.left + keyWidth * kind;
    const y = height - 36 + (dashed ? 22 : 0);
    return `  <path class="${classOf(kind, dashed)}" d="M${x} ${y - 5}h${swatch}"/><text class="text" x="${x + swatch + 8}" y="${y}">${label}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${whole} ${height}" role="img" aria-labelledby="title description" font-family="system-ui, sans-serif" font-size="13">`,
    `  <title id="title">${title}</title>`,
    `  <desc id="description">${description}</desc>`,
    `  <style>${style}\n  </style>`,
    `  <rect class="paper" width="${whole}" height="${height}"/>`,
    ...panels.flatMap((panel, index) => [
      `  <g transform="translate(${width * index} 0)">`,
      ...drawPanel(panel),
      '  </g>',
    ]),
    ...keys,
    '</svg>',
    '',
  ].join('\n');
}

function classOf(kind: number, dashed: boolean): string {
  return `curve kind-${kind}${dashed ? ' dashed' : ''}`;
}

function* drawPanel({ title, curves, bound }: Panel): Generator<string> {
  const points = curves.flatMap((curve) => curve.points);
  const heights = [...points.map(([, value]) => value), ...(bound === undefined ? [] : [bound])];
  const across = axis(
    points.map(([value]) => value),
    frame.left,
    frame.right,
  );
  const up = axis(heights, frame.bottom, frame.top);
  yield `    <text class="text" x="${frame.left}" y="28" font-weight="600">${title}</text>`;
  for (const tick of across.ticks) {
    const x = across.place(tick);
    yield `    <path class="grid" d="M${x} ${frame.top}V${frame.bottom}"/><text class="text" text-anchor="middle" x="${x}" y="${frame.bottom + 20}">${short(tick)}</text>`;
  }
  for (const tick of up.ticks) {
    const y = up.place(tick);
    yield `    <path class="grid" d="M${frame.left} ${y}H${frame.right}"/><text class="text" text-anchor="end" x="${frame.left - 8}" y="${y + 4}">${short(tick)}</text>`;
  }
  yield `    <text class="text" text-anchor="middle" x="${(frame.left + frame.right) / 2}" y="${frame.bottom + 42}">records in the month</text>`;
  if (bound !== undefined) {
    const y = up.place(bound);
    yield `    <path class="bound" d="M${frame.left} ${y}H${frame.right}"/><text class="text" x="${frame.left + 6}" y="${y - 6}">${short(bound)}</text>`;
  }
  for (const { kind, dashed, points } of curves) {
    const places = points.map(([x, y]) => `${across.place(x)} ${up.place(y)}`);
    yield `    <path class="${classOf(kind, dashed)}" d="M${places.join('L')}"/><path class="points kind-${kind}" d="${places.map((place) => `M${place}h0`).join('')}"/>`;
  }
}

/** A logarithmic scale over whole decades from `begin` to `end`; a short one has ticks between them, too. */
function axis(values: readonly number[], begin: number, end: number) {
  const first = Math.floor(Math.log10(Math.min(...values)));
  const last = Math.max(first + 1, Math.ceil(Math.log10(Math.max(...values))));
  const decades = Array.from({ length: last - first }, (_, decade) => 10 ** (first + decade));
  const steps = decades.length > 2 ? [1] : [1, 2, 5];
  return {
    ticks: [...decades.flatMap((decade) => steps.map((step) => step * decade)), 10 ** last],
    place: (value: number) =>
      Number((begin + ((end - begin) * (Math.log10(value) - first)) / (last - first)).toFixed(1)),
  };
}

function short(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 6 });
}
