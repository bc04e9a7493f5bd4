import { Command, CommanderError } from 'commander';
import { fromSystemError } from '../errors/system-error.ts';
import { ToolkitError } from '../errors/toolkit-error.ts';
import { VERSION } from '../version.ts';
import type { DefineCommand } from './commands.ts';
import { printError } from './print-error.ts';
import type { Terminal } from './terminal.ts';
import { warnUnfinishedRuns } from './warn-unfinished-runs.ts';

/**
 * Runs one command line.
 *
 * @param words - What stands behind `portwright`.
 * @param commands - The commands there are.
 * @returns The exit code; nothing is thrown and the process is not ended.
 */
export async function runCli(
  words: readonly string[],
  terminal: Terminal,
  commands: readonly DefineCommand[],
): Promise<number> {
  let exitCode = 0;
  const program = newProgram(terminal);
  for (const define of commands) {
    define(program, terminal, (code) => {
      exitCode = code;
    });
  }
  try {
    await program.parseAsync([...words], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && HELP_CODES.has(error.code)) return error.exitCode === 0 ? 0 : 2;
    return printError(asToolkitError(error, helpFor(program, words)), terminal, words.includes('--json'));
  }
}

/** The help or the version was printed: asked for, or (with an exit code) because a command was missing. */
const HELP_CODES: ReadonlySet<string> = new Set([
  'commander.help',
  'commander.helpDisplayed',
  'commander.version',
]);

function newProgram(terminal: Terminal): Command {
  return new Command('portwright')
    .description('Finds out why Windows refuses a port, cures it, proves it, and can put everything back.')
    .version(VERSION, '-V, --version')
    .exitOverride()
    .configureOutput(outputOf(terminal))
    .showSuggestionAfterError()
    .hook('preAction', async (_program, called) => {
      if (!speaksForItself(called)) await warnUnfinishedRuns(terminal, terminal.warn);
    })
    .addHelpText(
      'after',
      '\nExample:\n  portwright diagnose 8065\n  portwright fix 8065 --container mattermost\n',
    );
}

/** Its warnings are messages like all it says. */
function speaksForItself(called: Command): boolean {
  return called.parent?.name() === 'powershell' && called.name() === 'request';
}

/** commander's own errors are printed once, by us, in our own form. */
function outputOf(terminal: Terminal) {
  return {
    writeOut: (text: string) => terminal.print(text.replace(/\n$/, '')),
    writeErr: (text: string) => terminal.warn(text.replace(/\n$/, '')),
    outputError: () => {},
    getOutHelpWidth: () => terminal.columns,
    getErrHelpWidth: () => terminal.columns,
  };
}

/** The help of the command that was called, or of the whole. */
function helpFor(program: Command, words: readonly string[]): string {
  const called = program.commands.find((command) => command.name() === words[0])?.name();
  return called === undefined ? 'portwright --help' : `portwright ${called} --help`;
}

function asToolkitError(error: unknown, remedy: string): unknown {
  if (!(error instanceof CommanderError)) return fromSystemError(error) ?? error;
  const code = error.code === 'commander.unknownCommand' ? 'input.unknown-command' : 'input.invalid-argument';
  const message = error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ');
  return new ToolkitError(code, message, { remedy: machineOptionRemedy(error) ?? remedy, cause: error });
}

/** Options that most commands have, and so are added by habit. */
function machineOptionRemedy({ code, message }: CommanderError): string | undefined {
  const option = /'(--(?:host|state|system-root))\b/.exec(message)?.[1];
  if (code !== 'commander.unknownOption' || option === undefined) return undefined;
  return `leave ${option} out: this command looks at no machine, or at the one its run was made on`;
}
