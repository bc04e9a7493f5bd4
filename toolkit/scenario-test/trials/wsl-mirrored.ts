import type { AnyStep, Step } from '../../scenario/step.ts';
import type { MachineState } from '../../simulation/machine-state.ts';
import { WSL_CONFIG_FILE } from '../../simulation/wsl-network.ts';
import type { Judgement } from '../judgements.ts';
import type { Trial } from '../trial.ts';

/** What is in the file before, and what must be in it afterwards. */
const FILES: Readonly<Record<string, readonly [before: string | undefined, after: string]>> = {
  'no file': [undefined, '[wsl2]\r\nnetworkingMode=mirrored\r\n'],
  'other settings': [
    '\uFEFF# mine\n[wsl2]\nmemory=8GB # enough\n\n[experimental]\nsparseVhd=true',
    '\uFEFF# mine\n[wsl2]\nmemory=8GB # enough\nnetworkingMode=mirrored\n\n[experimental]\nsparseVhd=true\n',
  ],
  'another mode': [
    '[wsl2]\r\n;networkingMode=bridged\r\nNetworkingMode = "nat" # for now\r\nswap=0\r\n',
    '[wsl2]\r\n;networkingMode=bridged\r\nNetworkingMode = "mirrored" # for now\r\nswap=0\r\n',
  ],
};

function isSet({ files }: MachineState, method: string): Judgement {
  const wanted = FILES[method]?.[1];
  return files[WSL_CONFIG_FILE] === wanted
    ? []
    : [`.wslconfig is ${JSON.stringify(files[WSL_CONFIG_FILE])}, not ${JSON.stringify(wanted)}`];
}

function areOpen({ firewallRules = [] }: MachineState): Judgement {
  const open = firewallRules.map(
    ({ layer, protocol, localPorts }) => `${layer} ${protocol} ${localPorts.join()}`,
  );
  return open.join('; ') === 'hyper-v TCP 8065; hyper-v UDP 9000' ? [] : [`let in: ${open.join('; ')}`];
}

export const wslMirroredTrial: Trial = {
  scenario: 'wsl-mirrored',
  methods: Object.keys(FILES),
  needsWsl: true,
  earlier: ({ method }) => fileWritten(FILES[method]?.[0]),
  parameters: () => ({ ports: ['8065', '9000/udp'], userProfile: 'C:\\Users\\user' }),
  judge: (after, { method }) => [...isSet(after, method), ...areOpen(after)],
  judgeLasting: (after, { method }) => [
    ...isSet(after, method),
    ...areOpen(after),
    // Nobody has used WSL since the restart.
    ...(after.wsl.runningMode === 'nat' ? ['WSL runs in NAT mode after a restart'] : []),
  ],
};

function fileWritten(text: string | undefined): readonly AnyStep[] {
  if (text === undefined) return [];
  const step: Step<string> = {
    kind: 'step',
    id: 'wsl-config-written',
    title: 'Write .wslconfig',
    check: async (host) => (await host.readText(WSL_CONFIG_FILE, { keepByteOrderMark: true })) ?? '',
    isSatisfied: (found) => found === text,
    changes: () => [],
    apply: (host) => host.writeText(WSL_CONFIG_FILE, text),
    undo: (host) => host.writeText(WSL_CONFIG_FILE, undefined),
  };
  return [step as AnyStep]; // its own state, which nobody else looks at
}
