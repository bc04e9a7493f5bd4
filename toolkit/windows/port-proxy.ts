import { UnrecognizedOutputError } from '../errors/toolkit-error.ts';
import type { Command } from '../host/command.ts';
import { MAX_PORT } from '../ports/port-range.ts';
import { netsh } from './netsh.ts';
import type { RegistryValue } from './registry.ts';

/** Which family listens and which one is connected to. */
export const PORT_PROXY_DIRECTIONS = ['v4tov4', 'v4tov6', 'v6tov4', 'v6tov6'] as const;
export type PortProxyDirection = (typeof PORT_PROXY_DIRECTIONS)[number];

/** Where IP Helper listens for a rule. tcp only. */
export interface PortProxyListener {
  /** An address as it was typed, a host name, or `*` for all; delete needs the same text. */
  readonly listenAddress: string;
  readonly listenPort: number;
}

export interface PortProxy extends PortProxyListener {
  /** An address or a host name. */
  readonly connectAddress: string;
  readonly connectPort: number;
}

/** Whether both listen on the same address, spelled the same, and port: Windows has one rule there at most. */
export function isSameListener(left: PortProxyListener, right: PortProxyListener): boolean {
  return left.listenAddress === right.listenAddress && left.listenPort === right.listenPort;
}

export function isSamePortProxy(left: PortProxy, right: PortProxy): boolean {
  const isSameEnd = left.connectAddress === right.connectAddress && left.connectPort === right.connectPort;
  return isSameListener(left, right) && isSameEnd;
}

/** Where Windows stores a v4tov4 rule: its value below `PORT_PROXY`. */
export function storedPortProxy(proxy: PortProxy): RegistryValue {
  const { listenAddress, listenPort, connectAddress, connectPort } = proxy;
  return {
    name: `${listenAddress}/${listenPort}`,
    type: 'REG_SZ',
    data: `${connectAddress}/${connectPort}`,
  };
}

/** Adds a rule, or replaces the one that listens on the same address and port. */
export function addPortProxy(direction: PortProxyDirection, proxy: PortProxy): Command {
  const tags = {
    listenport: proxy.listenPort,
    listenaddress: proxy.listenAddress,
    connectport: proxy.connectPort,
    connectaddress: proxy.connectAddress,
  };
  return netsh({ verb: 'add', context: ['portproxy'], subject: direction, tags });
}

export function deletePortProxy(direction: PortProxyDirection, listener: PortProxyListener): Command {
  const tags = { listenport: listener.listenPort, listenaddress: listener.listenAddress };
  return netsh({ verb: 'delete', context: ['portproxy'], subject: direction, tags });
}

/** Rules of one direction, or all. The rows of `all` do not say their direction. */
export function showPortProxies(which: PortProxyDirection | 'all'): Command {
  return netsh({ verb: 'show', context: ['portproxy'], subject: which });
}

const WHAT = 'portproxy rules';
const RULER = /^\s*-{4,}\s+-{4,}\s+-{4,}\s+-{4,}\s*$/;
const ROW = /^\s*(\S+)\s+(\d+)\s+(\S+)\s+(\d+)\s*$/;

/**
 * Reads what `netsh interface portproxy show …` prints: for each direction with rules two headings, a ruler of four runs of
 * dashes, the rows, a blank line. Without any rule it prints a blank line only.
 *
 * @returns Rules in printed order; empty for blank text.
 * @throws {@link UnrecognizedOutputError} for text without a ruler, a row directly under it that is none, a port outside 1-65535.
 */
export function parsePortProxies(stdout: string): PortProxy[] {
  const proxies: PortProxy[] = [];
  let heading: { number: number; text: string } | undefined;
  let inTable = false;
  for (const [index, text] of stdout.split(/\r?\n/).entries()) {
    const number = index + 1;
    if (text.trim() === '') inTable = false;
    else if (RULER.test(text)) {
      if (heading === undefined) throw new UnrecognizedOutputError(WHAT, number, text);
      heading = undefined;
      inTable = true;
    } else if (inTable) {
      const proxy = readPortProxyRow(text);
      if (proxy === undefined) throw new UnrecognizedOutputError(WHAT, number, text);
      proxies.push(proxy);
    } else heading ??= { number, text };
  }
  if (heading !== undefined) throw new UnrecognizedOutputError(WHAT, heading.number, heading.text);
  return proxies;
}

/** One row, or undefined when it is none or a port is outside 1-65535. */
export function readPortProxyRow(line: string): PortProxy | undefined {
  const [, listenAddress, listen, connectAddress, connect] = ROW.exec(line) ?? [];
  if (listenAddress === undefined || connectAddress === undefined) return undefined;
  const listenPort = Number(listen);
  const connectPort = Number(connect);
  return isPort(listenPort) && isPort(connectPort)
    ? { listenAddress, listenPort, connectAddress, connectPort }
    : undefined;
}

function isPort(value: number): boolean {
  return value >= 1 && value <= MAX_PORT;
}
