import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Answer, Question, QuestionName } from '../host/questions.ts';
import { PROTOCOLS, type Protocol } from '../ports/port-range.ts';
import { advanceClock, COMMAND_DURATION_MS } from './clock.ts';
import { getDynamicRange } from './dynamic-range.ts';
import { receive } from './faults.ts';
import { findFeature } from './features.ts';
import { addFirewallRule, FIRST_MIRRORED_BUILD, findFirewallRule, removeFirewallRule } from './firewall.ts';
import type { KillMoment, MachineState } from './machine-state.ts';
import { performDisturbed } from './perform-disturbed.ts';
import { HNS_MAPPING } from './publish-ports.ts';
import { releasePorts, reservePorts } from './ranges.ts';
import { answersConnect, DEFAULT_USER, probeBind } from './sockets.ts';
import { WIN32 } from './win32-error.ts';
import { natAddress } from './wsl-network.ts';

/** How a question ended. `hangs` is a session that never answers. */
export interface AskOutcome<Name extends QuestionName> {
  readonly answer?: Answer<Name>;
  readonly error?: ToolkitError;
  readonly hangs: boolean;
  /** When the process that asks is to be killed. */
  readonly kill?: KillMoment;
}

/**
 * Answers one PowerShell question, with whatever faults the machine has. Faults match it as `ask:<name>`.
 *
 * @returns Never throws a fault: an error of the script is in `error`, so that the machine is kept as it now is.
 */
export function ask<Name extends QuestionName>(
  machine: MachineState,
  name: Name,
  question: Question<Name>,
): AskOutcome<Name> {
  const { kind, kill } = receive(machine, `ask:${name}`);
  const ending = kill && { kill };
  advanceClock(machine, COMMAND_DURATION_MS);
  if (kill === 'before') return { hangs: false, ...ending };
  if (kind === 'hang') return { hangs: true, ...ending };
  try {
    const answer = performDisturbed(machine, kind, (target) => answerQuestion(target, name, question));
    if (kind !== 'garbage') return { answer, hangs: false, ...ending };
    const error = new ToolkitError('ask.invalid-answer', `the answer to ${name} is not what was asked for`);
    return { error, hangs: false, ...ending };
  } catch (error) {
    if (error instanceof ToolkitError) return { error, hangs: false, ...ending };
    throw error;
  }
}

/**
 * Answers one question from the machine's state.
 *
 * @throws ToolkitError `ask.failed` when the script would report an error.
 */
export function answerQuestion<Name extends QuestionName>(
  machine: MachineState,
  name: Name,
  question: Question<Name>,
): Answer<Name> {
  return ANSWERS[name](machine, question);
}

type Answers = {
  readonly [Name in QuestionName]: (machine: MachineState, question: Question<Name>) => Answer<Name>;
};

const ANSWERS: Answers = {
  'net-tcp-setting': (machine) => ({
    settings: PROTOCOLS.flatMap((protocol) => netSettings(machine, protocol)),
  }),
  listeners: (machine) => ({
    sockets: machine.sockets.map(({ protocol, localAddress, localPort, state, processId, user }) => {
      const owner = machine.processes[processId];
      return {
        protocol,
        localAddress,
        localPort,
        state,
        processId,
        ...(owner && { processName: owner.name, services: [...owner.services] }),
        ...(user !== DEFAULT_USER && { isOtherSession: true as const }),
      };
    }),
  }),
  'probe-bind': (machine, { protocol, address, port }) => ({
    socketError: probeBind(machine, { protocol, address, port, options: 'exclusive' }).socketError,
  }),
  'probe-connect': (machine, { address, port }) => {
    // No program is simulated inside Linux.
    if (address === natAddress(machine)) return { socketError: WIN32.connectionRefused };
    const isMapped = machine.ranges.tcp.some(
      ({ owner, startPort }) => owner === HNS_MAPPING && startPort === port,
    );
    const answers = isMapped || answersConnect(machine, address, port);
    return { socketError: answers ? WIN32.success : WIN32.connectionRefused };
  },
  'reserve-port': (machine, { protocol, ...range }) => ({
    win32Error: reservePorts(machine, protocol, range),
  }),
  'release-port': (machine, { protocol, ...range }) => ({
    win32Error: releasePorts(machine, protocol, range),
  }),
  'optional-feature': (machine, { featureName }) => {
    requireElevation(machine, 'Get-WindowsOptionalFeature');
    const feature = findFeature(machine, featureName);
    return { state: feature ? machine.features[feature] : 'Absent' };
  },
  'net-nat': (machine) => ({ names: [...machine.netNats] }),
  'folder-security': (machine, { path }) => {
    const folder = machine.folders[path];
    if (!folder) return { exists: false, isLink: false, ownerSid: '', writerSids: [] };
    return { exists: true, ...folder, writerSids: [...folder.writerSids] };
  },
  'create-protected-folder': (machine, { path }) => {
    requireElevation(machine, 'creating a protected folder');
    if (machine.folders[path]) return { created: false };
    machine.folders[path] = { isLink: false, ownerSid: ADMINISTRATORS, writerSids: [ADMINISTRATORS, SYSTEM] };
    return { created: true };
  },
  'firewall-rule': (machine, question) => {
    const found = findFirewallRule(machine, question);
    if (!found) return { rule: null };
    const { localPorts, remoteAddresses, profiles, layer: _, name: __, ...rule } = found;
    const lists = {
      localPorts: [...localPorts],
      remoteAddresses: [...remoteAddresses],
      profiles: [...profiles],
    };
    return { rule: { ...rule, ...lists } };
  },
  'add-firewall-rule': (machine, question) => {
    requireElevation(machine, 'adding a firewall rule');
    requireHyperVFirewall(machine, question);
    return { added: addFirewallRule(machine, question) };
  },
  'remove-firewall-rule': (machine, question) => {
    requireElevation(machine, 'removing a firewall rule');
    return { removed: removeFirewallRule(machine, question) };
  },
  'last-boot': (machine) => ({ bootedAt: new Date(machine.bootedAtMs).toISOString() }),
};

/** Well-known SIDs of Windows. */
const ADMINISTRATORS = 'S-1-5-32-544';
const SYSTEM = 'S-1-5-18';

/** Get-NetTCPSetting repeats the one range in every row but `Automatic`; Get-NetUDPSetting has one row and no name. */
function netSettings(machine: MachineState, protocol: Protocol): Answer<'net-tcp-setting'>['settings'] {
  const range = getDynamicRange(machine, 'ipv4', protocol);
  if (protocol === 'udp') return [{ protocol, settingName: '', ...range }];
  const named = ['InternetCustom', 'DatacenterCustom', 'Compat', 'Datacenter', 'Internet'];
  return [
    { protocol, settingName: 'Automatic', startPort: null, numberOfPorts: null },
    ...named.map((settingName) => ({ protocol, settingName, ...range })),
  ];
}

/** An older Windows has no such cmdlet (WSL documentation). */
function requireHyperVFirewall(machine: MachineState, { layer }: Question<'firewall-rule'>): void {
  if (layer !== 'hyper-v') return;
  if ((machine.windowsBuild ?? FIRST_MIRRORED_BUILD) < FIRST_MIRRORED_BUILD)
    throw new ToolkitError('ask.failed', 'New-NetFirewallHyperVRule is not recognised as a cmdlet');
}

function requireElevation(machine: MachineState, what: string): void {
  if (!machine.elevated) {
    throw new ToolkitError('ask.failed', `${what} failed: the requested operation requires elevation`);
  }
}
