import type { Protocol } from '../../ports/port-range.ts';
import { getDynamicRange, setDynamicRange } from '../dynamic-range.ts';
import type { Texts } from '../locale/messages.ts';
import type { MachineState } from '../machine-state.ts';
import { resetPortProxies } from '../port-proxies.ts';
import { addExclusion, deleteExclusion, endPort, listRanges, type Store } from '../ranges.ts';
import { WIN32 } from '../win32-error.ts';
import {
  type NetshAction,
  type NetshCommand,
  type NetshLine,
  type NetshValues,
  parseNetshLine,
} from './netsh-grammar.ts';
import { showServiceState, showUrlAcl } from './netsh-http.ts';
import {
  deletePortProxyRow,
  dumpPortProxies,
  putPortProxyRow,
  showAllPortProxies,
  showPortProxies,
} from './netsh-portproxy.ts';
import { commandUsage, contextHelp } from './netsh-usage.ts';
import { crlf, type Program, type ProgramCall, type ProgramResult, printed, win32Text } from './program.ts';

/** Dashes under the title of `show dynamicportrange`: 33 in every capture. */
const DYNAMIC_RULER = '-'.repeat(33);

/**
 * `netsh.exe` with one command on its line. Everything it says, errors too, goes to stdout.
 *
 * Texts and exit codes follow netsh's documentation and public captures; help that was asked for exits with 0 (Guess).
 */
export const netsh: Program = (call) => {
  const { machine, args } = call;
  const line = parseNetshLine(args, machine.switches.acceptsSpaceAroundEquals);
  if (isRefusedUnseen(machine, line)) return netshError(call, call.texts('netsh.elevation'));
  switch (line.kind) {
    case 'command':
      return runCommand(call, line.command, line.values);
    case 'usage':
      return printed(commandUsage(call.texts, line.command));
    case 'context-help':
      return printed(contextHelp(call.texts, line.group));
    case 'missing':
      return syntaxError(call, line.command, crlf(call.texts('netsh.missing-parameter')));
    case 'invalid':
      return syntaxError(call, line.command, '');
    case 'unknown':
      return netshError(call, call.texts('netsh.unknown-command', { command: args.join(' ') }));
    case 'not-simulated':
      return netshError(call, call.texts('netsh.not-simulated', { command: args.join(' ') }));
    case 'shell':
      return netshError(call, call.texts('netsh.no-shell'));
  }
};

/** With the switch `checksSyntaxBeforeElevation` off, a change is refused before its tags are looked at. */
function isRefusedUnseen(machine: MachineState, line: NetshLine): boolean {
  const isMalformed = line.kind === 'missing' || line.kind === 'invalid';
  return (
    isMalformed &&
    line.command.verb !== 'show' &&
    !machine.elevated &&
    !machine.switches.checksSyntaxBeforeElevation
  );
}

function runCommand(call: ProgramCall, command: NetshCommand, values: NetshValues): ProgramResult {
  const { machine, texts } = call;
  const action = command.action;
  switch (action.name) {
    case 'portproxy-show':
      return printed(showPortProxies(machine, texts, action.type));
    case 'portproxy-show-all':
      return printed(showAllPortProxies(machine, texts));
    case 'portproxy-dump':
      return printed(dumpPortProxies(machine));
    case 'portproxy-put':
      return changed(call, putPortProxyRow(machine, action.type, values), '\r\n');
    case 'portproxy-delete':
      return changed(call, deletePortProxyRow(machine, action.type, values), '\r\n');
    case 'portproxy-reset':
      return changed(call, resetPortProxies(machine), '\r\n');
    case 'http-servicestate':
      return printed(showServiceState(machine, texts));
    case 'http-urlacl':
      return printed(showUrlAcl(machine, texts));
    default:
      return runRangeCommand(call, action, values);
  }
}

type RangeAction = Extract<NetshAction, { readonly family: 'ipv4' | 'ipv6' }>;

function runRangeCommand(call: ProgramCall, action: RangeAction, values: NetshValues): ProgramResult {
  const { machine, texts } = call;
  const { family } = action;
  const protocol: Protocol = values.protocol === 'udp' ? 'udp' : 'tcp';
  const range = { startPort: Number(values.startport), numberOfPorts: Number(values.numberofports) };
  const ok = `${texts('netsh.ok')}\r\n\r\n`;
  switch (action.name) {
    case 'show-excluded':
      return printed(excludedTable(machine, texts, protocol, storeOf(values, 'active')));
    case 'show-dynamic': {
      const dynamic = getDynamicRange(machine, family, protocol, storeOf(values, 'active'));
      return printed(dynamicTable(texts, protocol, dynamic.startPort, dynamic.numberOfPorts));
    }
    case 'add-excluded':
      return changed(call, addExclusion(machine, protocol, range, storeOf(values, 'persistent')), ok);
    case 'delete-excluded':
      return changed(call, deleteExclusion(machine, protocol, range, storeOf(values, 'persistent')), ok);
    case 'set-dynamic': {
      const error = setDynamicRange(machine, family, protocol, range, storeOf(values, 'persistent'));
      return changed(call, error, ok);
    }
  }
}

function storeOf(values: NetshValues, byDefault: Store): Store {
  const { store } = values;
  return store === 'active' || store === 'persistent' ? store : byDefault;
}

function excludedTable(machine: MachineState, texts: Texts, protocol: Protocol, store: Store): string {
  const rows = listRanges(machine, protocol, store).map((range) => {
    const ports = `${String(range.startPort).padStart(10)}  ${String(endPort(range)).padStart(10)}`;
    return `${ports}     ${range.kind === 'administered' ? '*' : ' '}`;
  });
  return crlf(
    '',
    texts('netsh.excluded.title', { protocol }),
    '',
    texts('netsh.excluded.header'),
    texts('netsh.excluded.ruler'),
    ...rows,
    '',
    texts('netsh.excluded.footer'),
    '',
  );
}

function dynamicTable(texts: Texts, protocol: Protocol, startPort: number, numberOfPorts: number): string {
  return crlf(
    '',
    texts('netsh.dynamic.title', { protocol }),
    DYNAMIC_RULER,
    texts('netsh.dynamic.start-port', { value: startPort }),
    texts('netsh.dynamic.number-of-ports', { value: numberOfPorts }),
    '',
  );
}

/** What a command that changes something says: its own success text, or Windows' sentence for the error. */
function changed(call: ProgramCall, error: number, success: string): ProgramResult {
  if (error === WIN32.success) return printed(success);
  const isElevation = error === WIN32.elevationRequired;
  return netshError(call, isElevation ? call.texts('netsh.elevation') : win32Text(call.texts, error));
}

function syntaxError(call: ProgramCall, command: NetshCommand, before: string): ProgramResult {
  const { machine, texts } = call;
  const text = `${before}${crlf(texts('netsh.invalid-syntax'))}${commandUsage(texts, command)}`;
  return printed(text, command.verb === 'show' ? machine.switches.showBadArgumentsExitCode : 1);
}

function netshError({ machine }: ProgramCall, text: string): ProgramResult {
  return printed(crlf(text, ...(machine.switches.netshErrorTrailingBlankLine ? [''] : [])), 1);
}
