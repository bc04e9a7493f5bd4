import { ToolkitError } from '../errors/toolkit-error.ts';
import { type Command, displayCommand } from '../host/command.ts';
import type { Host } from '../host/host.ts';
import { PROTOCOLS } from '../ports/port-range.ts';
import { dockerInfo, listContainers } from '../windows/docker.ts';
import { showDynamicPortRange } from '../windows/dynamic-port-range.ts';
import { showExcludedPortRange } from '../windows/excluded-port-range.ts';
import type { NetTcpSetting } from '../windows/net-tcp-setting.ts';
import { FAMILIES } from '../windows/netsh.ts';
import { showSockets } from '../windows/netstat.ts';
import { showPortProxies } from '../windows/port-proxy.ts';
import { queryRegistryValue, TCPIP_PARAMETERS } from '../windows/registry.ts';
import { HNS, queryService, WINNAT } from '../windows/service.ts';
import { listRunningDistributions } from '../windows/wsl.ts';

/** What one program printed, or why nothing is known of it. */
export interface SupportReading {
  /** As a person would type it. */
  readonly command: string;
  /** Both streams, stdout first; undefined where it did not run to its end. */
  readonly output?: string;
  /** Only where it is not 0. */
  readonly exitCode?: number;
  readonly failure?: string;
}

/**
 * Reads what somebody needs who looks at this machine from afar. Of Docker's answers only the fields that matter are kept:
 * labels, mounts, proxies and registries are never in it.
 *
 * @throws What is no answer of the machine: an interruption, and bugs.
 */
export async function readSupport(host: Host): Promise<SupportReading[]> {
  return Promise.all([
    ...supportCommands().map((command) => read(host, command)),
    read(host, dockerInfo(), (line) => kept(line, DOCKER_INFO)),
    read(host, listContainers(), (line) => kept(line, DOCKER_CONTAINER)),
    readTcpSettings(host),
  ]);
}

function supportCommands(): Command[] {
  return [
    ...PROTOCOLS.flatMap((protocol) =>
      (['persistent', 'active'] as const).map((store) =>
        showExcludedPortRange({ family: 'ipv4', protocol, store }),
      ),
    ),
    ...PROTOCOLS.flatMap((protocol) =>
      FAMILIES.map((family) => showDynamicPortRange({ family, protocol, store: 'active' })),
    ),
    showPortProxies('all'),
    showSockets(),
    ...[WINNAT, HNS].map(queryService),
    queryRegistryValue(TCPIP_PARAMETERS, 'MaxUserPort'),
    listRunningDistributions(),
  ];
}

const DOCKER_INFO = ['ServerVersion', 'OSType', 'OperatingSystem', 'KernelVersion', 'Architecture', 'Driver'];
const DOCKER_CONTAINER = ['ID', 'Names', 'Image', 'State', 'Status', 'Ports'];

async function read(
  host: Host,
  command: Command,
  reduce: (line: string) => string = (line) => line,
): Promise<SupportReading> {
  return attempt(displayCommand(command), async () => {
    const { stdout, stderr, exitCode } = await host.run(command);
    // What failed is prose, and no line of JSON.
    const lines = exitCode === 0 ? stdout.split(/\r?\n/).map(reduce) : [stdout];
    const output = [...lines, stderr].join('\n').trim();
    return { output, ...(exitCode !== 0 && { exitCode }) };
  });
}

/** A line of JSON with these fields only; none of it where it is something else. */
function kept(line: string, fields: readonly string[]): string {
  if (line.trim() === '') return '';
  try {
    const value: unknown = JSON.parse(line);
    return JSON.stringify(value, [...fields]);
  } catch {
    return '(a line that is no JSON)';
  }
}

/** As PowerShell prints it in a list. */
function readTcpSettings(host: Host): Promise<SupportReading> {
  const command = 'Get-NetTCPSetting; Get-NetUDPSetting';
  return attempt(command, async () => {
    const { settings } = await host.ask('net-tcp-setting', {});
    return { output: settings.map(settingText).join('\n\n') };
  });
}

function settingText({ protocol, settingName, startPort, numberOfPorts }: NetTcpSetting): string {
  const name = protocol === 'tcp' ? [`SettingName                   : ${settingName}`] : [];
  return [
    ...name,
    `DynamicPortRangeStartPort     : ${startPort ?? ''}`,
    `DynamicPortRangeNumberOfPorts : ${numberOfPorts ?? ''}`,
  ].join('\n');
}

async function attempt(
  command: string,
  run: () => Promise<Omit<SupportReading, 'command'>>,
): Promise<SupportReading> {
  try {
    return { command, ...(await run()) };
  } catch (error) {
    if (!(error instanceof ToolkitError) || error.code === 'host.aborted') throw error;
    return { command, failure: `${error.message} [${error.code}]` };
  }
}
