import { textWidth } from './text-width.ts';

export interface WrapOptions {
  /** Columns of the terminal. @defaultValue 100 */
  readonly columns?: number;
  /** Before the first line. @defaultValue '' */
  readonly indent?: string;
  /** Before every other line. @defaultValue `indent` */
  readonly hanging?: string;
}

export const DEFAULT_COLUMNS = 100;

/** Breaks text at blanks. A word longer than the line stays whole, so that what is copied from it still works. */
export function wrapText(text: string, options: WrapOptions = {}): string[] {
  const { columns = DEFAULT_COLUMNS, indent = '', hanging = indent } = options;
  const lines: string[] = [];
  let line = indent;
  let empty = true;
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (!empty && textWidth(line) + 1 + textWidth(word) > columns) {
      lines.push(line);
      line = hanging;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return empty ? lines : [...lines, line];
}
