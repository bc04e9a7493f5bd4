import { styleText } from 'node:util';

export type Colour = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

export interface TextOptions {
  /** Whether to colour. @defaultValue false; {@link wantsColour} decides it for a stream. */
  readonly colour?: boolean;
  /** Columns of the terminal. @defaultValue 100 */
  readonly columns?: number;
}

export type Paint = (style: Colour | readonly Colour[], text: string) => string;

/** Colours text, or leaves it alone. */
export function painter(colour: boolean): Paint {
  return (style, text) =>
    colour
      ? styleText(typeof style === 'string' ? style : [...style], text, { validateStream: false })
      : text;
}

/** Whether a stream should be coloured: a terminal, unless NO_COLOR holds anything (no-color.org). */
export function wantsColour(
  stream: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  return stream.isTTY === true && (environment.NO_COLOR ?? '') === '' && environment.TERM !== 'dumb';
}
