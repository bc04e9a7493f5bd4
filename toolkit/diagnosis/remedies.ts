import { type Command, displayCommand } from '../host/command.ts';
import type { SocketInUse } from '../host/questions.ts';
import type { PortRange } from '../ports/port-range.ts';
import { showDynamicPortRange } from '../windows/dynamic-port-range.ts';
import {
  addExcludedPortRange,
  deleteExcludedPortRange,
  showExcludedPortRange,
} from '../windows/excluded-port-range.ts';
import { showSockets } from '../windows/netstat.ts';
import { deletePortProxy, type PortProxy, type PortProxyDirection } from '../windows/port-proxy.ts';
import { startService, stopService, WINNAT } from '../windows/service.ts';
import { isKernel } from '../windows/socket-holder.ts';
import { type AskedPort, formatAskedPort } from './asked-port.ts';
import { isWiderThanIana } from './dynamic-range-state.ts';
import { machineOptions } from './machine-options.ts';
import type { PortFacts } from './port-facts.ts';
import type { Snapshot } from './snapshot.ts';
import { isLivenessKnown, type Verdict } from './verdict.ts';

/** Something the person can run, exactly as it stands. */
export interface Remedy {
  /** Imperative, no full stop. */
  readonly title: string;
  /** One command a line; pasted whole it runs in cmd and in PowerShell. */
  readonly command: string;
  /** Who is hit, where anybody is. */
  readonly disturbs?: string;
  /** How long it helps. */
  readonly lasts?: string;
}

/** What to do about a verdict, best first: the order in which `portwright fix` itself would choose. Pure. */
export function remediesFor(verdict: Verdict, facts: PortFacts): Remedy[] {
  switch (verdict) {
    case 'free':
      return [];
    case 'unknown':
      return readWhatIsMissing(facts);
    case 'listening':
      return freeFromListener(facts);
    case 'reserved':
      return freeFromBlock(facts);
    case 'mirrored-block':
      return [restartWsl, inspectHttpSys];
    case 'other-cause':
      return [
        inspectHttpSys,
        ...(facts.connections.length === 0 ? [] : [wait]),
        ...listProcesses(facts.connections),
      ];
    case 'unpublished':
      return publishAgain(facts);
    case 'excluded-blocks-windows-containers':
      return withdrawExclusion(facts);
    case 'excluded':
      return makeLasting(facts);
    case 'at-risk':
      return keepFree(facts);
  }
}

/** A command that reaches the machine of the snapshot. */
export function portwright({ host }: Snapshot, words: string): string {
  return ['portwright', words, ...machineOptions(host)].join(' ');
}

const WINNAT_DISTURBS =
  'winnat stops for a moment: running WSL distributions and Windows containers lose their network';
const FOR_GOOD = 'for good, across restarts';

function fix(facts: PortFacts): Remedy {
  return {
    title: 'Let Portwright cure it',
    command: portwright(facts.snapshot, `fix ${formatAskedPort(facts)}`),
  };
}

/** An exclusion would keep Windows containers from the port. */
function keepFree(facts: PortFacts): Remedy[] {
  if (facts.snapshot.docker?.osType === 'windows') return moveDynamicRange(facts);
  return [keepPort(facts), addByHand(facts), ...moveDynamicRange(facts)];
}

function publishAgain(facts: PortFacts): Remedy[] {
  const name = facts.container?.name ?? '';
  return [
    {
      title: 'Restart the container and prove that the port is published',
      command: portwright(facts.snapshot, `fix ${formatAskedPort(facts)} --container ${name}`),
    },
  ];
}

function keepPort(facts: PortFacts): Remedy {
  return { ...fix(facts), title: 'Keep the port before a block falls on it', lasts: FOR_GOOD };
}

function addCommand({ port, protocol }: AskedPort): Command {
  const range: PortRange = { startPort: port, numberOfPorts: 1 };
  return addExcludedPortRange({ family: 'ipv4', protocol, range, store: 'persistent' });
}

function addByHand(asked: AskedPort): Remedy {
  return {
    title: 'The same by hand, as administrator',
    command: displayCommand(addCommand(asked)),
    lasts: FOR_GOOD,
  };
}

function freeFromBlock(facts: PortFacts): Remedy[] {
  switch (facts.origin?.origin) {
    case 'http.sys':
      return [inspectHttpSys, otherPort(facts)];
    case 'hns-load-balancer':
      return [...moveDynamicRange(facts), otherPort(facts)];
    case 'persistent-reservation':
      return [otherPort(facts), inspectPersistent(facts)];
    case 'windows-container':
      return [{ title: 'See which container publishes it', command: 'docker ps' }, inspectPersistent(facts)];
    case 'unknown':
      return [inspectPersistent(facts), inspectHttpSys];
    default:
      return freeFromWinNat(facts);
  }
}

/** In Windows-container mode an exclusion would be the next fault, so only the root cause is left. */
function freeFromWinNat(facts: PortFacts): Remedy[] {
  const move = moveDynamicRange(facts);
  if (facts.snapshot.docker?.osType === 'windows') return [...move, redrawBlocks(facts)];
  return [
    {
      ...fix(facts),
      title: 'Take the port out of the block and keep it',
      disturbs: WINNAT_DISTURBS,
      lasts: FOR_GOOD,
    },
    ...move,
    {
      title: 'The first one by hand, as administrator, line by line',
      command: [stopService(WINNAT), addCommand(facts), startService(WINNAT)].map(displayCommand).join('\n'),
      disturbs: WINNAT_DISTURBS,
      lasts: FOR_GOOD,
    },
  ];
}

function redrawBlocks(facts: PortFacts): Remedy {
  return {
    title: 'Let winnat draw its blocks anew, which may hit this port again',
    command: portwright(facts.snapshot, `run restart-winnat --ports ${formatAskedPort(facts)}`),
    disturbs: WINNAT_DISTURBS,
    lasts: 'until the next draw',
  };
}

function moveDynamicRange({ dynamic, snapshot }: PortFacts): Remedy[] {
  return dynamic.some(isWiderThanIana) ? [resetDynamicRange(snapshot)] : [];
}

/** The cure of the root, for a port and for the machine alike. */
export function resetDynamicRange(snapshot: Snapshot): Remedy {
  return {
    title: 'Cure the root: set the dynamic port range back to 49152-65535',
    command: portwright(snapshot, 'run reset-iana-dynamic-range'),
    disturbs: `${WINNAT_DISTURBS}; servers with very many connections keep fewer ports for them`,
    lasts: FOR_GOOD,
  };
}

function freeFromListener(facts: PortFacts): Remedy[] {
  const { portProxy, container, listeners = [] } = facts;
  if (container?.state === 'published') return [];
  const proxies =
    portProxy === undefined
      ? []
      : [
          {
            title: 'Remove the portproxy rule, as administrator, if nobody needs it',
            command: displayCommand(deletePortProxy(directionOf(portProxy), portProxy)),
          },
        ];
  return [
    ...proxies,
    ...(listeners.some(isKernel) ? [inspectHttpSys] : []),
    ...listProcesses(listeners),
    otherPort(facts),
  ];
}

/** netsh lists all directions together; the addresses tell them apart, save for names, which are ipv4 nearly always. */
function directionOf({ listenAddress, connectAddress }: PortProxy): PortProxyDirection {
  const family = (address: string) => (address.includes(':') ? 'v6' : 'v4');
  return `${family(listenAddress)}to${family(connectAddress)}`;
}

function listProcesses(sockets: readonly SocketInUse[]): Remedy[] {
  const ids = [...new Set(sockets.filter((socket) => !isKernel(socket)).map(({ processId }) => processId))];
  return ids.map((id) => ({
    title: `See what process ${id} is, then end it in its own way`,
    command: `tasklist /svc /fi "PID eq ${id}"`,
  }));
}

const inspectHttpSys: Remedy = {
  title: 'See which service asked Windows’ web server layer for it',
  command: 'netsh http show servicestate',
};

const wait: Remedy = {
  title: 'Wait until the connection ends; it is gone when this shows nothing of the port',
  command: displayCommand(showSockets()),
};

const restartWsl: Remedy = {
  title: 'Shut WSL down; its block is given back until it starts again',
  command: 'wsl --shutdown',
  disturbs: 'every running distribution, Docker Desktop’s too, is ended',
  lasts: 'until WSL starts again',
};

function otherPort({ protocol }: AskedPort): Remedy {
  return {
    title: 'Or move to a port outside every range listed here',
    command: displayCommand(showExcludedPortRange({ family: 'ipv4', protocol })),
  };
}

function inspectPersistent({ protocol }: AskedPort): Remedy {
  return {
    title: 'See whether a program reserved it for good: an entry of the same numbers without a star',
    command: displayCommand(showExcludedPortRange({ family: 'ipv4', protocol, store: 'persistent' })),
  };
}

function withdrawExclusion({ block, protocol, port, origin }: PortFacts): Remedy[] {
  if (block === undefined || origin?.origin === 'hns') return [otherPort({ port, protocol })];
  const command = deleteExcludedPortRange({ family: 'ipv4', protocol, range: block, store: 'persistent' });
  return [
    {
      title: 'Withdraw the exclusion, as administrator: Windows containers need the port without it',
      command: displayCommand(command),
      lasts: FOR_GOOD,
    },
  ];
}

/** Nothing is wrong with an administered port, except that it may be gone after a restart. */
function makeLasting({ snapshot, block, protocol, port, origin }: PortFacts): Remedy[] {
  const stored = snapshot.persistentExclusions?.[protocol];
  const isStored = stored?.some(
    (range) => range.startPort <= port && port < range.startPort + range.numberOfPorts,
  );
  if (block === undefined || isStored !== false || origin?.origin === 'hns') return [];
  const span = { family: 'ipv4', protocol, range: block } as const;
  const commands = [
    deleteExcludedPortRange({ ...span, store: 'active' }),
    addExcludedPortRange({ ...span, store: 'persistent' }),
  ];
  return [
    {
      title: 'Make the exclusion last, as administrator',
      command: commands.map(displayCommand).join('\n'),
      lasts: FOR_GOOD,
    },
  ];
}

/** The commands whose output is missing, to be pasted to `diagnose --from`. */
function readWhatIsMissing(facts: PortFacts): Remedy[] {
  const { protocol, isTableWhole, dynamic } = facts;
  const commands = [
    ...(isTableWhole ? [] : [showExcludedPortRange({ family: 'ipv4', protocol })]),
    ...(dynamic.length === 0 ? [showDynamicPortRange({ family: 'ipv4', protocol })] : []),
    ...(isLivenessKnown(facts) ? [] : [showSockets()]),
  ];
  return [
    {
      title: `Run this on that Windows machine, and give its output to \`portwright diagnose ${formatAskedPort(facts)} --from FILE\``,
      command: commands.map(displayCommand).join('\n'),
    },
  ];
}
