import type { MessageKey } from '../locale/messages.ts';
import type { ServiceStatus, SimulatedService } from '../machine-state.ts';
import { findService, startService, stopService } from '../services.ts';
import { WIN32 } from '../win32-error.ts';
import { crlf, type Program, type ProgramCall, type ProgramResult, printed, win32Text } from './program.ts';

const STATES: Readonly<Record<ServiceStatus, { readonly number: number; readonly key: MessageKey }>> = {
  stopped: { number: 1, key: 'sc.state.1' },
  'start-pending': { number: 2, key: 'sc.state.2' },
  'stop-pending': { number: 3, key: 'sc.state.3' },
  running: { number: 4, key: 'sc.state.4' },
};

const TYPES: Readonly<Partial<Record<number, MessageKey>>> = {
  1: 'sc.type.1',
  16: 'sc.type.10',
  32: 'sc.type.20',
  48: 'sc.type.30',
};

/** Services that wait for a preshutdown notice instead of ignoring the shutdown (public `sc query hns` captures). */
const PRESHUTDOWN = new Set(['hns']);

/**
 * `sc.exe` for this machine: query, queryex, qc, enumdepend, start, stop. It ends with the Win32 error; everything goes to
 * stdout (Guess).
 */
export const sc: Program = (call) => {
  const [verb = '', name = ''] = call.args;
  switch (verb.toLowerCase()) {
    case 'query':
    case 'queryex':
      return name === '' ? queryAll(call) : query(call, name);
    case 'qc':
      return config(call, name);
    case 'enumdepend':
      return dependents(call, name);
    case 'start':
      return control(call, name, 'StartService', startService);
    case 'stop':
      return control(call, name, 'ControlService', stopService);
    default:
      return printed(
        crlf('', texts(call, 'sc.unknown-command', verb), texts(call, 'sc.description', '')),
        1639,
      );
  }
};

function texts(call: ProgramCall, key: MessageKey, detail: string): string {
  return detail === '' ? call.texts(key) : `*** ${call.texts(key)}: ${detail}`;
}

function query(call: ProgramCall, name: string): ProgramResult {
  const service = findService(call.machine, name);
  if (!service) return failed(call, 'EnumQueryServicesStatus:OpenService', WIN32.serviceDoesNotExist);
  return printed(statusBlock(call, service, name));
}

function queryAll(call: ProgramCall): ProgramResult {
  const running = Object.values(call.machine.services).filter(
    ({ status, type }) => status !== 'stopped' && type !== 1,
  );
  return printed(running.map((service) => statusBlock(call, service, service.name, true)).join(''));
}

function dependents(call: ProgramCall, name: string): ProgramResult {
  const { machine } = call;
  const service = findService(machine, name);
  if (!service) return failed(call, 'EnumDependentServices:OpenService', WIN32.serviceDoesNotExist);
  const needing = service.dependents.flatMap((dependent) => findService(machine, dependent) ?? []);
  const count = call.texts('sc.entries', { count: needing.length });
  return printed(
    crlf(`[SC] EnumDependentServices: ${count}`) +
      needing.map((each) => statusBlock(call, each, each.name, true)).join(''),
  );
}

function control(
  call: ProgramCall,
  name: string,
  what: 'StartService' | 'ControlService',
  act: (machine: ProgramCall['machine'], name: string) => number,
): ProgramResult {
  const { machine } = call;
  const service = findService(machine, name);
  const step = what === 'StartService' ? `${what}: OpenService` : 'OpenService';
  if (!service) return failed(call, step, WIN32.serviceDoesNotExist);
  // sc.exe opens the service with the right to change it first: "denied" comes before "not started".
  if (!machine.elevated) return failed(call, step, WIN32.accessDenied);
  const error = act(machine, name);
  return error === WIN32.success ? printed(statusBlock(call, service, name)) : failed(call, what, error);
}

function failed(call: ProgramCall, what: string, error: number): ProgramResult {
  const text = crlf(
    `[SC] ${what} ${call.texts('sc.failed')} ${error}:`,
    '',
    win32Text(call.texts, error),
    '',
  );
  return printed(text, error);
}

/** The block of `sc query`, with the blanks at the ends of its lines. */
function statusBlock(
  call: ProgramCall,
  service: SimulatedService,
  name: string,
  withDisplayName = false,
): string {
  const say = call.texts;
  const state = STATES[service.status];
  const flags = flagsOf(service);
  const exitCode = service.win32ExitCode;
  return crlf(
    '',
    `${say('sc.label.service-name')}: ${name} `,
    ...(withDisplayName ? [`${say('sc.label.display-name')}: ${service.displayName}`] : []),
    row(call, 'sc.label.type', typeText(call, service)),
    row(call, 'sc.label.state', `${state.number}  ${say(state.key)} `),
    ...(flags === undefined ? [] : [`${' '.repeat(32)}${say(flags)}`]),
    row(call, 'sc.label.win32-exit-code', `${exitCode}  (0x${exitCode.toString(16)})`),
    row(call, 'sc.label.service-exit-code', '0  (0x0)'),
    row(call, 'sc.label.checkpoint', '0x0'),
    row(call, 'sc.label.wait-hint', '0x0'),
  );
}

function flagsOf({ name, status }: SimulatedService): MessageKey | undefined {
  if (status === 'stopped') return undefined;
  if (status !== 'running') return 'sc.flags.pending';
  return PRESHUTDOWN.has(name.toLowerCase()) ? 'sc.flags.preshutdown' : 'sc.flags.running';
}

function typeText(call: ProgramCall, { type }: SimulatedService): string {
  return `${type.toString(16)}  ${call.texts(TYPES[type] ?? 'sc.type.other')}  `;
}

function row(call: ProgramCall, label: MessageKey, value: string): string {
  return `        ${call.texts(label).padEnd(19)}: ${value}`;
}

/** `sc qc`. Guess: path, group and account, which this machine does not keep. */
function config(call: ProgramCall, name: string): ProgramResult {
  const { machine, texts: say } = call;
  const service = findService(machine, name);
  if (!service) return failed(call, 'OpenService', WIN32.serviceDoesNotExist);
  const needed = Object.values(machine.services)
    .filter((other) => other.dependents.some((each) => each.toLowerCase() === name.toLowerCase()))
    .map((other) => other.name);
  const isDriver = service.type === 1;
  const path = isDriver ? `system32\\drivers\\${service.name}.sys` : 'C:\\WINDOWS\\system32\\svchost.exe';
  const [first = '', ...rest] = needed;
  return printed(
    crlf(
      `[SC] QueryServiceConfig ${say('sc.success')}`,
      '',
      `${say('sc.label.service-name')}: ${name}`,
      row(call, 'sc.label.type', typeText(call, service).trimEnd()),
      row(
        call,
        'sc.label.start-type',
        service.startsAtBoot ? `2   ${say('sc.start-type.2')}` : `3   ${say('sc.start-type.3')}`,
      ),
      row(call, 'sc.label.error-control', `1   ${say('sc.error-control.1')}`),
      row(call, 'sc.label.binary-path-name', path),
      row(call, 'sc.label.load-order-group', ''),
      row(call, 'sc.label.tag', '0'),
      row(call, 'sc.label.display-name', service.displayName),
      row(call, 'sc.label.dependencies', first),
      ...rest.map((each) => `${' '.repeat(27)}: ${each}`),
      row(call, 'sc.label.service-start-name', isDriver ? '' : 'LocalSystem'),
    ),
  );
}
