import type { AnyStep, Step } from '../../scenario/step.ts';
import type { MachineState } from '../../simulation/machine-state.ts';
import { natAddress } from '../../simulation/wsl-network.ts';
import { readServiceState } from '../../steps/read-service.ts';
import { runCommand } from '../../steps/run-command.ts';
import { IP_HELPER, type ServiceState, startService, stopService } from '../../windows/service.ts';
import type { Judgement } from '../judgements.ts';
import type { Trial } from '../trial.ts';

/** Below every dynamic range of the matrix, so that no block lies there. */
const PORTS: Readonly<Record<string, readonly string[]>> = {
  one: ['990'],
  many: ['990', '991-992'],
  'IP Helper stopped': ['990'],
};

const numbersOf = (method: string) => (method === 'many' ? [990, 991, 992] : [990]);

function areForwarded(machine: MachineState, method: string): Judgement {
  return numbersOf(method).flatMap((port) => {
    const rule = machine.portProxies.find(({ listenPort }) => listenPort === port);
    const listens = machine.sockets.some(
      ({ localPort, state }) => localPort === port && state === 'listening',
    );
    const open = machine.firewallRules?.find(({ localPorts }) => localPorts.includes(String(port)));
    return [
      ...(rule?.connectPort === port ? [] : [`no portproxy rule leads to ${port}`]),
      ...(listens ? [] : [`nobody listens on ${port}`]),
      ...(open?.remoteAddresses.join() === 'LocalSubnet'
        ? []
        : [`${port} is not let in from the local subnet`]),
      ...(open?.profiles.includes('Public') === false ? [] : [`${port} is let in on public networks`]),
    ];
  });
}

const leadsToWsl = (machine: MachineState): Judgement =>
  machine.portProxies.every(({ connectAddress }) => connectAddress === natAddress(machine))
    ? []
    : ['a rule leads to an address that WSL does not have'];

export const wslPortProxyTrial: Trial = {
  scenario: 'wsl-portproxy',
  methods: Object.keys(PORTS),
  needsWsl: true,
  earlier: ({ method }) => (method === 'IP Helper stopped' ? [ipHelperStopped()] : []),
  parameters: ({ method }) => ({ ports: PORTS[method] ?? [] }),
  judge: (after, { method }) => [...areForwarded(after, method), ...leadsToWsl(after)],
  judgeLasting: (after, { method }) => areForwarded(after, method),
};

function ipHelperStopped(): AnyStep {
  const step: Step<ServiceState> = {
    kind: 'step',
    id: 'ip-helper-stopped',
    title: 'Stop IP Helper',
    check: (host) => readServiceState(host, IP_HELPER),
    isSatisfied: (state) => state === 'stopped',
    changes: () => [],
    apply: async (host) => void (await runCommand(host, stopService(IP_HELPER), 'stop IP Helper')),
    undo: async (host) => void (await runCommand(host, startService(IP_HELPER), 'start IP Helper')),
  };
  return step as AnyStep; // its own state, which nobody else looks at
}
