import { displayCommand } from '../host/command.ts';
import { showDynamicPortRange } from '../windows/dynamic-port-range.ts';
import { showExcludedPortRange } from '../windows/excluded-port-range.ts';
import { showSockets } from '../windows/netstat.ts';
import { deletePortProxy, type PortProxy, type PortProxyDirection } from '../windows/port-proxy.ts';
import { isKernel } from '../windows/socket-holder.ts';
import { formatAskedPort } from './asked-port.ts';
import {
  freeFromBlock,
  keepFree,
  makeLasting,
  moveDynamicRange,
  withdrawExclusion,
} from './block-remedies.ts';
import type { Cause } from './cause.ts';
import {
  findHolder,
  inspectHttpSys,
  inspectPersistent,
  listOwners,
  listProcesses,
  otherPort,
  seePublisher,
  wait,
} from './look-remedies.ts';
import { askOtherProtocol } from './other-protocol.ts';
import { isHolderKnown, type PortFacts } from './port-facts.ts';
import { FOR_GOOD, look, NOTHING, portwright, type Remedy } from './remedy.ts';
import { remediesOfTrouble } from './trouble-remedies.ts';
import { isLivenessKnown, type Verdict } from './verdict.ts';

export { portwright, type Remedy } from './remedy.ts';

/** What to do about a verdict, best first: the order in which `portwright fix` itself would choose. Pure. */
export function remediesFor(verdict: Verdict, cause: Cause, facts: PortFacts): Remedy[] {
  switch (verdict) {
    case 'free':
      return cause === 'other-protocol' ? [askOtherProtocol(facts.snapshot, facts)] : [];
    case 'unknown':
      return [...endHolder(cause, facts), ...readWhatIsMissing(facts), ...remediesOfTrouble(cause)];
    case 'listening':
      return freeFromListener(cause, facts);
    case 'reserved':
      return freeFromBlock(facts);
    case 'mirrored-block':
      return [restartWsl, otherPort(facts)];
    case 'other-cause':
      return freeFromOther(cause, facts);
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

function publishAgain(facts: PortFacts): Remedy[] {
  const name = facts.container?.name ?? '';
  return [
    {
      title: 'Restart the container and prove that the port is published',
      command: portwright(facts.snapshot, `fix ${formatAskedPort(facts)} --container ${name}`),
      disturbs: `container ${name} is restarted`,
      lasts: 'as long as the container runs',
      page: 'docs/remedies/publish-again.md',
    },
  ];
}

function freeFromListener(cause: Cause, facts: PortFacts): Remedy[] {
  const { container, listeners = [] } = facts;
  if (cause === 'container-allocated') return [seePublisher(facts), otherPort(facts)];
  if (container?.state === 'published') return [];
  const http = listeners.length === 0 && cause === 'http-registration' ? [inspectHttpSys] : [];
  const find = listeners.length === 0 ? [findHolder()] : [];
  return [...endHolder(cause, facts), ...http, ...find, otherPort(facts)];
}

/** How those who are seen to have the port let go of it; empty where nobody is, and where a container is meant to have it. */
function endHolder(cause: Cause, facts: PortFacts): Remedy[] {
  const { portProxy, container, listeners = [] } = facts;
  if (!isHolderKnown(facts) || container?.state === 'published') return [];
  return [
    ...(portProxy === undefined ? [] : [removeProxy(portProxy)]),
    ...(listeners.some(isKernel) ? [inspectHttpSys] : []),
    ...listProcesses(listeners),
    ...(cause === 'exclusive-other-user' ? listOwners(listeners) : []),
  ];
}

function removeProxy(portProxy: PortProxy): Remedy {
  return {
    title: 'Remove the portproxy rule, as administrator, if nobody needs it',
    command: displayCommand(deletePortProxy(directionOf(portProxy), portProxy)),
    disturbs: `nobody reaches ${portProxy.connectAddress}:${portProxy.connectPort} through this port any more`,
    lasts: FOR_GOOD,
    page: 'docs/remedies/remove-portproxy.md',
  };
}

/** netsh lists all directions together; the addresses tell them apart, save for names, which are ipv4 nearly always. */
function directionOf({ listenAddress, connectAddress }: PortProxy): PortProxyDirection {
  const family = (address: string) => (address.includes(':') ? 'v6' : 'v4');
  return `${family(listenAddress)}to${family(connectAddress)}`;
}

function freeFromOther(cause: Cause, facts: PortFacts): Remedy[] {
  const { connections, snapshot } = facts;
  if (connections.length > 0) {
    const keep: Remedy = {
      title: 'Then keep the port, so that no connection is given it again',
      command: portwright(snapshot, `fix ${formatAskedPort(facts)}`),
      disturbs: NOTHING,
      lasts: FOR_GOOD,
      page: 'docs/remedies/exclusion.md',
    };
    return [...listProcesses(connections), wait, keep, ...moveDynamicRange(facts)];
  }
  const known = remediesOfTrouble(cause);
  return known.length > 0 ? [...known] : [inspectHttpSys, inspectPersistent(facts), otherPort(facts)];
}

const restartWsl: Remedy = {
  title: 'Shut WSL down; its block is given back until it starts again, and may then lie elsewhere',
  command: 'wsl --shutdown',
  disturbs: 'every running distribution, Docker Desktop’s too, is ended',
  lasts: 'until WSL starts again',
  page: 'docs/remedies/restart-wsl.md',
};

/** The commands whose output is missing, to be pasted to `diagnose --from`. */
function readWhatIsMissing(facts: PortFacts): Remedy[] {
  const { protocol, isTableWhole, dynamic, mirrored, bound } = facts;
  const commands = [
    ...(isTableWhole ? [] : [showExcludedPortRange({ family: 'ipv4', protocol })]),
    ...(dynamic.length === 0 ? [showDynamicPortRange({ family: 'ipv4', protocol })] : []),
    ...(isLivenessKnown(facts) ? [] : [showSockets()]),
  ].map(displayCommand);
  const place = mirrored === 'unknown' && bound === undefined ? [placeOfMirroredBlock] : [];
  if (commands.length === 0) return place;
  const title = `Run this on that Windows machine, and give its whole output to \`portwright diagnose ${formatAskedPort(facts)} --from FILE\``;
  return [look(title, commands.join('\n')), ...place];
}

const placeOfMirroredBlock: Remedy = {
  title: 'See where WSL’s block lies, and add this output',
  command: 'wsl --exec sysctl net.ipv4.ip_local_port_range',
  disturbs: 'WSL is started if it does not run',
  lasts: 'it only looks',
  page: 'docs/remedies/restart-wsl.md',
};
