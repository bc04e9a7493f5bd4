import type { SocketInUse } from '../../toolkit/host/questions.ts';
import { type PortRange, portRange } from '../../toolkit/ports/port-range.ts';
import type { ExcludedPortRange } from '../../toolkit/windows/excluded-port-range.ts';
import { printDynamic, printExcluded } from '../windows/printed.ts';
import type { Reply } from './fake-host.ts';

export const own = (start: number, last = start): ExcludedPortRange => ({
  ...portRange(start, last),
  administered: true,
});
export const block = (start: number, last = start + 99): ExcludedPortRange => ({
  ...portRange(start, last),
  administered: false,
});

export const showExcluded = (protocol = 'tcp', store = 'active') =>
  `netsh interface ipv4 show excludedportrange protocol=${protocol} store=${store}`;
export const changeExcluded = (verb: 'add' | 'delete', start: number, count = 1, protocol = 'tcp') =>
  `netsh interface ipv4 ${verb} excludedportrange protocol=${protocol} startport=${start} numberofports=${count} store=persistent`;
export const excluded = (...rows: readonly ExcludedPortRange[]) => printExcluded(rows);

/** Both stores of one protocol: what is active, and of it what lasts. */
export function tables(active: readonly ExcludedPortRange[], protocol = 'tcp') {
  return {
    [showExcluded(protocol)]: printExcluded(active, protocol),
    [showExcluded(protocol, 'persistent')]: printExcluded(
      active.filter(({ administered }) => administered),
      protocol,
    ),
  };
}

export const showDynamic = (family: string, protocol: string, store: string) =>
  `netsh interface ${family} show dynamicportrange protocol=${protocol} store=${store}`;
export const setDynamic = (
  family: string,
  protocol: string,
  { startPort, numberOfPorts }: PortRange,
  store: string,
) =>
  `netsh interface ${family} set dynamicportrange protocol=${protocol} startport=${startPort} numberofports=${numberOfPorts} store=${store}`;
export const dynamic = (range: PortRange) => printDynamic(range);

const STATE = { stopped: 1, 'start-pending': 2, 'stop-pending': 3, running: 4 } as const;

/** What `sc.exe query` prints, with translated labels. */
export function service(name: string, state: keyof typeof STATE): string {
  return [
    '',
    `SERVICE_NAME: ${name} `,
    '        TYP                : 1  KERNEL_DRIVER  ',
    `        STATUS             : ${STATE[state]}  XXXX `,
    '        WIN32_EXIT_CODE    : 0  (0x0)',
    '',
  ].join('\r\n');
}
export const noService: Reply = { exitCode: 1060, stdout: '[SC] EnumQueryServicesStatus:OpenService 1060:' };

/** What `sc.exe enumdepend` prints. */
export function dependents(...names: readonly string[]): string {
  const rows = names.flatMap((name) => [
    '',
    `SERVICE_NAME: ${name}`,
    'DISPLAY_NAME: Ein Dienst',
    '        TYP                : 20  WIN32_SHARE_PROCESS  ',
    '        STATUS             : 4  RUNNING ',
  ]);
  return [`Enum: entriesread  = ${names.length}`, ...rows, ''].join('\r\n');
}

interface ContainerText {
  readonly status?: string;
  /** Host ports, the same inside; what it asked for. */
  readonly wanted?: readonly number[];
  readonly published?: boolean;
  readonly hostIp?: string;
  readonly protocol?: 'tcp' | 'udp';
  readonly error?: string;
  readonly autoRemove?: boolean;
  readonly startedAt?: string;
}

/** What `docker container inspect` prints. */
export function inspected(name: string, text: ContainerText = {}): string {
  const { status = 'running', wanted = [8065], published = status === 'running', hostIp = '' } = text;
  const { error = '', autoRemove = false, startedAt } = text;
  const protocol = text.protocol ?? 'tcp';
  const map = (ip: string) =>
    Object.fromEntries(wanted.map((port) => [`${port}/${protocol}`, [{ HostIp: ip, HostPort: `${port}` }]]));
  return JSON.stringify([
    {
      Id: '4f5e',
      Name: `/${name}`,
      State: { Status: status, ExitCode: 0, Error: error, ...(startedAt && { StartedAt: startedAt }) },
      Config: { Image: 'mattermost' },
      HostConfig: { PortBindings: map(hostIp), RestartPolicy: { Name: 'no' }, AutoRemove: autoRemove },
      NetworkSettings: { Ports: published ? map(hostIp || '0.0.0.0') : {} },
    },
  ]);
}

export const noContainer: Reply = {
  exitCode: 1,
  stderr: 'Error response from daemon: No such container: mattermost',
};
export const engineDown: Reply = {
  exitCode: 1,
  stderr: 'error during connect: open //./pipe/docker_engine: The system cannot find the file specified.',
};

export const dockerPs = 'docker ps --all --no-trunc --format "{{json .}}"';
export const dockerInfo = 'docker info --format "{{json .}}"';
export const dockerImages = 'docker image ls --format "{{json .}}"';
export const engine = (OSType: 'linux' | 'windows' = 'linux') =>
  JSON.stringify({ OSType, ServerVersion: '28.0.1' });
export const containers = (...names: readonly string[]) =>
  names
    .map((Names) => JSON.stringify({ ID: '4f5e', Names, Image: 'x', State: 'running', Ports: '' }))
    .join('\n');

export const listener = (localPort: number, more: Partial<SocketInUse> = {}): SocketInUse => ({
  protocol: 'tcp',
  localAddress: '0.0.0.0',
  localPort,
  state: 'listening',
  processId: 4711,
  processName: 'nginx.exe',
  ...more,
});

/** Replies of a machine on which nobody uses winnat. */
export const nobodyOnWinNat: Readonly<Record<string, Reply>> = {
  'sc enumdepend winnat 16384': dependents(),
  'wsl --list --running --quiet': '',
  'sc query RemoteAccess': noService,
  [dockerPs]: engineDown,
  [dockerInfo]: engineDown,
};

export const failed = (exitCode = 1, stdout = '', stderr = ''): Reply => ({ exitCode, stdout, stderr });
export const inUse: Reply = {
  exitCode: 1,
  stdout: 'Der Prozess kann nicht auf die Datei zugreifen, da sie von einem anderen verwendet wird.\r\n',
};
