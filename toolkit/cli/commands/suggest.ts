import { Option } from 'commander';
import type { Protocol } from '../../ports/port-range.ts';
import type { DefineCommand } from '../commands.ts';
import { addHostOptions, type HostOptions } from '../host-options.ts';
import { numberOption, PORT_OPTION } from '../number-option.ts';
import type { Terminal } from '../terminal.ts';

interface SuggestOptions extends HostOptions {
  readonly count: number;
  readonly near?: number;
  readonly consecutive?: boolean;
  readonly protocol: Protocol;
  readonly from?: string;
}

export const defineSuggest: DefineCommand = (program, terminal, end) => {
  addHostOptions(program.command('suggest'))
    .description('suggest ports that nothing of Windows, no program and no well-known service will take')
    .addOption(
      new Option('--count <number>', 'how many ports').argParser(numberOption(PORT_OPTION)).default(3),
    )
    .addOption(
      new Option('--near <port>', 'the nearest to this port come first').argParser(numberOption(PORT_OPTION)),
    )
    .option('--consecutive', 'the ports must follow each other')
    .addOption(new Option('--protocol <protocol>', 'tcp or udp').choices(['tcp', 'udp']).default('tcp'))
    .option('--from <file>', 'read a pasted output from a file, or from standard input with -')
    .addHelpText('after', '\nExample:\n  portwright suggest --count 3 --near 8065 --consecutive\n')
    .action(async (options: SuggestOptions) => end(await runSuggest(options, terminal)));
};

async function runSuggest(options: SuggestOptions, terminal: Terminal): Promise<number> {
  const [{ findPorts }, { bootRisk }] = await Promise.all([
    import('../find-ports.ts'),
    import('../../simulation/boot-risk.ts'),
  ]);
  const { count, near, protocol, consecutive = false } = options;
  const question = { count, protocol, consecutive, risk: bootRisk, ...(near !== undefined && { near }) };
  const { snapshot, suggestion } = await findPorts(question, options, terminal);
  if (options.json === true) {
    const { suggestionDocument } = await import('../../report/suggestion-document.ts');
    terminal.print(JSON.stringify(suggestionDocument(snapshot, suggestion)));
  } else {
    const { suggestionText } = await import('../../report/suggestion-text.ts');
    terminal.print(suggestionText(snapshot, suggestion, terminal));
  }
  return 0;
}
