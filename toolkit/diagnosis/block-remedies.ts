import { type Command, displayCommand } from '../host/command.ts';
import type { PortRange } from '../ports/port-range.ts';
import { addExcludedPortRange, deleteExcludedPortRange } from '../windows/excluded-port-range.ts';
import { addRegistryValue, ENABLE_EXCLUDED_PORT_RANGE, HNS_STATE } from '../windows/registry.ts';
import { startService, stopService, WINNAT } from '../windows/service.ts';
import { type AskedPort, formatAskedPort } from './asked-port.ts';
import { isNarrow, isWiderThanIana } from './dynamic-range-state.ts';
import { isStoredAsText } from './hns-registry.ts';
import { inspectHttpSys, inspectPersistent, otherPort, seePublisher } from './look-remedies.ts';
import type { PortFacts } from './port-facts.ts';
import { FOR_GOOD, NOTHING, portwright, type Remedy, WINNAT_DISTURBS } from './remedy.ts';
import type { Snapshot } from './snapshot.ts';

/** What frees a port from the block that holds it, by whose block it is. */
export function freeFromBlock(facts: PortFacts): Remedy[] {
  switch (facts.origin?.origin) {
    case 'http.sys':
      return [inspectHttpSys, otherPort(facts)];
    case 'hns-load-balancer':
      return [...moveDynamicRange(facts), otherPort(facts)];
    case 'persistent-reservation':
      return [otherPort(facts), inspectPersistent(facts)];
    case 'windows-container':
      return [seePublisher(facts), inspectPersistent(facts)];
    case 'unknown':
      return [inspectPersistent(facts), inspectHttpSys];
    default:
      return freeFromWinNat(facts);
  }
}

/** Such containers are refused administered ports, so there an exclusion cures nothing. */
export function runsWindowsContainers({ docker }: Snapshot): boolean {
  return docker?.osType === 'windows';
}

/** In Windows-container mode an exclusion would be the next fault, so only the root cause is left. */
function freeFromWinNat(facts: PortFacts): Remedy[] {
  const move = moveDynamicRange(facts);
  if (runsWindowsContainers(facts.snapshot)) return [...move, redrawBlocks(facts)];
  return [
    {
      title: 'Take the port out of the block and keep it',
      command: portwright(facts.snapshot, `fix ${formatAskedPort(facts)}`),
      disturbs: WINNAT_DISTURBS,
      lasts: FOR_GOOD,
      page: 'docs/remedies/exclusion.md',
    },
    ...move,
    {
      title:
        'The first one by hand, as administrator, line by line; without the second line it is a mere redraw that may hit the port again',
      command: [stopService(WINNAT), addCommand(facts), startService(WINNAT)].map(displayCommand).join('\n'),
      disturbs: WINNAT_DISTURBS,
      lasts: FOR_GOOD,
      page: 'docs/remedies/exclusion.md',
    },
  ];
}

function redrawBlocks(facts: PortFacts): Remedy {
  return {
    title: 'Let winnat draw its blocks anew, which may hit this port again',
    command: portwright(facts.snapshot, `run restart-winnat --ports ${formatAskedPort(facts)}`),
    disturbs: WINNAT_DISTURBS,
    lasts: 'until the next draw',
    page: 'docs/remedies/restart-winnat.md',
  };
}

function addCommand({ port, protocol }: AskedPort): Command {
  const range: PortRange = { startPort: port, numberOfPorts: 1 };
  return addExcludedPortRange({ family: 'ipv4', protocol, range, store: 'persistent' });
}

/** Nothing is wrong yet. An exclusion would keep Windows containers from the port. */
export function keepFree(facts: PortFacts): Remedy[] {
  if (runsWindowsContainers(facts.snapshot)) return moveDynamicRange(facts);
  return [
    {
      title: 'Keep the port before a block falls on it',
      command: portwright(facts.snapshot, `fix ${formatAskedPort(facts)}`),
      disturbs: NOTHING,
      lasts: FOR_GOOD,
      page: 'docs/remedies/exclusion.md',
    },
    {
      title: 'The same by hand, as administrator',
      command: displayCommand(addCommand(facts)),
      disturbs: NOTHING,
      lasts: FOR_GOOD,
      page: 'docs/remedies/exclusion.md',
    },
    ...moveDynamicRange(facts),
  ];
}

/** Where the range that Windows hands out is not as Windows has it. */
export function moveDynamicRange({ dynamic, snapshot }: PortFacts): Remedy[] {
  return dynamic.some((range) => isWiderThanIana(range) || isNarrow(range))
    ? [resetDynamicRange(snapshot)]
    : [];
}

/** The cure of the root, for a port and for the machine alike. */
export function resetDynamicRange(snapshot: Snapshot): Remedy {
  return {
    title:
      'Cure the root: set the dynamic port range back to 49152-65535 (num=16384; the num=1638 of many pages is a slip)',
    command: portwright(snapshot, 'run reset-iana-dynamic-range'),
    disturbs: `${WINNAT_DISTURBS}; servers with very many connections keep fewer ports for them`,
    lasts: FOR_GOOD,
    page: 'docs/remedies/dynamic-range.md',
  };
}

/** Windows containers need the port without an exclusion; HNS' own range is no row that netsh takes back. */
export function withdrawExclusion(facts: PortFacts): Remedy[] {
  const { block, protocol, origin } = facts;
  if (block === undefined || origin?.origin === 'hns') return [turnOffOwnRange(), otherPort(facts)];
  const command = deleteExcludedPortRange({ family: 'ipv4', protocol, range: block, store: 'persistent' });
  return [
    {
      title: 'Withdraw the exclusion, as administrator: Windows containers need the port without it',
      command: displayCommand(command),
      disturbs: NOTHING,
      lasts: FOR_GOOD,
      page: 'docs/remedies/withdraw-exclusion.md',
    },
  ];
}

/** HNS reads it at start-up (public HNS registry notes); without `/t` reg.exe would write a text. */
export function turnOffOwnRange(): Remedy {
  const value = { name: ENABLE_EXCLUDED_PORT_RANGE, type: 'REG_DWORD', data: '0' } as const;
  return {
    title:
      'Give up HNS’s own range 50000-50059, as administrator, then restart Windows; copied commands without /t REG_DWORD do nothing, and no other block goes',
    command: displayCommand(addRegistryValue({ key: HNS_STATE, ...value })),
    disturbs: 'nothing until Windows is restarted',
    lasts: FOR_GOOD,
    page: 'docs/remedies/hns-own-range.md',
  };
}

/** Nothing is wrong with an administered port, except that it may be gone after a restart. */
export function makeLasting({ snapshot, block, protocol, port, origin }: PortFacts): Remedy[] {
  if (origin?.origin === 'hns') return isStoredAsText(snapshot) ? [turnOffOwnRange()] : [];
  const stored = snapshot.persistentExclusions?.[protocol];
  const isStored = stored?.some(
    (range) => range.startPort <= port && port < range.startPort + range.numberOfPorts,
  );
  if (block === undefined || isStored !== false) return [];
  const span = { family: 'ipv4', protocol, range: block } as const;
  const commands = [
    deleteExcludedPortRange({ ...span, store: 'active' }),
    addExcludedPortRange({ ...span, store: 'persistent' }),
  ];
  return [
    {
      title: 'Make the exclusion last, as administrator',
      command: commands.map(displayCommand).join('\n'),
      disturbs: NOTHING,
      lasts: FOR_GOOD,
      page: 'docs/remedies/exclusion.md',
    },
  ];
}
