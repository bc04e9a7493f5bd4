import { Option } from 'commander';
import { MOST_BOOTS } from '../../simulation/most-boots.ts';
import type { DefineCommand } from '../commands.ts';
import { addComposeOptions } from '../compose-options.ts';
import { addHostOptions, type HostOptions } from '../host-options.ts';
import { numberOption } from '../number-option.ts';
import type { ForecastOptions } from '../read-forecast.ts';
import type { Terminal } from '../terminal.ts';

type BootsOptions = HostOptions & ForecastOptions;

export const defineSimulateBoots: DefineCommand = (simulate, terminal, end) => {
  const boots = simulate
    .command('boots')
    .argument('[ports...]', 'ports such as 8065; without any, those of development tools');
  addComposeOptions(addHostOptions(boots))
    .description('estimate how often Windows NAT takes ports at a boot, now and after each remedy')
    .option('--from <file>', 'read a pasted output from a file, or from standard input with -')
    .addOption(
      new Option('--boots <number>', 'how many boots')
        .argParser(numberOption({ low: 1, high: MOST_BOOTS }))
        .default(100_000),
    )
    .addOption(
      new Option('--seed <number>', 'decides everything that is random').argParser(numberOption()).default(1),
    )
    .addOption(
      new Option('--placement <how>', 'where blocks fall').choices(['bursts', 'uniform']).default('bursts'),
    )
    .addHelpText('after', EXAMPLES)
    .action(async (ports: string[], options: BootsOptions) => end(await runBoots(ports, options, terminal)));
};

const EXAMPLES = `
Example:
  portwright simulate boots 8065 5432 --host simulated
  portwright simulate boots --compose compose.yaml --boots 20000
`;

async function runBoots(
  words: readonly string[],
  options: BootsOptions,
  terminal: Terminal,
): Promise<number> {
  const { readForecast } = await import('../read-forecast.ts');
  const found = await readForecast(words, options, terminal);
  if (options.json === true) {
    const { forecastDocument } = await import('../../report/forecast-document.ts');
    terminal.print(JSON.stringify(forecastDocument(found)));
  } else {
    const { forecastText } = await import('../../report/forecast-text.ts');
    terminal.print(forecastText(found, terminal));
  }
  return 0;
}
