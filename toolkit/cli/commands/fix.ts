import { ToolkitError } from '../../errors/toolkit-error.ts';
import type { Host } from '../../host/host.ts';
import type { PortSpec } from '../../ports/port-spec.ts';
import type { Parameters } from '../../scenario/parse-parameters.ts';
import type { DefineCommand } from '../commands.ts';
import { addChangeOptions, type ChangeOptions, openHost } from '../host-options.ts';
import type { Terminal } from '../terminal.ts';

interface FixOptions extends ChangeOptions {
  readonly container?: string;
  readonly resetRange?: boolean;
  readonly acceptOutage?: boolean;
  readonly shutdownWsl?: boolean;
  readonly persist: boolean;
}

export const defineFix: DefineCommand = (program, terminal, end) => {
  addChangeOptions(program.command('fix').argument('<ports...>', 'ports such as 8065, 8065/udp or 9000-9010'))
    .description('free blocked ports, keep them, start the container and prove it')
    .option('--container <name>', 'container to start with its ports')
    .option('--reset-range', 'also set the dynamic port range back to 49152+16384')
    .option('--accept-outage', 'go on although stopping winnat cuts off remote access users')
    .option('--shutdown-wsl', 'shut WSL and Docker Desktop down before winnat stops')
    .option('--no-persist', 'on Linux: keep the ports until the next boot only')
    .addHelpText('after', '\nExample:\n  portwright fix 8065 --container mattermost\n')
    .action(async (ports: string[], options: FixOptions) => end(await runFix(ports, options, terminal)));
};

async function runFix(ports: readonly string[], options: FixOptions, terminal: Terminal): Promise<number> {
  const [
    { carryOut },
    { findScenario },
    { showRun },
    { parseParameters },
    { shareReads },
    { formatPortSpec, parsePortSpecs },
  ] = await Promise.all([
    import('../carry-out.ts'),
    import('../find-scenario.ts'),
    import('../show-run.ts'),
    import('../../scenario/parse-parameters.ts'),
    import('../../scenario/share-reads.ts'),
    import('../../ports/port-spec.ts'),
  ]);
  const specs = parsePortSpecs(ports);
  const { container } = options;
  const host = await openHost(options, terminal, 'run');
  try {
    const firstReads = shareReads(host);
    const linux = host.kind === 'linux' ? await import('../fix-linux.ts') : undefined;
    linux?.refuseWindowsOptions(options);
    const found = await findScenario(linux === undefined ? 'fix' : 'linux-fix');
    const parameters = parseParameters(found.scenario, {
      ports: specs.map(formatPortSpec),
      ...(linux === undefined ? windowsParameters(options) : { persist: options.persist }),
      ...(container !== undefined && { container }),
    });
    const stillHeld = await linux?.findStillHeld(firstReads, specs, container);
    if (options.json !== true) await showCause(firstReads, specs, container, terminal);
    const work = { found, firstReads, parameters: stillHeld ? withoutContainer(parameters) : parameters };
    const run = await carryOut(host, work, options, terminal);
    return await showRun(linux?.withError(run, stillHeld) ?? run, options.json === true, terminal);
  } finally {
    await host.close();
  }
}

/** It cannot have a port that a connection has: then it is left as it is. */
function withoutContainer(parameters: Parameters): Parameters {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => name !== 'container'));
}

function windowsParameters(options: FixOptions) {
  const { resetRange = false, acceptOutage = false, shutdownWsl = false, persist } = options;
  if (persist) return { resetRange, acceptOutage, shutdownWsl };
  throw new ToolkitError('input.invalid-argument', '--no-persist is for Linux only, and this is Windows', {
    remedy: 'leave it out: portwright rollback takes back what fix adds',
  });
}

/** Says why before it changes anything. */
async function showCause(
  host: Host,
  specs: readonly PortSpec[],
  container: string | undefined,
  terminal: Terminal,
): Promise<void> {
  const [{ askedPorts }, { diagnose }, { readSnapshot }, { showDiagnosis }] = await Promise.all([
    import('../../diagnosis/asked-port.ts'),
    import('../../diagnosis/diagnose.ts'),
    import('../../diagnosis/read-snapshot.ts'),
    import('../show-diagnosis.ts'),
  ]);
  const ports = askedPorts(specs);
  const question = container === undefined ? {} : { container };
  const snapshot = await readSnapshot(host, { ports, ...question });
  await showDiagnosis(diagnose(snapshot, ports, question), { causeOnly: true }, terminal);
  terminal.print('');
}
