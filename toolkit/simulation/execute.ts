import { ToolkitError } from '../errors/toolkit-error.ts';
import { displayCommand, PROGRAMS, type Program } from '../host/command.ts';
import { encodeOutput, OEM_CODE_PAGES } from '../windows/code-page.ts';
import { advanceClock, COMMAND_DURATION_MS } from './clock.ts';
import { receive } from './faults.ts';
import type { KillMoment, MachineState } from './machine-state.ts';
import { performDisturbed } from './perform-disturbed.ts';
import { runProgram } from './programs/index.ts';
import { nextBits } from './random.ts';

/** What one process of the simulated machine left behind, in the bytes Windows would print. */
export interface ProgramOutput {
  readonly exitCode: number;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  /** The process never ends; it printed nothing and did nothing. */
  readonly hangs: boolean;
  /** When the process that asked is to be killed. `before`: nothing was done. */
  readonly kill?: KillMoment;
}

/** Environment variables that change what a program prints. */
export interface ProgramEnvironment {
  readonly WSL_UTF8?: string;
}

const NOTHING = new Uint8Array(0);

/**
 * Runs one command on the machine, with whatever faults it has, and lets {@link COMMAND_DURATION_MS} pass on its clock.
 *
 * @param argv - The program first: by name, with or without `.exe`, or by its path.
 * @throws ToolkitError `host.program-missing` for a program the machine does not have.
 */
export function execute(
  machine: MachineState,
  argv: readonly string[],
  environment: ProgramEnvironment = {},
): ProgramOutput {
  const [file = '', ...args] = argv;
  const program = findProgram(file);
  const { kind, kill } = receive(machine, displayCommand({ file: program, args, effect: 'read' }));
  const ending = kill && { kill };
  advanceClock(machine, COMMAND_DURATION_MS);
  if (kill === 'before' || kind === 'hang') {
    return { exitCode: 0, stdout: NOTHING, stderr: NOTHING, hangs: kind === 'hang', ...ending };
  }
  const result = performDisturbed(machine, kind, (target) => runProgram(target, program, args, environment));
  const encode = encoder(result.encoding, machine);
  const stdout = kind === 'garbage' ? garbage(machine) : result.stdout;
  return {
    exitCode: result.exitCode,
    stdout: encode(stdout),
    stderr: encode(result.stderr),
    hangs: false,
    ...ending,
  };
}

function findProgram(file: string): Program {
  const name = (file.split(/[\\/]/).at(-1) ?? '').toLowerCase();
  const found = PROGRAMS.find((program) => program === name || program.replace(/\.(exe|com)$/, '') === name);
  if (found) return found;
  throw new ToolkitError(
    'host.program-missing',
    `the simulated machine has no program ${JSON.stringify(file)}`,
  );
}

function encoder(
  encoding: 'oem' | 'utf8' | 'utf16le',
  { locale }: MachineState,
): (text: string) => Uint8Array {
  switch (encoding) {
    case 'oem':
      return (text) => encodeOutput(text, OEM_CODE_PAGES[locale]);
    case 'utf8':
      return (text) => Buffer.from(text, 'utf8');
    case 'utf16le':
      return (text) => Buffer.from(text, 'utf16le');
  }
}

/** Text of no known shape; other words each time, so that no reader can come to know it. */
function garbage(machine: MachineState): string {
  const word = () => `~${nextBits(machine).toString(36)}?`;
  return `${word()} ${word()}\r\n${word()}\r\n`;
}
