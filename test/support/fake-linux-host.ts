import { ToolkitError } from '../../toolkit/errors/toolkit-error.ts';
import type { Host } from '../../toolkit/host/host.ts';
import type { QuestionName, SocketInUse } from '../../toolkit/host/questions.ts';
import { endPort, type PortRange } from '../../toolkit/ports/port-range.ts';
import { mergeRanges } from '../../toolkit/ports/port-set.ts';
import { fakeClock } from './fake-host.ts';

const RANGE = '/proc/sys/net/ipv4/ip_local_port_range';
const RESERVED = '/proc/sys/net/ipv4/ip_local_reserved_ports';
const UNPRIVILEGED = '/proc/sys/net/ipv4/ip_unprivileged_port_start';

export interface FakeLinux {
  readonly host: Host;
  /** Every file, the kernel's own among them, by its path. */
  readonly files: Map<string, string>;
  /** Paths that were written, in order. */
  readonly written: readonly string[];
}

export interface FakeLinuxOptions {
  readonly files?: Readonly<Record<string, string>>;
  readonly sockets?: readonly SocketInUse[];
  /** The answer to every bind. @defaultValue 0 where no socket has the port, else 10048 */
  readonly socketError?: number;
  readonly machine?: string;
}

/**
 * A Linux machine in memory. Its kernel takes and refuses values as the real one does: a test in a network namespace gives both the
 * same values and compares what stands there afterwards.
 */
export function fakeLinux({ files: given = {}, sockets = [], ...options }: FakeLinuxOptions = {}): FakeLinux {
  const files = new Map(
    Object.entries({
      [RANGE]: '32768\t60999\n',
      [RESERVED]: '\n',
      [UNPRIVILEGED]: '1024\n',
      '/etc/sysctl.d/README': 'no file of settings',
      ...given,
    }),
  );
  const written: string[] = [];
  const host: Host = {
    kind: 'linux',
    machine: options.machine ?? 'local',
    clock: fakeClock(),
    run: async ({ file }) => {
      throw new ToolkitError('host.program-missing', `no ${file}`);
    },
    // Each answer has the shape of the question it is for.
    ask: (async (name: QuestionName, question: { readonly port?: number }) => {
      if (name === 'listeners') return { sockets };
      const isHeld = sockets.some(({ localPort }) => localPort === question.port);
      return { socketError: options.socketError ?? (isHeld ? 10048 : 0) };
    }) as Host['ask'],
    readText: async (path) => files.get(path),
    listFolder: async (folder) => namesIn(files, folder),
    writeText: async (path, text) => {
      written.push(path);
      if (text === undefined) files.delete(path);
      else files.set(path, path.startsWith('/proc/sys/') ? kernelValue(files, path, text) : text);
    },
    isElevated: async () => true,
    close: async () => {},
  };
  return { host, files, written };
}

function namesIn(files: ReadonlyMap<string, string>, folder: string): string[] | undefined {
  const names = [...files.keys()].filter((path) => path.startsWith(`${folder}/`));
  return names.length === 0 ? undefined : names.map((path) => path.slice(folder.length + 1));
}

/** What stands in a kernel file after a write. @throws ToolkitError where the kernel answers EINVAL; the old value then stays. */
export function kernelValue(files: ReadonlyMap<string, string>, path: string, text: string): string {
  const old = files.get(path) ?? '';
  // A write of no bytes never reaches the kernel.
  if (text === '') return old;
  if (path === RESERVED) return reservedValue(text) ?? refuse(path, text);
  if (path === RANGE) return rangeValue(text, Number(files.get(UNPRIVILEGED))) ?? refuse(path, text);
  throw new Error(`a surprise: ${path}`);
}

function refuse(path: string, text: string): never {
  throw new ToolkitError('host.file-failed', `cannot write ${path}: EINVAL ${JSON.stringify(text)}`);
}

/** `proc_do_large_bitmap`: commas and line ends between the items, and nothing else. */
function reservedValue(text: string): string | undefined {
  const ranges: PortRange[] = [];
  for (const item of text
    .replace(/^\n/, '')
    .replace(/,?\n?$/, '')
    .split(/[,\n]/)) {
    if (item === '' && ranges.length === 0) continue;
    const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(item) ?? [];
    const startPort = Number(first);
    const lastPort = Number(last);
    if (!(lastPort >= startPort && lastPort <= 65535)) return undefined;
    ranges.push({ startPort, numberOfPorts: lastPort - startPort + 1 });
  }
  const shown = mergeRanges(ranges).map((range) =>
    range.numberOfPorts === 1 ? `${range.startPort}` : `${range.startPort}-${endPort(range)}`,
  );
  return `${shown.join(',')}\n`;
}

/** `ipv4_local_port_range`: two ports, ascending, none below ip_unprivileged_port_start. */
function rangeValue(text: string, unprivilegedPortStart: number): string | undefined {
  const [, first, last] = /^\s*(\d+)\s+(\d+)\s*$/.exec(text) ?? [];
  const isTaken =
    Number(first) >= Math.max(1, unprivilegedPortStart) &&
    Number(last) >= Number(first) &&
    Number(last) <= 65535;
  return isTaken ? `${Number(first)}\t${Number(last)}\n` : undefined;
}

export const RESERVED_PORTS_FILE = RESERVED;
export const LOCAL_PORT_RANGE_FILE = RANGE;
