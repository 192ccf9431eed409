/**
 * How much a candidate's tokens will agree with what is asked, foreseen from how near it is by its vector and by words:
 * whoever is compared token by token is chosen by that.
 */

/** A candidate's first scores, each scaled by `scaled`: −1 to 1, the best of the search has 1. */
export interface Nearness {
  /** −1 without a vector. */
  dense: number;
  title: number;
  lexical: number;
}

/** A candidate that was compared. */
export interface Observed {
  nearness: Nearness;
  /** Its agreement in parts of the best of the search. */
  share: number;
}

/**
 * Before anything is compared, for the terms of `termsOf`. Least squares over the best 400 of each dev need and of its
 * title typed as a free text.
 */
const USUAL = [0.11, 0.13, 0.4, 0.1, 0.34, -0.06, 0.09];
/** A change of a coefficient by 1 costs as much as so many squared errors of 1. 0.03 to 1 were measured and do alike. */
const HOLD = 0.3;

/**
 * The usual regression, corrected by what this search has compared: how steeply agreement falls with nearness differs
 * from one search to the next more than the candidates of one differ from its own line. Ridge regression around the
 * usual coefficients, one observation after the other (recursive least squares: Plackett, "Some theorems in least
 * squares", 1950), so that no equations need be solved.
 * @returns expected agreement of a candidate in parts of the best; may leave 0–1
 */
export function expectedAgreement(observed: readonly Observed[]): (nearness: Nearness) => number {
  const coefficients = [...USUAL];
  const size = coefficients.length;
  /** How uncertain the coefficients still are, size × size. */
  const spread = Float64Array.from({ length: size * size }, (_, at) => (at % (size + 1) === 0 ? 1 / HOLD : 0));
  const moved = new Float64Array(size);
  for (const { nearness, share } of observed) {
    const terms = termsOf(nearness);
    let own = 1;
    for (let row = 0; row < size; row++) {
      moved[row] = 0;
      for (let column = 0; column < size; column++) moved[row]! += spread[row * size + column]! * terms[column]!;
      own += moved[row]! * terms[row]!;
    }
    const missed = (share - valueOf(terms, coefficients)) / own;
    for (let row = 0; row < size; row++) {
      coefficients[row]! += moved[row]! * missed;
      for (let column = 0; column < size; column++)
        spread[row * size + column]! -= (moved[row]! * moved[column]!) / own;
    }
  }
  return (nearness) => valueOf(termsOf(nearness), coefficients);
}

/** A line, bent where a reading is above that of the 200th. */
function termsOf({ dense, lexical, title }: Nearness): number[] {
  return [1, dense, Math.max(0, dense) ** 2, lexical, Math.max(0, lexical) ** 2, title, Math.max(0, title) ** 2];
}

function valueOf(terms: readonly number[], coefficients: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < terms.length; i++) sum += terms[i]! * coefficients[i]!;
  return sum;
}
