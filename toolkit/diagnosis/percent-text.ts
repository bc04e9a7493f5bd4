/** A probability as a person reads it: `2.4 %`, `under 0.1 %`. */
export function percentText(probability: number): string {
  return probability < 0.001 ? 'under 0.1 %' : `${(probability * 100).toFixed(1)} %`;
}
