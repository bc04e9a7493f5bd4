import type { Command } from 'commander';
import type { Terminal } from './terminal.ts';

/** Adds `portwright powershell request`. */
export function definePowerShellRequest(
  powershell: Command,
  terminal: Terminal,
  end: (exitCode: number) => void,
): void {
  powershell
    .command('request')
    .description(
      'answer the PowerShell module: one request as a line of JSON on standard input, messages on standard output',
    )
    .addHelpText(
      'after',
      `\nExample:\n  portwright powershell request < request.json\n\nwith in that file\n  ${EXAMPLE}\n`,
    )
    .action(async () => {
      const { answerRequest } = await import('./requests/answer-request.ts');
      const { stdin: input, stdout: output } = process;
      end(await answerRequest({ input, output }, terminal));
    });
}

const EXAMPLE = '{"schemaVersion":1,"action":"runs"}';
