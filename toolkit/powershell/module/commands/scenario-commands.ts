import type { ConfirmImpact, Example } from '../model/command-model.ts';
import type { Rule } from '../model/schema-parameters.ts';

/** What a scenario does not say of the command made of it. */
export interface ScenarioCommand {
  /** Approved verb, singular noun. */
  readonly name: string;
  /** High for what disturbs others or waits for a restart. */
  readonly confirmImpact: ConfirmImpact;
  /** What is read from Windows afterwards, as the end of "Verified afterwards from Windows itself: ...". */
  readonly verifies: string;
  readonly undo: string;
  readonly examples: readonly Example[];
  readonly rules?: readonly Rule[];
}

const UNDO = 'Undo-PwRun puts back what was there before, and removes nothing that was there already.';

const LINUX = 'what can be read of Linux from here. Where that is nothing, Verified is Unknown';

/** The commands made of scenarios. A scenario without one is still run by Invoke-PwScenario. */
export const SCENARIO_COMMANDS: Readonly<Record<string, ScenarioCommand>> = {
  fix: {
    name: 'Repair-PwPort',
    confirmImpact: 'Medium',
    verifies:
      'every port is covered by a persistent administered exclusion, winnat runs as before, and the container serves its ports or, without one, a program can bind them',
    undo: UNDO,
    examples: [
      {
        code: 'Repair-PwPort -Port 8065 -Container mattermost',
        text: 'Frees port 8065, keeps it for good, starts the container, and proves that it serves.',
      },
      {
        code: 'Repair-PwPort -Port 8065, 9000-9010, 5683/udp -WhatIf',
        text: 'Shows the plan as an object, and changes nothing. It asks for no rights.',
      },
      {
        code: 'Get-PwPortDiagnosis -Port 8065 | Repair-PwPort -ResetRange -Confirm:$false',
        text: 'Repairs what was diagnosed without asking, and sets the dynamic port range back, the usual root cause.',
      },
    ],
  },
  'reserve-ports': {
    name: 'Add-PwPortReservation',
    confirmImpact: 'Medium',
    verifies: 'every port is covered by an administered exclusion, now and after a restart',
    undo: UNDO,
    examples: [
      {
        code: 'Add-PwPortReservation -Port 8443, 9000-9010',
        text: 'Keeps eleven ports and one more for programs of your own. Winnat stops only where one of its blocks is in the way.',
      },
      {
        code: "'5432', '6379' | Add-PwPortReservation -WhatIf",
        text: 'Shows what would be added for both ports together, and changes nothing.',
      },
    ],
  },
  'release-ports': {
    name: 'Remove-PwPortReservation',
    confirmImpact: 'Medium',
    verifies: 'no excluded port range of exactly this span is listed any more',
    undo: UNDO,
    examples: [
      {
        code: 'Remove-PwPortReservation -Port 8443 -WhatIf',
        text: 'Shows which administered exclusion would be removed, and changes nothing.',
      },
      {
        code: 'Add-PwPortReservation -Port 8443; Remove-PwPortReservation -Port 8443',
        text: 'Reserves a port and gives it away again.',
      },
    ],
  },
  'reset-iana-dynamic-range': {
    name: 'Reset-PwDynamicPortRange',
    confirmImpact: 'High',
    verifies:
      'all four dynamic port ranges are 49152+16384, MaxUserPort is gone, and no block of winnat lies outside that range',
    undo: UNDO,
    examples: [
      {
        code: 'Reset-PwDynamicPortRange -WhatIf',
        text: 'Shows the four ranges as they are and as they would be, and changes nothing.',
      },
      {
        code: 'Reset-PwDynamicPortRange -MoveBlocks leave -Confirm:$false',
        text: 'Sets the ranges without asking; blocks that lie elsewhere stay until Windows restarts.',
      },
    ],
  },
  'restart-winnat': {
    name: 'Restart-PwWinNat',
    confirmImpact: 'High',
    verifies:
      'winnat runs as before, and the container serves its ports or, without one, a program can bind them',
    undo: 'There is nothing to undo but the start of the container: Undo-PwRun stops it again.',
    examples: [
      {
        code: 'Restart-PwWinNat -Port 8065 -Container mattermost -Confirm:$false',
        text: 'Starts the container while the blocks are gone. Repair-PwPort is the cure that lasts.',
      },
      {
        code: 'Restart-PwWinNat -Port 8065 -WhatIf',
        text: 'Shows who would be disturbed, and changes nothing.',
      },
    ],
  },
  'provision-before-hyperv': {
    name: 'Initialize-PwHyperVPort',
    confirmImpact: 'High',
    verifies:
      'every port is covered by a persistent administered exclusion, and, once Windows was restarted, the feature is enabled and the ports can be bound. Until then Verified is Pending',
    undo: 'Undo-PwRun removes the exclusions that it added and disables the feature if it enabled it, which needs a restart again.',
    examples: [
      {
        code: 'Initialize-PwHyperVPort -Port 8065, 9000-9010 -WhatIf',
        text: 'Shows what would be reserved and enabled, and changes nothing.',
      },
      {
        code: 'Initialize-PwHyperVPort -Port 8065 -Feature VirtualMachinePlatform -Confirm:$false',
        text: 'Reserves the port and enables the feature without asking. After the restart Resume-PwRun goes on.',
      },
    ],
  },
  'reproduce-8065': {
    name: 'Invoke-PwPortFailure',
    confirmImpact: 'High',
    verifies:
      'what was used for the failure is gone again: its reservation, its container, and winnat runs as before',
    undo: 'It puts everything back itself before it ends.',
    rules: [
      {
        parameters: ['method', 'disturb'],
        sentence:
          'The method redraw is refused without -Disturb wherever winnat would have to stop, and never used while WSL runs.',
      },
      {
        parameters: ['method', 'cycles'],
        sentence: 'The number of cycles counts for the method redraw only.',
      },
    ],
    examples: [
      {
        code: 'Invoke-PwPortFailure -Confirm:$false',
        text: 'Shows the refused bind (10013) on a block that is there, or on a reservation of its own.',
      },
      {
        code: 'Invoke-PwPortFailure -Method reservation -Port 9410 -WhatIf',
        text: 'Shows what would be reserved for the demonstration, and changes nothing.',
      },
    ],
  },
  'restart-container': {
    name: 'Restart-PwContainer',
    confirmImpact: 'Medium',
    verifies: 'the container runs, and serves every port that it asked for',
    undo: 'There is nothing to undo but the start of a container that did not run: Undo-PwRun stops it again.',
    examples: [
      {
        code: 'Restart-PwContainer -Container mattermost -WhatIf',
        text: 'Shows what would be stopped and started, and changes nothing.',
      },
      {
        code: 'Restart-PwContainer -Container mattermost -Confirm:$false',
        text: 'Restarts it without asking, and proves that its ports are published.',
      },
    ],
  },
  'attribute-blocks': {
    name: 'Trace-PwPortBlock',
    confirmImpact: 'High',
    verifies: 'winnat runs as before',
    undo: 'There is nothing to undo: winnat is started again, and draws its blocks anew.',
    examples: [
      {
        code: 'Trace-PwPortBlock -WhatIf',
        text: 'Shows who would be disturbed, and changes nothing.',
      },
      {
        code: '(Trace-PwPortBlock -Confirm:$false).Step | Format-List Title, Detail',
        text: 'Says without asking which blocks went with winnat and which stayed.',
      },
    ],
  },
  'linux-fix': {
    name: 'Repair-PwLinuxPort',
    confirmImpact: 'Medium',
    verifies: LINUX,
    undo: UNDO,
    examples: [
      {
        code: 'Repair-PwLinuxPort -Port 8065 -WhatIf',
        text: 'Shows what would be reserved, and changes nothing.',
      },
      {
        code: 'Repair-PwLinuxPort -Port 8065, 9000-9010 -Persist $false -WhatIf',
        text: 'Shows what would be reserved until the next restart only.',
      },
    ],
  },
  'linux-reserve-ports': {
    name: 'Add-PwLinuxPortReservation',
    confirmImpact: 'Medium',
    verifies: LINUX,
    undo: UNDO,
    rules: [
      {
        parameters: ['ports', 'localPortRange'],
        sentence: 'At least one of -Port and -LocalPortRange is needed.',
      },
    ],
    examples: [
      {
        code: 'Add-PwLinuxPortReservation -Port 8065, 9000-9010 -WhatIf',
        text: 'Shows what would be kept from outgoing connections, and changes nothing.',
      },
      {
        code: 'Add-PwLinuxPortReservation -LocalPortRange 49152-60999 -WhatIf',
        text: 'Shows how the range of outgoing connections would be moved, and changes nothing.',
      },
    ],
  },
  'wsl-portproxy': {
    name: 'Add-PwWslPortProxy',
    confirmImpact: 'Medium',
    verifies: 'each firewall rule is there as promised, and the service that forwards runs',
    undo: UNDO,
    rules: [{ parameters: ['ports'], sentence: 'A port proxy forwards tcp only.' }],
    examples: [
      {
        code: 'Add-PwWslPortProxy -Port 8065 -WhatIf',
        text: 'Shows what would be forwarded to WSL and let in, and changes nothing.',
      },
      {
        code: 'Add-PwWslPortProxy -Port 8065 -RemoteAddress 192.168.1.0/24 -WhatIf',
        text: 'Shows the same for one network only.',
      },
    ],
  },
  'wsl-mirrored': {
    name: 'Enable-PwWslMirroring',
    confirmImpact: 'High',
    verifies: 'the networking mode in .wslconfig and each firewall rule are as promised',
    undo: UNDO,
    rules: [
      { parameters: ['ports'], sentence: 'Each port gets a rule of its own, so a long range is refused.' },
    ],
    examples: [
      {
        code: 'Enable-PwWslMirroring -Port 8065 -WhatIf',
        text: 'Shows what would be set and opened, and changes nothing.',
      },
      {
        code: 'Enable-PwWslMirroring -Port 8065 -ShutdownWsl -WhatIf',
        text: 'Shows what a restart of WSL, which makes it hold, would add.',
      },
    ],
  },
};
