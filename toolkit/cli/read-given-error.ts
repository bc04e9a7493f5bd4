import type { Snapshot } from '../diagnosis/snapshot.ts';
import { ToolkitError } from '../errors/toolkit-error.ts';
import { readBindErrors } from '../windows/bind-error/read-bind-errors.ts';
import { copiedCommand } from '../windows/copied-command.ts';
import { knownTrouble } from '../windows/known-trouble.ts';
import { readPastedText } from './read-pasted-text.ts';
import type { Terminal } from './terminal.ts';

/** What an error text adds to a snapshot. */
export type GivenError = Required<Pick<Snapshot, 'bindErrors' | 'troubles'>>;

/**
 * Reads what a program said when it could not bind a port.
 *
 * @param given - The text itself, or `-` for standard input.
 * @throws ToolkitError `input.unrecognised-error` where it tells of no port that could not be bound.
 */
export async function readGivenError(given: string, terminal: Terminal): Promise<GivenError> {
  const text = given === '-' ? await readPastedText('-', terminal) : given;
  const bindErrors = readBindErrors(text);
  const trouble = knownTrouble(text) ?? copiedCommand(text);
  if (bindErrors.length === 0 && trouble === undefined) {
    throw new ToolkitError(
      'input.unrecognised-error',
      `the error ${JSON.stringify(text.trim().slice(0, 200))} tells of no port that could not be bound`,
      { remedy: 'give the whole message, from the line that names the port or the number 10013 or 10048' },
    );
  }
  const message = text.replace(/\s+/g, ' ').trim();
  return { bindErrors, troubles: trouble === undefined ? [] : [{ trouble, message }] };
}
