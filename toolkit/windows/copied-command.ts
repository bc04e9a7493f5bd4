import { isSameRange, type PortRange } from '../ports/port-range.ts';
import { ENABLE_EXCLUDED_PORT_RANGE, MAX_USER_PORT } from './registry.ts';

/** A command that pages copy from each other and that does harm or nothing, by the cause it becomes. */
export type CopiedCommand = CopiedRange | 'registry-as-REG_SZ' | 'max-user-port';
export type CopiedRange = 'copied-mistake-1638' | 'copied-mistake-10000-55535';

/** Dynamic port ranges that pages recommend by mistake. Both stand in several public answers (docker/for-win#3171). */
export const COPIED_RANGES: Readonly<Record<CopiedRange, PortRange>> = {
  'copied-mistake-1638': { startPort: 49_152, numberOfPorts: 1638 },
  'copied-mistake-10000-55535': { startPort: 10_000, numberOfPorts: 55_535 },
};
const RANGE_NAMES: readonly CopiedRange[] = ['copied-mistake-1638', 'copied-mistake-10000-55535'];

/** netsh takes any prefix of its words, and values with or without their tags. */
const SET_RANGE =
  /\bset dyn\w* (?:\w+=)?(?:tcp|udp) (?:\w+=)?(?<start>\d{1,5}) (?:\w+=)?(?<number>\d{1,5})\b/gi;
/** Each `reg add` up to the next command. */
const REG_ADD = /\breg(?:\.exe)?"? add (?:(?!\b(?:reg|netsh)(?:\.exe)?"? \w).){1,400}/gi;
const NAMES_RANGE_OF_HNS = new RegExp(String.raw`/v "?${ENABLE_EXCLUDED_PORT_RANGE}\b`, 'i');
const NAMES_MAX_USER_PORT = new RegExp(String.raw`/v "?${MAX_USER_PORT}\b`, 'i');
/** Of PowerShell, and of a file for the registry editor. */
const SETS_MAX_USER_PORT = new RegExp(
  String.raw`\b(?:New|Set)-ItemProperty\b.{1,200}\b${MAX_USER_PORT}\b|"${MAX_USER_PORT}"=dword:`,
  'i',
);

/** Which mistake a text holds as a command, wrapped or not; the first in this order. Undefined for every other text. */
export function copiedCommand(text: string): CopiedCommand | undefined {
  const flat = text.replace(/\s+/g, ' ');
  const ranges = [...flat.matchAll(SET_RANGE)].map(({ groups = {} }) => ({
    startPort: Number(groups.start),
    numberOfPorts: Number(groups.number),
  }));
  const range = RANGE_NAMES.find((name) => ranges.some((set) => isSameRange(set, COPIED_RANGES[name])));
  if (range !== undefined) return range;
  const additions = [...flat.matchAll(REG_ADD)].map(([command]) => command);
  // reg.exe writes a text where no type is named (reg.exe documentation).
  if (additions.some((command) => NAMES_RANGE_OF_HNS.test(command) && !/ \/t REG_[DQ]WORD\b/i.test(command)))
    return 'registry-as-REG_SZ';
  const isMoved =
    additions.some((command) => NAMES_MAX_USER_PORT.test(command)) || SETS_MAX_USER_PORT.test(flat);
  return isMoved ? 'max-user-port' : undefined;
}

const COMMANDS: ReadonlySet<string> = new Set<CopiedCommand>([
  ...RANGE_NAMES,
  'registry-as-REG_SZ',
  'max-user-port',
]);

/** Whether a trouble is one of a command, and not of a program that was refused something. */
export function isCopiedCommand(trouble: string): trouble is CopiedCommand {
  return COMMANDS.has(trouble);
}
