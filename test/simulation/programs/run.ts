import type { MachineState } from '../../../toolkit/simulation/machine-state.ts';
import { runProgram } from '../../../toolkit/simulation/programs/index.ts';
import type { ProgramResult } from '../../../toolkit/simulation/programs/program.ts';

/** Runs a command written as on a prompt. Words are split at blanks; a word in double quotes is one. */
export function run(machine: MachineState, line: string): ProgramResult {
  const [file = '', ...args] = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(
    ([, quoted, bare]) => quoted ?? bare ?? '',
  );
  return runProgram(machine, file, args);
}

/** The parts of a result that a person sees. */
export function shown(machine: MachineState, line: string): readonly [number, string, string] {
  const { exitCode, stdout, stderr } = run(machine, line);
  return [exitCode, stdout, stderr];
}
