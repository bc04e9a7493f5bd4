import { overlaps, PROTOCOLS } from '../ports/port-range.ts';
import { endDistribution } from './distributions.ts';
import { startDockerDesktop, stopDockerDesktop } from './docker-desktop.ts';
import { settleFeatures } from './features.ts';
import type { MachineState } from './machine-state.ts';
import { listenForPortProxies } from './port-proxies.ts';
import { bootProcesses, PROCESS } from './processes.ts';
import { insertRange } from './ranges.ts';
import { REGISTRY_KEYS, registryNumber } from './registry.ts';
import { matchServicesToFeatures } from './service-catalog.ts';
import { bindSocket, connectSocket } from './sockets.ts';
import { WIN32 } from './win32-error.ts';
import { drawWinnatBlocks, WINNAT } from './winnat.ts';

/** How long a restart takes on the machine's clock, in milliseconds. */
export const BOOT_DURATION_MS = 45_000;

/** Client connections that are open after a logon. */
const CLIENT_CONNECTIONS = 6;

/** URL-registered ports that http.sys always holds (WSDAPI). WinRM's are there when its firewall rule and service are. */
const HTTP_SYS_PORTS = [5357];
const WINRM_PORTS = [5985, 47001];

/**
 * Restarts Windows: runtime and active-only entries go, persistent ones return, pending features settle, winnat draws anew.
 * Docker Desktop comes back if it ran, with the containers whose restart policy says so; WSL distributions do not.
 */
export function reboot(machine: MachineState): void {
  const dockerRan = machine.docker.running;
  stopDockerDesktop(machine);
  machine.clockMs += BOOT_DURATION_MS;
  machine.bootedAtMs = machine.clockMs;
  machine.boots++;
  machine.restartPending = false;
  settleFeatures(machine);
  bringUpSystem(machine);
  if (dockerRan) startDockerDesktop(machine);
  logOn(machine);
}

/** Everything of a boot up to the logon. */
export function bringUpSystem(machine: MachineState): void {
  for (const { name } of machine.wsl.distributions) endDistribution(machine, name);
  machine.sockets = [];
  machine.processes = bootProcesses();
  restoreRanges(machine);
  restoreDynamicRanges(machine);
  matchServicesToFeatures(machine);
  startBootServices(machine);
  claimHttpSysPorts(machine);
  claimHnsRange(machine);
  openSystemListeners(machine);
  listenForPortProxies(machine);
  machine.wsl.networkWorks = machine.services[WINNAT]?.status === 'running';
  if (machine.services[WINNAT]?.status === 'running') drawWinnatBlocks(machine);
}

/** The person logs on: a few client connections open. */
export function logOn(machine: MachineState): void {
  for (let index = 0; index < CLIENT_CONNECTIONS; index++) {
    connectSocket(machine, '192.168.1.20', PROCESS.browser);
  }
}

function restoreRanges(machine: MachineState): void {
  for (const protocol of PROTOCOLS) {
    machine.ranges[protocol] = machine.ranges[protocol]
      .filter(({ persistent }) => persistent)
      .map((entry) => ({ ...entry, active: true }));
  }
}

/** MaxUserPort M makes 1024 + (M - 1023) of the live range (measured in nmap#3499). Guess: for udp as well, stored nowhere. */
function restoreDynamicRanges(machine: MachineState): void {
  machine.dynamic.active = structuredClone(machine.dynamic.persistent);
  const maxUserPort = registryNumber(machine, REGISTRY_KEYS.tcpipParameters, 'MaxUserPort');
  if (!machine.switches.maxUserPortWinsAtBoot || maxUserPort === undefined) return;
  if (maxUserPort < 5000 || maxUserPort > 65534) return;
  for (const family of ['ipv4', 'ipv6'] as const) {
    for (const protocol of PROTOCOLS) {
      machine.dynamic.active[family][protocol] = { startPort: 1024, numberOfPorts: maxUserPort - 1023 };
    }
  }
}

function startBootServices(machine: MachineState): void {
  for (const service of Object.values(machine.services)) {
    service.status = service.startsAtBoot ? 'running' : 'stopped';
    service.win32ExitCode = service.startsAtBoot ? WIN32.success : WIN32.serviceNeverStarted;
    delete service.pendingUntilMs;
  }
}

/** http.sys lists each of its ports as a row of one port, without a star. */
function claimHttpSysPorts(machine: MachineState): void {
  const ports = machine.services.winrm?.status === 'running' ? WINRM_PORTS : [];
  for (const port of [...HTTP_SYS_PORTS, ...ports]) {
    const range = { startPort: port, numberOfPorts: 1 };
    if (machine.ranges.tcp.some((entry) => overlaps(entry, range))) continue;
    bindSocket(machine, { protocol: 'tcp', address: '0.0.0.0', port, processId: PROCESS.system });
    insertRange(machine, 'tcp', {
      ...range,
      kind: 'runtime',
      owner: 'http.sys',
      active: true,
      persistent: false,
    });
  }
}

/** hns takes 50000-50059, tcp and udp, as an administered range, unless its registry value says 0. */
function claimHnsRange(machine: MachineState): void {
  const read = (name: string) => registryNumber(machine, REGISTRY_KEYS.hnsState, name);
  if (machine.services.hns?.status !== 'running' || read('EnableExcludedPortRange') === 0) return;
  const range = {
    startPort: read('ExcludedPortRangeStartPort') ?? 50000,
    numberOfPorts: read('ExcludedPortRangePortCount') ?? 60,
  };
  for (const protocol of PROTOCOLS) {
    if (machine.ranges[protocol].some((entry) => overlaps(entry, range))) continue;
    insertRange(machine, protocol, {
      ...range,
      kind: 'administered',
      owner: 'hns',
      active: true,
      persistent: false,
    });
  }
}

function openSystemListeners(machine: MachineState): void {
  if (machine.services.vmms?.status === 'running') {
    machine.processes[PROCESS.vmms] = { name: 'vmms', services: ['vmms'] };
    bindSocket(machine, { protocol: 'tcp', address: '0.0.0.0', port: 2179, processId: PROCESS.vmms });
  }
  bindSocket(machine, { protocol: 'tcp', address: '0.0.0.0', port: 135, processId: PROCESS.rpc });
  bindSocket(machine, { protocol: 'tcp', address: '192.168.1.20', port: 139, processId: PROCESS.system });
  bindSocket(machine, { protocol: 'tcp', address: '0.0.0.0', port: 445, processId: PROCESS.system });
  bindSocket(machine, { protocol: 'udp', address: '0.0.0.0', port: 5353, processId: PROCESS.dnsClient });
  bindSocket(machine, { protocol: 'udp', address: '0.0.0.0', port: 5355, processId: PROCESS.dnsClient });
}
