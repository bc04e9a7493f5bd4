import { type Command, Option } from 'commander';
import { ToolkitError } from '../../errors/toolkit-error.ts';
import type { DefineCommand } from '../commands.ts';
import { addHostOptions, type HostOptions } from '../host-options.ts';
import { type NumberRange, numberOption } from '../number-option.ts';

export interface WatchCommandOptions extends HostOptions {
  readonly interval: number;
  readonly onChange?: string;
  readonly once?: boolean;
}

const SECONDS: NumberRange = { low: 0.1, high: 86_400, decimals: 3, what: 'seconds' };

export const defineWatch: DefineCommand = (program, terminal, end) => {
  addHostOptions(program.command('watch').argument('[ports...]', 'ports such as 8065, 8065/udp or 9000-9010'))
    .description('follow what Windows reserves, and say when a port becomes blocked or free; Ctrl-C ends it')
    .addOption(
      new Option('--interval <seconds>', 'pause between two looks')
        .argParser(numberOption(SECONDS))
        .default(5),
    )
    .option('--on-change <file>', 'executable to run on each change; its arguments stand after --')
    .option('--once', 'end after the first change')
    .addHelpText('after', HELP)
    .action(async (words: string[], options: WatchCommandOptions, command: Command) => {
      const { ports, hookArguments } = splitWords(words, command);
      if (hookArguments.length > 0 && options.onChange === undefined)
        throw new ToolkitError(
          'input.invalid-argument',
          `${hookArguments.join(' ')} after -- is for --on-change`,
        );
      const { watchPorts } = await import('../watch-ports.ts');
      end(await watchPorts({ ports, hookArguments, options }, terminal));
    });
};

const HELP = `
One line a change. A round reads the tables with two netsh calls for each protocol. Who holds a
port, and whether winnat runs, is looked at when a table has changed, and once a minute.

The executable gets the event as JSON on standard input, and PORTWRIGHT_EVENT, _PORT, _PROTOCOL,
_STATE and _HOST; one runs at a time. It is named by its path; a script of PowerShell is run by
naming powershell.exe, with the script after --. A watch that is interrupted ends with 0.

Example:
  portwright watch 8065 --on-change ./notify.sh -- --urgent
`;

/** commander hands over one list, whether a word stood before `--` or after it. */
function splitWords(words: readonly string[], command: Command) {
  const raw = rawWords(command);
  const separator = raw.indexOf('--');
  const after = separator === -1 ? 0 : raw.length - separator - 1;
  const first = words.length - after;
  return { ports: words.slice(0, first), hookArguments: words.slice(first) };
}

/** What the whole program was called with. */
function rawWords(command: Command): readonly string[] {
  const program = command.parent ?? command;
  // commander documents rawArgs and does not declare it.
  return (program as Command & { readonly rawArgs: readonly string[] }).rawArgs;
}
