import { textsOf } from '../locale/messages.ts';
import type { MachineState } from '../machine-state.ts';
import { chcp } from './chcp.ts';
import { dism } from './dism.ts';
import { docker } from './docker.ts';
import { hnsdiag } from './hnsdiag.ts';
import { net } from './net.ts';
import { netsh } from './netsh.ts';
import { netstat } from './netstat.ts';
import { complained, crlf, type Program, type ProgramEnvironment, type ProgramResult } from './program.ts';
import { reg } from './reg.ts';
import { sc } from './sc.ts';
import { schtasks } from './schtasks.ts';
import { shutdown } from './shutdown.ts';
import { wsl } from './wsl.ts';

const PROGRAMS = {
  'netsh.exe': netsh,
  'net.exe': net,
  'sc.exe': sc,
  'reg.exe': reg,
  'dism.exe': dism,
  'shutdown.exe': shutdown,
  'schtasks.exe': schtasks,
  'netstat.exe': netstat,
  'chcp.com': chcp,
  'wsl.exe': wsl,
  'hnsdiag.exe': hnsdiag,
  'docker.exe': docker,
} satisfies Record<string, Program>;

/** File names of the programs a simulated machine has, as Windows has them in its folders. */
export const PROGRAM_NAMES: readonly string[] = Object.freeze(Object.keys(PROGRAMS));

/** What a command interpreter ends with when it finds no such program. */
const NOT_RECOGNISED = 9009;

/**
 * Runs one program on the machine, which it may change, and gives back its text before it is encoded.
 *
 * @param file - Name with or without its ending, in any case.
 * @returns For an unknown name what the command interpreter says, with 9009 on stderr.
 * @throws ToolkitError `host.program-missing` for `docker` on a machine without Docker Desktop.
 */
export function runProgram(
  machine: MachineState,
  file: string,
  args: readonly string[],
  environment: ProgramEnvironment = {},
): ProgramResult {
  const texts = textsOf(machine);
  const wanted = file.toLowerCase();
  const [, program] =
    Object.entries<Program>(PROGRAMS).find(
      ([name]) => name === wanted || name.replace(/\.\w+$/, '') === wanted,
    ) ?? [];
  return program
    ? program({ machine, texts, args, environment })
    : complained(crlf(texts('cmd.not-recognised', { name: file })), NOT_RECOGNISED);
}
