import { takeFault } from './faults.ts';
import type { MachineState, SimulatedService } from './machine-state.ts';
import { IP_HELPER, listenForPortProxies, stopListeningForPortProxies } from './port-proxies.ts';
import { registryNumber, serviceKey } from './registry.ts';
import { WIN32 } from './win32-error.ts';
import { afterWinnatStarted, afterWinnatStopped, isWinnatBlocked, WINNAT } from './winnat.ts';

/** SERVICE_DISABLED of the Windows SDK, as a registry value that somebody has written. */
const DISABLED = 4;

/** Finds a service as the service manager does: by its name in any case. */
export function findService(machine: MachineState, name: string): SimulatedService | undefined {
  return machine.services[name.toLowerCase()];
}

/** The services that need this one and are not stopped: what `net stop` asks about. */
export function runningDependents(machine: MachineState, name: string): SimulatedService[] {
  const dependents = findService(machine, name)?.dependents ?? [];
  return dependents
    .flatMap((dependent) => findService(machine, dependent) ?? [])
    .filter(({ status }) => status !== 'stopped');
}

/**
 * Asks a service to stop. It stops at once unless a `stuck-stop` fault holds it in STOP_PENDING.
 *
 * "Not started" comes before "access denied", as a public capture of an unelevated `net stop winnat` shows for net.exe;
 * sc.exe opens the service first and so must look at `machine.elevated` itself.
 *
 * @returns 0; 1060 no such service; 1062 not started; 5 not elevated; 1061 already stopping or starting;
 *   1051 a dependent is running.
 */
export function stopService(machine: MachineState, name: string): number {
  const service = findService(machine, name);
  if (!service) return WIN32.serviceDoesNotExist;
  if (service.status === 'stopped') return WIN32.serviceNotActive;
  if (!machine.elevated) return WIN32.accessDenied;
  if (service.status !== 'running') return WIN32.serviceCannotAcceptControl;
  if (runningDependents(machine, name).length > 0) return WIN32.dependentServicesRunning;
  const stuck = takeFault(
    machine,
    'stuck-stop',
    (fault) => fault.service.toLowerCase() === name.toLowerCase(),
  );
  if (stuck) {
    service.status = 'stop-pending';
    service.pendingUntilMs = machine.clockMs + stuck.ms;
  } else {
    completeStop(machine, name);
  }
  return WIN32.success;
}

export interface StopResult {
  /** As of {@link stopService}. */
  readonly error: number;
  /** Display names of what was stopped or began to stop, in order; the service itself last. */
  readonly stopped: readonly string[];
}

/** `net stop NAME /y`: stops the dependents first. Ends at the first that does not stop. */
export function stopServiceAndDependents(machine: MachineState, name: string): StopResult {
  const stopped: string[] = [];
  if (machine.elevated) {
    for (const dependent of runningDependents(machine, name)) {
      const inner = stopServiceAndDependents(machine, dependent.name);
      stopped.push(...inner.stopped);
      if (inner.error !== WIN32.success) return { error: inner.error, stopped };
    }
  }
  const error = stopService(machine, name);
  const service = findService(machine, name);
  if (error === WIN32.success && service) stopped.push(service.displayName);
  return { error, stopped };
}

/**
 * Starts a service, after the services it needs.
 *
 * @returns 0; 1060; 5 not elevated; 1058 disabled; 1056 already running or starting; 1061 still stopping; 1068 a service it needs does not
 *   start; 32 for winnat while containers that were published without it run (switch `publishedWhileDownBlocksStart`).
 */
export function startService(machine: MachineState, name: string): number {
  const service = findService(machine, name);
  if (!service) return WIN32.serviceDoesNotExist;
  if (!machine.elevated) return WIN32.accessDenied;
  if (service.status === 'stop-pending') return WIN32.serviceCannotAcceptControl;
  if (service.status !== 'stopped') return WIN32.serviceAlreadyRunning;
  if (registryNumber(machine, serviceKey(service.name), 'Start') === DISABLED) return WIN32.serviceDisabled;
  for (const needed of Object.values(machine.services)) {
    const isNeeded = needed.dependents.some((dependent) => dependent.toLowerCase() === name.toLowerCase());
    if (!isNeeded || needed.status === 'running') continue;
    if (startService(machine, needed.name) !== WIN32.success) return WIN32.serviceDependencyFailed;
  }
  const isWinnat = name.toLowerCase() === WINNAT;
  if (isWinnat && isWinnatBlocked(machine)) {
    service.win32ExitCode = WIN32.sharingViolation;
    return WIN32.sharingViolation;
  }
  service.status = 'running';
  service.win32ExitCode = WIN32.success;
  if (isWinnat) afterWinnatStarted(machine);
  if (name.toLowerCase() === IP_HELPER) listenForPortProxies(machine);
  return WIN32.success;
}

/** Completes what is pending and due by the machine's clock. */
export function settleServices(machine: MachineState): void {
  for (const service of Object.values(machine.services)) {
    if (service.pendingUntilMs === undefined || service.pendingUntilMs > machine.clockMs) continue;
    if (service.status === 'stop-pending') completeStop(machine, service.name);
    else service.status = 'running';
    delete service.pendingUntilMs;
  }
}

function completeStop(machine: MachineState, name: string): void {
  const service = findService(machine, name);
  if (!service) return;
  service.status = 'stopped';
  service.win32ExitCode = WIN32.success;
  if (name.toLowerCase() === WINNAT) afterWinnatStopped(machine);
  if (name.toLowerCase() === IP_HELPER) stopListeningForPortProxies(machine);
}
