import { readBindErrors } from '../windows/bind-error/read-bind-errors.ts';
import { copiedCommand } from '../windows/copied-command.ts';
import { isAboutConnection, knownTrouble } from '../windows/known-trouble.ts';
import { MIRRORED, saysMirrored } from '../windows/wsl-config.ts';
import { oneLine } from './one-line.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Adds what a program printed when it failed: refused binds, and messages that say by their words what is wrong. Pure.
 *
 * What Docker said is in the snapshot already where it was pasted with the rest; it then counts once.
 */
export function withErrorText(snapshot: Snapshot, text: string): Snapshot {
  const named = knownTrouble(text);
  const bindErrors = named === undefined || !isAboutConnection(named) ? readBindErrors(text) : [];
  const told = snapshot.troubles ?? [];
  const trouble = (bindErrors.length > 0 ? undefined : named) ?? copiedCommand(text);
  const isMirrored = text.split('\n').some((line) => saysMirrored(line));
  const message = oneLine(text);
  const isNew = trouble !== undefined && !told.some((other) => other.trouble === trouble);
  return {
    ...snapshot,
    ...(bindErrors.length > 0 && { bindErrors: [...(snapshot.bindErrors ?? []), ...bindErrors] }),
    ...(isMirrored && { wsl: { ...snapshot.wsl, networkingMode: MIRRORED } }),
    ...(isNew && { troubles: [...told, { trouble, message }] }),
  };
}
