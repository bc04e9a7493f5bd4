import type { MachineState, SimulatedService } from '../machine-state.ts';
import { findService, runningDependents, startService, stopServiceAndDependents } from '../services.ts';
import { WIN32 } from '../win32-error.ts';
import {
  complained,
  crlf,
  type Program,
  type ProgramCall,
  type ProgramResult,
  printed,
  win32Text,
} from './program.ts';

/** Every failure of net.exe ends with 2: the code alone does not tell "already so" from "denied". */
const FAILED = 2;
const KERNEL_DRIVER = 1;

/**
 * `net.exe` as far as services and the elevation check `net session` go. Successes go to stdout, errors to stderr (Guess).
 *
 * Questions find no one at the keyboard and count as answered with no.
 */
export const net: Program = (call) => {
  const [verb = '', name, ...options] = call.args;
  switch (verb.toLowerCase()) {
    case 'start':
      return name === undefined ? listStarted(call) : start(call, name);
    case 'stop':
      return name === undefined ? syntax(call, 'NET STOP service') : stop(call, name, options);
    case 'session':
    case 'sessions':
      return call.machine.elevated
        ? printed(crlf(call.texts('net.no-entries'), ''))
        : systemError(call, WIN32.accessDenied);
    default:
      return syntax(call, 'NET [ SESSION | START | STOP ]');
  }
};

function listStarted({ machine, texts }: ProgramCall): ProgramResult {
  const names = Object.values(machine.services)
    .filter(({ status, type }) => status === 'running' && type !== KERNEL_DRIVER)
    .map(({ displayName }) => `   ${displayName}`)
    .toSorted();
  return printed(crlf(texts('net.started-list'), '', ...names, '', texts('net.completed'), ''));
}

function start(call: ProgramCall, name: string): ProgramResult {
  const { machine, texts } = call;
  const service = findByEitherName(machine, name);
  if (!service) return helpMessage(call, texts('net.invalid-name'), 2185);
  const error = startService(machine, service.name);
  switch (error) {
    case WIN32.success:
      return printed(progress(call, service.displayName, 'start'));
    case WIN32.serviceAlreadyRunning:
      return helpMessage(call, texts('net.already-started'), 2182);
    case WIN32.serviceCannotAcceptControl:
      return helpMessage(call, texts('net.busy'), 2189);
    default:
      return systemError(call, error);
  }
}

function stop(call: ProgramCall, name: string, options: readonly string[]): ProgramResult {
  const { machine, texts } = call;
  const service = findByEitherName(machine, name);
  if (!service) return helpMessage(call, texts('net.invalid-name'), 2185);
  const dependents =
    service.status === 'running' && machine.elevated ? runningDependents(machine, service.name) : [];
  const question = dependents.length > 0 ? dependentsList(call, service, dependents) : '';
  if (question !== '' && !options.some((option) => option.toLowerCase() === '/y')) {
    const asked = `${question}${texts('net.continue')} \r\n`;
    return { ...complained(crlf(texts('net.no-response'), ''), FAILED), stdout: asked };
  }
  const { error, stopped } = stopServiceAndDependents(machine, service.name);
  const said = question + stopped.map((displayName) => stopProgress(call, displayName)).join('');
  const stuck = Object.values(machine.services).find(
    ({ displayName, status }) => stopped.includes(displayName) && status === 'stop-pending',
  );
  if (stuck) {
    const complaint = crlf(texts('net.could-not-stop', { service: stuck.displayName }), '');
    return { ...complained(complaint, FAILED), stdout: said };
  }
  return error === WIN32.success ? printed(said) : { ...stopError(call, service, error), stdout: said };
}

function stopError(call: ProgramCall, service: SimulatedService, error: number): ProgramResult {
  const { texts } = call;
  if (error === WIN32.serviceNotActive) {
    return helpMessage(call, texts('net.not-started', { service: service.displayName }), 3521);
  }
  return error === WIN32.serviceCannotAcceptControl
    ? helpMessage(call, texts('net.busy'), 2189)
    : systemError(call, error);
}

/** A service that is still stopping gets no line of success. */
function stopProgress(call: ProgramCall, displayName: string): string {
  const service = findByEitherName(call.machine, displayName);
  return service?.status === 'stop-pending'
    ? crlf(call.texts('net.stopping', { service: displayName }))
    : progress(call, displayName, 'stop');
}

/** A driver's success comes alone after a blank line; a service first says what it is doing (public captures). */
function progress(call: ProgramCall, displayName: string, verb: 'start' | 'stop'): string {
  const { machine, texts } = call;
  const values = { service: displayName };
  const isDriver = findByEitherName(machine, displayName)?.type === KERNEL_DRIVER;
  const [doing, done] =
    verb === 'start'
      ? [texts('net.starting', values), texts('net.started', values)]
      : [texts('net.stopping', values), texts('net.stopped', values)];
  return crlf(isDriver ? '' : doing, done, '');
}

function dependentsList(
  { texts }: ProgramCall,
  service: SimulatedService,
  dependents: readonly SimulatedService[],
): string {
  const names = dependents.map(({ displayName }) => `   ${displayName}`);
  return crlf(texts('net.dependents', { service: service.displayName }), '', ...names, '');
}

/** net.exe takes the name of a service and its display name. */
function findByEitherName(machine: MachineState, name: string): SimulatedService | undefined {
  const wanted = name.toLowerCase();
  return (
    findService(machine, name) ??
    Object.values(machine.services).find(({ displayName }) => displayName.toLowerCase() === wanted)
  );
}

function helpMessage({ texts }: ProgramCall, message: string, number: number): ProgramResult {
  const help = texts('net.more-help', { command: `NET HELPMSG ${number}` });
  return complained(crlf(message, '', help, ''), FAILED);
}

function systemError({ texts }: ProgramCall, code: number): ProgramResult {
  return complained(crlf(texts('net.system-error', { code }), '', win32Text(texts, code), ''), FAILED);
}

/** Guess: exit code 1. */
function syntax({ texts }: ProgramCall, usage: string): ProgramResult {
  return complained(crlf(texts('net.syntax'), '', usage, ''), 1);
}
