import { CommandError } from '../host/command-error.ts';
import type { Host } from '../host/host.ts';
import type { PortGroup } from '../ports/port-group.ts';
import { intersectRanges } from '../ports/port-set.ts';
import type { PromisedFact } from '../scenario/promised-fact.ts';
import type { AnyStep, Bracket, Change, Refusal } from '../scenario/step.ts';
import { blockOrigin } from '../windows/block-origin.ts';
import { stopContainer } from '../windows/docker.ts';
import {
  type ServiceState,
  startService,
  stopService,
  WINNAT,
  winnatStartError,
} from '../windows/service.ts';
import { shutdownWsl } from '../windows/wsl.ts';
import { readExcludedPortRanges } from './read-excluded-port-ranges.ts';
import { readServiceState, settledServiceState } from './read-service.ts';
import { readRunningContainers, readWinNatUsers, type WinNatUsers } from './read-winnat-users.ts';
import { isEngineUp, startContainers, startDocker } from './restart-docker.ts';
import { runCommand } from './run-command.ts';

export interface WinNatState {
  readonly service: ServiceState;
  /** Whether a block of winnat's own lies over the ports. */
  readonly blocked: boolean;
  /** Null where winnat need not stop, and so nobody is asked for. */
  readonly users: WinNatUsers | null;
}

export interface WinNatOptions {
  /** Ports the inner steps are about. winnat stops only when one of its blocks holds one of them. */
  readonly ports: readonly PortGroup[];
  /** Stop it whenever an inner step has work, wherever its blocks lie. @defaultValue false */
  readonly always?: boolean;
  /** Go on although remote users are cut off. @defaultValue false */
  readonly acceptOutage?: boolean;
  /** Shut WSL (and Docker Desktop in it) down first, so that both come back with a working network. @defaultValue false */
  readonly shutdownWsl?: boolean;
}

/** ERROR_SHARING_VIOLATION: something took a port that winnat wants back (seen after containers were started meanwhile). */
const SHARING_VIOLATION = 32;

/** Services known to depend on winnat that may be stopped and started with it. Guess: none is documented. */
const KNOWN_DEPENDENTS: ReadonlySet<string> = new Set(['sharedaccess']);

/** Takes the Windows NAT driver down while the inner steps work, and always brings it back to its former state. */
export function withWinNatStopped(options: WinNatOptions, steps: readonly AnyStep[]): Bracket<WinNatState> {
  return {
    kind: 'bracket',
    id: 'winnat-stopped',
    title:
      options.always === true ? 'Stop winnat for a moment' : 'Stop winnat while its blocks are in the way',
    steps,
    check: (host) => readWinNat(host, options),
    isNeeded: (state, innerWork) =>
      innerWork && state.service === 'running' && (options.always === true || state.blocked),
    changes: ({ users }) => [changeOf(users, options)],
    refusal: (state) => refusalOf(state, options),
    promises: (state) =>
      servicesOf(state).map(
        (service): PromisedFact => ({ kind: 'service-state', service, state: 'running' }),
      ),
    async takeDown(host, { service, users }) {
      if (service !== 'running') return;
      if (shutsDown(users, options)) await runCommand(host, shutdownWsl(), 'shut WSL down');
      await runCommand(host, stopService(WINNAT), 'stop winnat');
    },
    isDown: async (host) => (await readServiceState(host, WINNAT)) === 'stopped',
    bringBack: (host, before) => bringBack(host, before, options),
    isBack: (host, before) => isBack(host, before, options),
  };
}

/** winnat and what stops with it, where it runs: those come back. */
function servicesOf({ service, users }: WinNatState): string[] {
  return service === 'running' ? [WINNAT, ...(users?.dependents ?? [])] : [];
}

async function readWinNat(host: Host, { ports, always }: WinNatOptions): Promise<WinNatState> {
  const [service, ...found] = await Promise.all([
    readServiceState(host, WINNAT),
    ...ports.map((group) => isBlocked(host, group)),
  ]);
  const blocked = found.includes(true);
  const mayStop = service === 'running' && (always === true || blocked);
  return { service, blocked, users: mayStop ? await readWinNatUsers(host) : null };
}

async function isBlocked(host: Host, { protocol, ranges }: PortGroup): Promise<boolean> {
  const rows = await readExcludedPortRanges(host, protocol, 'active');
  return rows.some((row) => blockOrigin(row) === 'winnat' && intersectRanges([row], ranges).length > 0);
}

function changeOf(users: WinNatUsers | null, { shutdownWsl: shutdown }: WinNatOptions): Change {
  const hit = [
    ...(users?.wslDistributions.length
      ? [
          shutdown
            ? `WSL is shut down first (${users.wslDistributions.join(', ')})`
            : `running WSL distributions lose their network: ${users.wslDistributions.join(', ')}`,
        ]
      : []),
    ...(users?.netNats.length
      ? [`NAT networks lose their translation meanwhile: ${users.netNats.join(', ')}`]
      : []),
    ...(users?.windowsContainers ? ['Windows containers lose their network meanwhile'] : []),
    ...(users?.remoteAccess ? ['remote access users are disconnected'] : []),
    ...(users?.dependents.length ? [`stopped and started with it: ${users.dependents.join(', ')}`] : []),
    'its blocks are drawn anew, at other places',
  ];
  return { action: 'cycle', what: 'service winnat stop → start', notes: hit };
}

function refusalOf({ users }: WinNatState, { acceptOutage }: WinNatOptions): Refusal | undefined {
  const unknown = users?.dependents.filter((name) => !KNOWN_DEPENDENTS.has(name.toLowerCase())) ?? [];
  if (unknown.length > 0) {
    return {
      reason: `stopping winnat would also stop ${unknown.join(', ')}, which Portwright does not know`,
      remedy: `stop ${unknown.join(', ')} yourself, then call again`,
    };
  }
  if (users?.remoteAccess && acceptOutage !== true) {
    return {
      reason: 'stopping winnat would cut off remote access users',
      remedy: 'call again with --accept-outage',
    };
  }
  return undefined;
}

async function bringBack(host: Host, before: WinNatState, options: WinNatOptions): Promise<void> {
  if (before.service !== 'running') return;
  if ((await settledServiceState(host, WINNAT)) !== 'running') await startWinNat(host, before);
  for (const name of before.users?.dependents ?? []) {
    if ((await readServiceState(host, name)) !== 'running')
      await runCommand(host, startService(name), `start ${name}`);
  }
  if (shutsDown(before.users, options) && before.users?.docker)
    await startDocker(host, before.users.containers);
}

/** Where no distribution runs there is nothing to shut down, Docker Desktop's own among them. */
function shutsDown(users: WinNatUsers | null, options: WinNatOptions): boolean {
  return options.shutdownWsl === true && (users?.wslDistributions.length ?? 0) > 0;
}

/** Where a port that winnat wants is taken, what was started meanwhile steps aside and comes back afterwards. */
async function startWinNat(host: Host, before: WinNatState): Promise<void> {
  const first = await host.run(startService(WINNAT));
  if (first.exitCode === 0 || (await settledServiceState(host, WINNAT)) === 'running') return;
  const startedMeanwhile =
    winnatStartError(first) === SHARING_VIOLATION ? await startedSince(host, before) : [];
  if (startedMeanwhile.length === 0)
    throw new CommandError('host.program-failed', 'cannot start winnat', first);
  try {
    for (const name of startedMeanwhile)
      await runCommand(host, stopContainer(name), `stop container ${name}`);
    await runCommand(host, startService(WINNAT), 'start winnat');
  } finally {
    await startContainers(host, startedMeanwhile);
  }
}

async function startedSince(host: Host, { users }: WinNatState): Promise<string[]> {
  const before = new Set(users?.containers ?? []);
  return (await readRunningContainers(host)).filter((name) => !before.has(name));
}

async function isBack(host: Host, before: WinNatState, options: WinNatOptions): Promise<boolean> {
  if (before.service !== 'running') return true;
  const states = await Promise.all(servicesOf(before).map((name) => readServiceState(host, name)));
  if (!states.every((state) => state === 'running')) return false;
  if (!shutsDown(before.users, options) || !before.users?.docker) return true;
  const running = new Set(await readRunningContainers(host));
  return (await isEngineUp(host)) && before.users.containers.every((name) => running.has(name));
}
