import { describe, expect, it } from 'vitest';
import { firstPillarPoints, parseFirstPillarPoints } from '../../src/raised-scores/first-pillar.ts';

describe('the points of the first pillar', () => {
  it('are the five codes of BCSS', () => {
    const codes = Array.from({ length: 20 }, (_, code) => parseFirstPillarPoints(String(code)));
    expect(codes.filter((code) => code !== undefined)).toEqual(firstPillarPoints);
    expect(firstPillarPoints).toEqual([0, 1, 2, 4, 6]);
  });

  it.each(['', ' 4', '4 ', '04', '+4', '4.0', 'four'])('are not «%s»', (text) => {
    expect(parseFirstPillarPoints(text)).toBeUndefined();
  });
});
