import { InvalidArgumentError } from 'commander';

export interface NumberRange {
  /** @defaultValue 0 */
  readonly low?: number;
  /** Included. @defaultValue 999999999 */
  readonly high?: number;
  /** How many digits may follow the point. @defaultValue 0 */
  readonly decimals?: number;
  /** What is counted. @defaultValue a whole number */
  readonly what?: string;
}

const HIGHEST = 999_999_999;

/** Ports, as they are written for an option. */
export const PORT_OPTION: NumberRange = { low: 1, high: 65535 };

/** Makes the parser of an option that is a number. What it throws says which numbers are meant; commander says which option. */
export function numberOption({
  low = 0,
  high = HIGHEST,
  decimals = 0,
  what = 'a whole number',
}: NumberRange = {}): (text: string) => number {
  const fraction = decimals === 0 ? '' : `(?:\\.\\d{1,${decimals}})?`;
  const shape = new RegExp(`^\\d{1,9}${fraction}$`);
  return (text) => {
    const value = shape.test(text) ? Number(text) : Number.NaN;
    if (value >= low && value <= high) return value;
    const span = low === 0 && high === HIGHEST ? '' : ` from ${low} to ${high}`;
    throw new InvalidArgumentError(`it must be ${what}${span}`);
  };
}
