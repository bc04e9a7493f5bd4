import { MAX_PORT } from '../../ports/port-range.ts';
import type { Texts } from '../locale/messages.ts';
import type { MachineState } from '../machine-state.ts';
import { deletePortProxy, setPortProxy } from '../port-proxies.ts';
import { WIN32 } from '../win32-error.ts';
import { type NetshValues, PORT_PROXY_TYPES, type PortProxyType } from './netsh-grammar.ts';
import { crlf } from './program.ts';

type PortProxy = MachineState['portProxies'][number];

const RULER = '--------------- ----------  --------------- ----------';

/** `show v4tov4` and its like: title, header and rows; without rules one blank line. */
export function showPortProxies(machine: MachineState, texts: Texts, type: PortProxyType): string {
  return tables(machine, texts, [type]) || crlf('');
}

/** `show all`: a table for each type that has rules; without any one blank line. */
export function showAllPortProxies(machine: MachineState, texts: Texts): string {
  return tables(machine, texts, PORT_PROXY_TYPES) || crlf('');
}

/** `dump`: the script that makes the rules again, as public captures show it; it is not translated. */
export function dumpPortProxies({ portProxies }: MachineState): string {
  const rules = portProxies.map((rule) => {
    const listen = isEveryIpv4(rule.listenAddress) ? '' : ` listenaddress=${rule.listenAddress}`;
    return `add ${typeOf(rule)} listenport=${rule.listenPort}${listen} connectaddress=${rule.connectAddress} connectport=${rule.connectPort}`;
  });
  return crlf(
    '',
    '#========================',
    '# Port Proxy configuration',
    '#========================',
    'pushd interface portproxy',
    '',
    'reset',
    ...rules,
    '',
    '',
    'popd',
    '',
    '# End of Port Proxy configuration',
    '',
  );
}

/** `add` and `set`. @returns A Win32 error: those of the model, and 87 for a port or an address that cannot be one. */
export function putPortProxyRow(machine: MachineState, type: PortProxyType, values: NetshValues): number {
  const listen = listenerOf(type, values);
  const connectPort = values.connectport === undefined ? listen.listenPort : Number(values.connectport);
  // Guess: without a connect address, rules lead to the machine itself.
  const connectAddress = values.connectaddress ?? (type.endsWith('v6') ? '::1' : '127.0.0.1');
  const rule = { ...listen, connectAddress, connectPort };
  if (!machine.elevated) return WIN32.elevationRequired;
  if (!isPort(rule.listenPort) || !isPort(connectPort) || typeOf(rule) !== type)
    return WIN32.invalidParameter;
  return setPortProxy(machine, rule);
}

/** `delete`: the listen address must be spelled as it was when the rule was added. @returns A Win32 error. */
export function deletePortProxyRow(machine: MachineState, type: PortProxyType, values: NetshValues): number {
  return deletePortProxy(machine, listenerOf(type, values));
}

function listenerOf(
  type: PortProxyType,
  values: NetshValues,
): Pick<PortProxy, 'listenAddress' | 'listenPort'> {
  // A rule without a listen address is listed with `*` (public capture). Guess: `::` for IPv6.
  const everywhere = type.startsWith('v4') ? '*' : '::';
  return { listenAddress: values.listenaddress ?? everywhere, listenPort: Number(values.listenport) };
}

function isPort(port: number): boolean {
  return port >= 1 && port <= MAX_PORT;
}

function isEveryIpv4(address: string): boolean {
  return address === '*' || address === '0.0.0.0';
}

/** Guess: a name, which may stand for either family, counts as IPv4. */
function typeOf({ listenAddress, connectAddress }: PortProxy): PortProxyType {
  const family = (address: string) => (address.includes(':') ? 'v6' : 'v4');
  return `${family(listenAddress)}to${family(connectAddress)}`;
}

function tables(machine: MachineState, texts: Texts, types: readonly PortProxyType[]): string {
  return types
    .map((type) => ({ type, rules: machine.portProxies.filter((rule) => typeOf(rule) === type) }))
    .filter(({ rules }) => rules.length > 0)
    .map(({ type, rules }) => table(texts, type, rules))
    .join('');
}

function table(texts: Texts, type: PortProxyType, rules: readonly PortProxy[]): string {
  const families = { listen: `ip${type.slice(0, 2)}`, connect: `ip${type.slice(4)}` };
  const rows = rules.map(
    ({ listenAddress, listenPort, connectAddress, connectPort }) =>
      `${listenAddress.padEnd(15)} ${String(listenPort).padEnd(10)}  ${connectAddress.padEnd(15)} ${connectPort}`,
  );
  return crlf(
    '',
    texts('netsh.portproxy.title', families),
    '',
    texts('netsh.portproxy.header'),
    RULER,
    ...rows,
    '',
  );
}
