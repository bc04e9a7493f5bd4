import type { Texts } from '../locale/messages.ts';
import type { MachineState, SimulatedSocket } from '../machine-state.ts';
import { crlf, type Program, printed } from './program.ts';

/** Guess: whom a client is connected to is not part of the machine (an address for documentation, RFC 5737). */
const FAR_END = '203.0.113.7:443';

/**
 * `netstat.exe`. Guess: addresses are numbers with or without `-n`. Of its options `-a`, `-o` and `-p` count, in one word or
 * several; `-b` needs elevation.
 */
export const netstat: Program = ({ machine, texts, args }) => {
  const letters = new Set(
    args.filter((word) => /^[-/]/.test(word)).flatMap((word) => [...word.slice(1).toLowerCase()]),
  );
  if (letters.has('?')) return printed(crlf('', texts('netstat.usage'), ''), 1);
  if (letters.has('b') && !machine.elevated) return printed(crlf(texts('netstat.elevation')), 1);
  const protocol = letters.has('p') ? args.at(-1)?.toLowerCase() : undefined;
  const sockets = machine.sockets.filter(
    (socket) =>
      (letters.has('a') || socket.state === 'connected') &&
      (protocol === undefined || protocol === socket.protocol),
  );
  const withProcess = letters.has('o');
  const heading = columns(
    texts('netstat.column.protocol'),
    texts('netstat.column.local'),
    texts('netstat.column.foreign'),
    texts('netstat.column.state'),
    withProcess ? 'PID' : '',
  );
  const rows = inPrintedOrder(sockets).map((socket) => row(texts, socket, withProcess));
  return printed(crlf('', texts('netstat.title'), '', heading, ...rows));
};

function row(texts: Texts, socket: SimulatedSocket, withProcess: boolean): string {
  const { protocol, localAddress, localPort, state, processId } = socket;
  const isIpv6 = localAddress.includes(':');
  const local = `${isIpv6 ? `[${localAddress}]` : localAddress}:${localPort}`;
  return columns(
    protocol.toUpperCase(),
    local,
    foreign(state, isIpv6),
    stateText(texts, state),
    withProcess ? String(processId) : '',
  );
}

function foreign(state: SimulatedSocket['state'], isIpv6: boolean): string {
  if (state === 'bound') return '*:*';
  if (state === 'connected') return FAR_END;
  return isIpv6 ? '[::]:0' : '0.0.0.0:0';
}

function stateText(texts: Texts, state: SimulatedSocket['state']): string {
  if (state === 'bound') return '';
  return state === 'listening' ? texts('netstat.state.listening') : texts('netstat.state.connected');
}

function columns(protocol: string, local: string, far: string, state: string, process: string): string {
  return `  ${protocol.padEnd(5)}  ${local.padEnd(21)}  ${far.padEnd(21)}  ${state.padEnd(14)}  ${process}`;
}

/** tcp before udp, IPv4 before IPv6, then by address and port. */
function inPrintedOrder(sockets: readonly SimulatedSocket[]): MachineState['sockets'] {
  const isIpv6 = ({ localAddress }: SimulatedSocket) => Number(localAddress.includes(':'));
  return sockets.toSorted(
    (left, right) =>
      left.protocol.localeCompare(right.protocol) ||
      isIpv6(left) - isIpv6(right) ||
      left.localAddress.localeCompare(right.localAddress) ||
      left.localPort - right.localPort,
  );
}
