import { ENABLE_EXCLUDED_PORT_RANGE, registryNumber } from '../windows/registry.ts';
import type { Snapshot } from './snapshot.ts';

/** What is said of a value that only looks like a number. */
export const STORED_AS_TEXT =
  'EnableExcludedPortRange is stored as text (REG_SZ), and a text is no number to Windows: the command that pages copy leaves out /t REG_DWORD; with it the range 50000-50059 goes, and no other block does';

/** Whether somebody tried to turn off HNS's own range with the copied command. */
export function isStoredAsText({ registry = [] }: Pick<Snapshot, 'registry'>): boolean {
  return registry.some(
    (value) => value.name === ENABLE_EXCLUDED_PORT_RANGE && registryNumber(value) === undefined,
  );
}
