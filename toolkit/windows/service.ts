import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Command, CommandResult } from '../host/command.ts';
import { CommandError } from '../host/command-error.ts';
import { endedWith } from './exit-code.ts';
import { type OutputLine, printedLines, unrecognized } from './output-lines.ts';

/** The Windows NAT driver: holds the blocks of reserved ports while NAT networks are up. */
export const WINNAT = 'winnat';
/** Host Network Service: never stopped by the toolkit. */
export const HNS = 'hns';

/** IP Helper: listens for the portproxy rules. */
export const IP_HELPER = 'iphlpsvc';

/** `absent`: there is no service of that name. The others are the states of the service control manager. */
export type ServiceState =
  | 'stopped'
  | 'start-pending'
  | 'stop-pending'
  | 'running'
  | 'resuming'
  | 'pausing'
  | 'paused'
  | 'absent';

export interface ServiceDependent {
  readonly name: string;
  readonly state: Exclude<ServiceState, 'absent'>;
}

export function queryService(name: string): Command {
  return { file: 'sc.exe', args: ['query', serviceName(name)], effect: 'read' };
}

/** Services that must stop before this one can. sc.exe's own buffer holds only a few of them, so a larger one is named. */
export function enumDependents(name: string): Command {
  return { file: 'sc.exe', args: ['enumdepend', serviceName(name), '16384'], effect: 'read' };
}

export function queryServiceConfig(name: string): Command {
  return { file: 'sc.exe', args: ['qc', serviceName(name)], effect: 'read' };
}

/** Stops the service and, without asking, those that depend on it. Exit code 2 does not tell "not started" from "denied". */
export function stopService(name: string): Command {
  return { file: 'net.exe', args: ['stop', serviceName(name), '/y'], effect: 'write', timeoutMs: 60_000 };
}

export function startService(name: string): Command {
  return { file: 'net.exe', args: ['start', serviceName(name)], effect: 'write', timeoutMs: 60_000 };
}

/** Windows allows neither slash in a service name (CreateService documentation), and net.exe would read `/x` as an option. */
function serviceName(name: string): string {
  if (/^[^\\/\s"][^\\/"]{0,255}$/.test(name)) return name;
  throw new ToolkitError(
    'input.invalid-argument',
    `${JSON.stringify(name)} is not a service name: give the short name that sc.exe query prints, such as winnat`,
  );
}

const SERVICE_DOES_NOT_EXIST = 1060;

/** By the digit sc.exe prints: SERVICE_STATUS.dwCurrentState. */
const STATES: Readonly<Record<string, ServiceDependent['state']>> = {
  '1': 'stopped',
  '2': 'start-pending',
  '3': 'stop-pending',
  '4': 'running',
  '5': 'resuming',
  '6': 'pausing',
  '7': 'paused',
};

/**
 * Reads how `sc.exe query NAME` ended. Labels and state words may be translated: the state is the digit of the second
 * indented `label : value` row, the first being the type.
 *
 * @throws {@link CommandError} `host.program-failed` for any exit code but 0 and 1060;
 *   {@link UnrecognizedOutputError} for another shape.
 */
export function parseServiceState(result: CommandResult): ServiceState {
  if (endedWith(result.exitCode, SERVICE_DOES_NOT_EXIST)) return 'absent';
  const [service, ...others] = readServices(result, 'a service state');
  if (service === undefined || others.length > 0)
    throw unrecognized('a service state', printedLines(result.stdout)[0]);
  return service.state;
}

/**
 * Reads how `sc.exe enumdepend NAME` ended.
 *
 * @returns The services that depend on it in the order printed, whatever their state; empty when there are none.
 * @throws as {@link parseServiceState}; a service that does not exist is a {@link CommandError} here.
 */
export function parseDependents(result: CommandResult): readonly ServiceDependent[] {
  return readServices(result, 'dependent services');
}

const UNINDENTED_ROW = /^\S[^:\uFF1A]*[:\uFF1A]\s*(\S.*?)\s*$/u;
const INDENTED_ROW = /^\s+\S[^:\uFF1A]*[:\uFF1A]\s*([0-9a-f]+)\s+(?![\s(])\S/iu;
/** `Enum: entriesread  = 1`, the one line with an equals sign and a number at its end. */
const ENTRY_COUNT = /=\s*(\d+)\s*$/;

/** Reads blocks of an unindented name row (and display name) and indented rows of which the first two are type and state. */
function readServices(result: CommandResult, what: string): readonly ServiceDependent[] {
  if (result.exitCode !== 0) throw new CommandError('host.program-failed', `cannot read ${what}`, result);
  const services: ServiceDependent[] = [];
  let counted: number | undefined;
  let block: { name: string; line: OutputLine; codes: string[] } | undefined;
  const lines = printedLines(result.stdout);
  for (const line of lines) {
    const count = ENTRY_COUNT.exec(line.text);
    const name = UNINDENTED_ROW.exec(line.text)?.[1];
    const code = INDENTED_ROW.exec(line.text)?.[1];
    if (count !== null && block === undefined) counted = Number(count[1]);
    else if (name !== undefined && (block === undefined || block.codes.length > 0))
      block = { name, line, codes: [] };
    else if (code !== undefined && block !== undefined && block.codes.push(code) === 2) {
      const state = STATES[code];
      if (state === undefined) throw unrecognized(what, line);
      services.push({ name: block.name, state });
    }
  }
  const isWhole = counted === undefined ? services.length > 0 : counted === services.length;
  if (!isWhole || (block !== undefined && block.codes.length < 2))
    throw unrecognized(what, block?.line ?? lines[0]);
  return services;
}

/**
 * The `NN` of "System error NN has occurred." after a `net start` that failed, in any language: the one integer of the first
 * line printed, on either stream. 5 is not elevated; 32 is a port of winnat's in use.
 *
 * @returns undefined when it succeeded or says no number.
 */
export function winnatStartError(result: CommandResult): number | undefined {
  if (result.exitCode === 0) return undefined;
  return systemErrorNumber(result.stderr) ?? systemErrorNumber(result.stdout);
}

/** The one integer of a text's first printed line. */
export function systemErrorNumber(text: string): number | undefined {
  const numbers = printedLines(text)[0]?.text.match(/\d+/g) ?? [];
  return numbers.length === 1 ? Number(numbers[0]) : undefined;
}
