import { type AskedPort, askedPorts } from '../diagnosis/asked-port.ts';
import { joinAskedPorts } from '../diagnosis/port-source.ts';
import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Host } from '../host/host.ts';
import { DEVELOPMENT_PORTS } from '../ports/development-ports.ts';
import { parsePortSpecs } from '../ports/port-spec.ts';
import { type BootForecast, forecast, type NamedRange } from '../simulation/forecast.ts';
import type { Placement } from '../simulation/simulate-boots.ts';
import { refuseComposeOptionsAlone } from './compose-options.ts';
import type { ComposeOptions } from './find-project-ports.ts';
import { distinctRanges, publishedRanges } from './forecast-ranges.ts';
import type { HostOptions } from './host-options.ts';
import { readEvidence } from './read-evidence.ts';
import type { Terminal } from './terminal.ts';

/** How boots are simulated, and of which machine: the one of the host options, or a pasted one. */
export interface ForecastOptions extends ComposeOptions {
  readonly from?: string;
  readonly compose?: readonly string[];
  readonly boots: number;
  readonly seed: number;
  readonly placement: Placement;
}

/**
 * Estimates how often winnat takes ports of a machine.
 *
 * @param words - Ports; with neither these nor compose files those of development tools.
 * @throws ToolkitError `input.invalid-compose`; `input.invalid-argument` where compose files publish no port; as `forecast`.
 */
export async function readForecast(
  words: readonly string[],
  options: HostOptions & ForecastOptions,
  terminal: Terminal,
): Promise<BootForecast> {
  const { compose, boots, seed, placement } = options;
  const isNothingNamed = words.length === 0 && compose === undefined;
  let ranges: readonly NamedRange[] = isNothingNamed ? DEVELOPMENT_PORTS : parsePortSpecs(words);
  let ports = askedPorts(ranges);
  const complete = async (host?: Host) => {
    const published = await portsOfCompose(options, terminal, host);
    ranges = distinctRanges([...ranges, ...publishedRanges(published)]);
    ports = joinAskedPorts([...ports, ...published]);
    if (ports.length === 0) throw nothingPublished(compose);
    return { ports: onePerProtocol(ports) };
  };
  const snapshot = await readEvidence(complete, options, terminal);
  return forecast(snapshot, ports, { boots, seed, placement, ranges });
}

async function portsOfCompose(
  options: ForecastOptions,
  terminal: Terminal,
  host: Host | undefined,
): Promise<readonly AskedPort[]> {
  const { compose: files, composeEnv, profile } = options;
  if (files === undefined) {
    refuseComposeOptionsAlone(options);
    return [];
  }
  const { findComposePorts } = await import('./find-compose-ports.ts');
  return findComposePorts({ files, composeEnv, profile, host }, terminal);
}

function nothingPublished(files: readonly string[] = []): ToolkitError {
  return new ToolkitError(
    'input.invalid-argument',
    `${files.join(', ')} publishes no port of the host, so there is nothing to estimate`,
    { remedy: 'name a port, or the profile that switches its services on with --profile' },
  );
}

/** One port speaks for the tables of its protocol; the others need not be tried one by one. */
function onePerProtocol(ports: readonly AskedPort[]): AskedPort[] {
  return ports.filter(
    (port, index) => ports.findIndex(({ protocol }) => protocol === port.protocol) === index,
  );
}
