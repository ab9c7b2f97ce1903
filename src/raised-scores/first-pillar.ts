/**
 * Points of the first pillar of the medico-social scale, in the code list of BCSS («Pijler 1»). They stand
 * for ranges of incapacity; there is no 3 or 5.
 */
export const firstPillarPoints: readonly number[] = [0, 1, 2, 4, 6];

/** Reads a code of the list, or gives `undefined` if the text is none. */
export function parseFirstPillarPoints(text: string): number | undefined {
  return firstPillarPoints.find((points) => String(points) === text);
}
