import { calibrationError } from '../../../src/cli/eval/metrics.js';

describe('calibration error', () => {
  const forecasts = (probability: number, useful: number, of: number) =>
    Array.from({ length: of }, (_, i) => ({ probability, useful: i < useful }));

  it('is 0 where of those forecast at 0.7 seven in ten are useful', () => {
    expect(calibrationError([...forecasts(0.7, 7, 10), ...forecasts(1, 5, 5), ...forecasts(0, 0, 5)])).toBeCloseTo(0);
  });

  it('is the distance between forecast and truth, weighted by how many were forecast so', () => {
    expect(calibrationError(forecasts(0.9, 0, 10))).toBeCloseTo(0.9);
    expect(calibrationError([...forecasts(0.9, 0, 10), ...forecasts(0.5, 15, 30)])).toBeCloseTo(0.225);
  });

  it('does not let one range make up for another', () => {
    expect(calibrationError([...forecasts(0.25, 10, 10), ...forecasts(0.75, 0, 10)])).toBeCloseTo(0.75);
  });

  it('is 0 where nothing was forecast', () => {
    expect(calibrationError([])).toBe(0);
  });
});
