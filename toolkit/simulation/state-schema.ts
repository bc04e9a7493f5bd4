import { z } from 'zod';
import { LOCALES, type MachineState } from './machine-state.ts';

const port = z.int().min(1).max(65535);
const protocol = z.enum(['tcp', 'udp']);
const family = z.enum(['ipv4', 'ipv6']);
const portRange = z.strictObject({ startPort: port, numberOfPorts: port });
const times = z.int().min(1).exactOptional();
const milliseconds = z.number().min(0);

const reservedRange = z.strictObject({
  ...portRange.shape,
  kind: z.enum(['administered', 'persistent-reservation', 'runtime']),
  owner: z.string(),
  active: z.boolean(),
  persistent: z.boolean(),
});

const socket = z.strictObject({
  protocol,
  localAddress: z.string(),
  localPort: port,
  state: z.enum(['listening', 'bound', 'connected']),
  processId: z.int().min(0),
  options: z.enum(['default', 'reuse', 'exclusive']),
  user: z.string(),
});

const service = z.strictObject({
  name: z.string(),
  displayName: z.string(),
  type: z.int(),
  status: z.enum(['stopped', 'start-pending', 'stop-pending', 'running']),
  pendingUntilMs: milliseconds.exactOptional(),
  win32ExitCode: z.int(),
  dependents: z.array(z.string()),
  startsAtBoot: z.boolean(),
});

const registryValue = z.strictObject({
  type: z.enum(['REG_SZ', 'REG_DWORD', 'REG_MULTI_SZ', 'REG_BINARY']),
  data: z.string(),
});

const container = z.strictObject({
  id: z.string(),
  name: z.string(),
  image: z.string(),
  restartPolicy: z.enum(['no', 'always', 'unless-stopped']),
  status: z.enum(['created', 'running', 'exited']),
  exitCode: z.int(),
  error: z.string(),
  bindings: z.array(
    z.strictObject({
      containerPort: port,
      protocol,
      hostIp: z.string(),
      hostPort: z.int().min(0).max(65535),
    }),
  ),
  published: z.boolean(),
  publishedWhileWinnatDown: z.boolean().exactOptional(),
  starts: z.int().exactOptional(),
  stoppedByUser: z.boolean().exactOptional(),
});

const fault = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('denied'), match: z.string(), times }),
  z.strictObject({ kind: z.literal('hang'), match: z.string(), times }),
  z.strictObject({ kind: z.literal('lie'), match: z.string(), times }),
  z.strictObject({ kind: z.literal('garbage'), match: z.string(), times }),
  z.strictObject({ kind: z.literal('redraw-onto'), protocol, port, times }),
  z.strictObject({ kind: z.literal('stuck-stop'), service: z.string(), ms: milliseconds, times }),
  z.strictObject({ kind: z.literal('grab-after-stop'), protocol, port, times }),
  z.strictObject({ kind: z.literal('unpublished'), container: z.string(), times }),
  z.strictObject({
    kind: z.literal('kill-caller'),
    at: z.int().min(1),
    when: z.enum(['before', 'during', 'after']),
  }),
]);

const switches = z.strictObject({
  deleteNotFoundError: z.union([z.literal(2), z.literal(1168)]),
  dynamicRangePerFamily: z.boolean(),
  listsWslMirroredBlock: z.boolean(),
  maxUserPortWinsAtBoot: z.boolean(),
  netshErrorTrailingBlankLine: z.boolean(),
  showBadArgumentsExitCode: z.int(),
  activeDeleteHidesPersistent: z.boolean(),
  checksSyntaxBeforeElevation: z.boolean(),
  persistentStoreListsReservations: z.boolean(),
  acceptsSpaceAroundEquals: z.boolean(),
  winnatDrawsOnStart: z.enum(['at-once', 'when-needed']),
  publishedWhileDownBlocksStart: z.boolean(),
  bootPortFailure: z.enum(['exited', 'unpublished']),
});

const firewallRule = z.strictObject({
  layer: z.enum(['host', 'hyper-v']),
  name: z.string(),
  displayName: z.string(),
  enabled: z.boolean(),
  direction: z.enum(['Inbound', 'Outbound']),
  action: z.enum(['Allow', 'Block']),
  protocol: z.string(),
  localPorts: z.array(z.string()),
  remoteAddresses: z.array(z.string()),
  profiles: z.array(z.string()),
});

const featureName = z.enum([
  'Microsoft-Hyper-V',
  'VirtualMachinePlatform',
  'Containers',
  'Microsoft-Windows-Subsystem-Linux',
  'HypervisorPlatform',
]);

/** A MachineState as JSON. Everything is checked, and nothing beyond it accepted: a state file is edited by hand at times. */
export const MACHINE_STATE_SCHEMA: z.ZodType<MachineState> = z.strictObject({
  schemaVersion: z.literal(1),
  seed: z.int(),
  random: z.int(),
  locale: z.enum(LOCALES),
  elevated: z.boolean(),
  switches,
  faults: z.array(fault),
  received: z.int().min(0),
  clockMs: milliseconds,
  bootedAtMs: milliseconds,
  boots: z.int().min(1),
  restartPending: z.boolean(),
  ranges: z.record(protocol, z.array(reservedRange)),
  dynamic: z.record(z.enum(['active', 'persistent']), z.record(family, z.record(protocol, portRange))),
  sockets: z.array(socket),
  processes: z.record(z.string(), z.strictObject({ name: z.string(), services: z.array(z.string()) })),
  services: z.record(z.string(), service),
  registry: z.record(z.string(), z.record(z.string(), registryValue)),
  features: z.record(
    featureName,
    z.enum(['Enabled', 'Disabled', 'EnablePending', 'DisablePending', 'Absent']),
  ),
  portProxies: z.array(
    z.strictObject({
      listenAddress: z.string(),
      listenPort: port,
      connectAddress: z.string(),
      connectPort: port,
    }),
  ),
  tasks: z.record(z.string(), z.strictObject({ run: z.string(), schedule: z.string(), user: z.string() })),
  docker: z.strictObject({
    installed: z.boolean(),
    running: z.boolean(),
    osType: z.enum(['linux', 'windows']),
    errorGeneration: z.enum(['2019', '2020', '2023', '2024', '2025', 'forwarder']),
    images: z.array(z.string()),
    containers: z.array(container),
  }),
  wsl: z.strictObject({
    installed: z.boolean(),
    networkingMode: z.enum(['nat', 'mirrored']).exactOptional(),
    runningMode: z.enum(['nat', 'mirrored', 'none']).exactOptional(),
    natStarts: z.int().min(0).exactOptional(),
    distributions: z.array(z.strictObject({ name: z.string(), running: z.boolean() })),
    networkWorks: z.boolean(),
  }),
  netNats: z.array(z.string()),
  firewallRules: z.array(firewallRule).exactOptional(),
  windowsBuild: z.int().min(1).exactOptional(),
  files: z.record(z.string(), z.string()),
  folders: z.record(
    z.string(),
    z.strictObject({ isLink: z.boolean(), ownerSid: z.string(), writerSids: z.array(z.string()) }),
  ),
});

/** What is wrong with a value that is no MachineState, in one line: the first place and its problem. */
export function describeDamage(value: unknown): string | undefined {
  const result = MACHINE_STATE_SCHEMA.safeParse(value);
  const issue = result.error?.issues[0];
  return issue && `${issue.path.join('.') || 'the whole'}: ${issue.message}`;
}
