import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Host } from '../host/host.ts';
import { contains } from '../ports/port-range.ts';
import type { AnyStep, Bracket } from '../scenario/step.ts';
import { blockOrigin } from '../windows/block-origin.ts';
import { type ServiceState, startService, stopService, WINNAT } from '../windows/service.ts';
import { readExcludedPortRanges } from './read-excluded-port-ranges.ts';
import { readServiceState, settledServiceState } from './read-service.ts';
import { readWinNatUsers } from './read-winnat-users.ts';
import { runCommand } from './run-command.ts';

export interface RedrawState {
  readonly service: ServiceState;
  readonly covered: boolean;
  readonly wslDistributions: readonly string[];
  /** Services that Windows would stop with winnat, and remote access, which it would cut off. */
  readonly others: readonly string[];
}

export interface RedrawOptions {
  readonly port: number;
  /** How often winnat may be cycled: a redraw is a chance, and may never hit. */
  readonly cycles: number;
  /** Whether the person accepts that every cycle disturbs the machine. */
  readonly disturb: boolean;
}

/** Lets winnat draw its blocks anew until one lies over the port, and afterwards once more so that none does. */
export function withWinNatRedrawnOnto(
  options: RedrawOptions,
  steps: readonly AnyStep[],
): Bracket<RedrawState> {
  const { port, cycles } = options;
  return {
    kind: 'bracket',
    id: 'winnat-redrawn',
    title: `Let winnat draw its blocks until one holds ${port}`,
    steps,
    async check(host) {
      const [service, covered, users] = await Promise.all([
        readServiceState(host, WINNAT),
        isCovered(host, port),
        readWinNatUsers(host),
      ]);
      const { dependents, remoteAccess, wslDistributions } = users;
      const others = [...dependents, ...(remoteAccess ? ['RemoteAccess'] : [])];
      return { service, covered, wslDistributions, others };
    },
    isNeeded: ({ covered }, innerWork) => innerWork && !covered,
    changes: () => [
      { action: 'cycle', what: `service winnat stop → start, at most ${cycles} times, and back` },
    ],
    promises: () => [{ kind: 'service-state', service: WINNAT, state: 'running' }],
    refusal: (state) => refusalOf(state, options),
    takeDown: (host) => cycleUntil(host, cycles, () => isCovered(host, port)),
    isDown: (host) => isCovered(host, port),
    async bringBack(host, before) {
      if ((await settledServiceState(host, WINNAT)) === 'stopped') await start(host);
      if (!before.covered) await cycleUntil(host, cycles, async () => !(await isCovered(host, port)));
    },
    isBack: async (host) =>
      (await readServiceState(host, WINNAT)) === 'running' && !(await isCovered(host, port)),
  };
}

function refusalOf({ service, wslDistributions, others }: RedrawState, { disturb }: RedrawOptions) {
  if (!disturb) return { reason: 'a redraw stops winnat several times', remedy: 'call again with --disturb' };
  if (service !== 'running')
    return { reason: `winnat is ${service}, so nothing is drawn`, remedy: 'net start winnat' };
  if (wslDistributions.length > 0) {
    return {
      reason: `WSL runs (${wslDistributions.join(', ')}) and would lose its network`,
      remedy: 'wsl --shutdown',
    };
  }
  if (others.length > 0) {
    return {
      reason: `stopping winnat would also stop or cut off ${others.join(', ')}`,
      remedy: 'show it with --method reservation',
    };
  }
  return undefined;
}

async function isCovered(host: Host, port: number): Promise<boolean> {
  const rows = await readExcludedPortRanges(host, 'tcp', 'active');
  return rows.some((row) => blockOrigin(row) === 'winnat' && contains(row, port));
}

async function cycleUntil(host: Host, cycles: number, isReached: () => Promise<boolean>): Promise<void> {
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    if (await isReached()) return;
    if ((await settledServiceState(host, WINNAT)) === 'running')
      await runCommand(host, stopService(WINNAT), 'stop winnat');
    await start(host);
  }
  if (!(await isReached())) {
    throw new ToolkitError(
      'run.not-verified',
      `${cycles} draws did not do it: chance decides where the blocks lie`,
    );
  }
}

async function start(host: Host): Promise<void> {
  await runCommand(host, startService(WINNAT), 'start winnat');
}
