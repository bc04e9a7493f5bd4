import { InvalidArgumentError, Option } from 'commander';
import type { AskedPort } from '../../diagnosis/asked-port.ts';
import type { Placement } from '../../simulation/simulate-boots.ts';
import type { DefineCommand } from '../commands.ts';
import { addHostOptions, type HostOptions } from '../host-options.ts';
import type { Terminal } from '../terminal.ts';

interface BootsOptions extends HostOptions {
  readonly from?: string;
  readonly boots: number;
  readonly seed: number;
  readonly placement: Placement;
}

/** A count is exact enough long before, and the process answers nobody while it counts. */
const MOST_BOOTS = 1_000_000;

export const defineSimulateBoots: DefineCommand = (simulate, terminal, end) => {
  addHostOptions(
    simulate
      .command('boots')
      .argument('[ports...]', 'ports such as 8065; without any, those of development tools'),
  )
    .description('estimate how often Windows NAT takes ports at a boot, now and after each remedy')
    .option('--from <file>', 'read a pasted output from a file, or from standard input with -')
    .addOption(new Option('--boots <number>', 'how many boots').argParser(bootCount).default(100_000))
    .addOption(
      new Option('--seed <number>', 'decides everything that is random').argParser(wholeNumber).default(1),
    )
    .addOption(
      new Option('--placement <how>', 'where blocks fall').choices(['bursts', 'uniform']).default('bursts'),
    )
    .addHelpText('after', '\nExample:\n  portwright simulate boots 8065 5432 --host simulated\n')
    .action(async (ports: string[], options: BootsOptions) => end(await runBoots(ports, options, terminal)));
};

async function runBoots(
  words: readonly string[],
  options: BootsOptions,
  terminal: Terminal,
): Promise<number> {
  const [{ readEvidence }, { askedPorts }, { parsePortSpecs }, { WELL_KNOWN_PORTS }, { forecast }] =
    await Promise.all([
      import('../read-evidence.ts'),
      import('../../diagnosis/asked-port.ts'),
      import('../../ports/port-spec.ts'),
      import('../../ports/well-known-ports.ts'),
      import('../../simulation/forecast.ts'),
    ]);
  const ports = askedPorts(words.length === 0 ? WELL_KNOWN_PORTS : parsePortSpecs(words));
  const snapshot = await readEvidence({ ports: onePerProtocol(ports) }, options, terminal);
  const { boots, seed, placement } = options;
  const found = forecast(snapshot, ports, { boots, seed, placement });
  if (options.json === true) {
    const { forecastDocument } = await import('../../report/forecast-document.ts');
    terminal.print(JSON.stringify(forecastDocument(found)));
  } else {
    const { forecastText } = await import('../../report/forecast-text.ts');
    terminal.print(forecastText(found, terminal));
  }
  return 0;
}

/** One port speaks for the tables of its protocol; the others need not be tried one by one. */
function onePerProtocol(ports: readonly AskedPort[]): AskedPort[] {
  return ports.filter(
    (port, index) => ports.findIndex(({ protocol }) => protocol === port.protocol) === index,
  );
}

function bootCount(text: string): number {
  const boots = wholeNumber(text);
  if (boots >= 1 && boots <= MOST_BOOTS) return boots;
  throw new InvalidArgumentError(`it must be from 1 to ${MOST_BOOTS.toLocaleString('en')}`);
}

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('it must be a whole number');
}
