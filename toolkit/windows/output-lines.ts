import { UnrecognizedOutputError } from '../errors/toolkit-error.ts';

/** One line of a program's output; `number` counts from 1. */
export interface OutputLine {
  readonly number: number;
  readonly text: string;
}

/** The lines of a text that are not blank, CRLF or LF, each with its number in the whole text. */
export function printedLines(text: string): readonly OutputLine[] {
  return text
    .split(/\r?\n/)
    .map((line, index) => ({ number: index + 1, text: line }))
    .filter((line) => line.text.trim() !== '');
}

/** The error for a text without the shape it must have: names its first line with something on it. */
export function unrecognized(what: string, line: OutputLine | undefined): UnrecognizedOutputError {
  return new UnrecognizedOutputError(what, line?.number ?? 1, line?.text ?? '');
}
