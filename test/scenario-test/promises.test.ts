import { describe, expect, test } from 'vitest';
import { loadBuiltInScenario, SCENARIO_IDS } from '../../scenarios/index.ts';
import { IANA_DYNAMIC_PORT_RANGE as IANA } from '../../toolkit/ports/iana.ts';
import { portRange } from '../../toolkit/ports/port-range.ts';
import { parseParameters } from '../../toolkit/scenario/parse-parameters.ts';
import { planScenario } from '../../toolkit/scenario/plan.ts';
import type { PromisedFact, PromiseKind } from '../../toolkit/scenario/promised-fact.ts';
import { runScenario } from '../../toolkit/scenario/run-scenario.ts';
import { brokenPromises } from '../../toolkit/scenario-test/judge-promise.ts';
import { buildMachine, machineMatrix } from '../../toolkit/scenario-test/machine-matrix.ts';
import { type Mutant, selfCheck } from '../../toolkit/scenario-test/self-check.ts';
import { testScenario } from '../../toolkit/scenario-test/test-scenario.ts';
import type { Trial } from '../../toolkit/scenario-test/trial.ts';
import { generalTrial, TRIALS } from '../../toolkit/scenario-test/trials/index.ts';
import { createMachine, type MachineOptions } from '../../toolkit/simulation/create-machine.ts';
import type { MachineState, SimulatedFirewallRule } from '../../toolkit/simulation/machine-state.ts';
import { createSimulatedHost } from '../../toolkit/simulation/simulated-host.ts';
import { WSL_CONFIG_FILE } from '../../toolkit/simulation/wsl-network.ts';
import { TCPIP_PARAMETERS } from '../../toolkit/windows/registry.ts';
import { builtIn, inFolder, settingsOf } from '../support/run-bench.ts';

const scenarioOf = (id: string) => {
  const known = SCENARIO_IDS.find((each) => each === id);
  if (known === undefined) throw new Error(`no scenario ${id}`);
  return loadBuiltInScenario(known);
};

/** A trial that asks for nothing: only what the steps promise is judged, and the general rules. */
const blind = ({ judgeLasting: _, ...trial }: Trial): Trial => ({ ...trial, judge: () => [] });

/** No promise of ours speaks of somebody else's rows. */
const SPEAKS_OF_OTHERS = 'undo removes a row of somebody else';
/** It stands around nothing: where it sees no need, nothing is planned, promised or broken, and only the trial's own judge notices. */
const isIdleBracket = ({ stepId, mutation }: Mutant) =>
  stepId === 'container-stopped' && mutation === 'check lies';
const NOTICED = /^(first run|rollback|promise broken by the (run|rollback)|plan\.refused): /;

describe.each(TRIALS)('$scenario', (trial) => {
  test('promises what is true afterwards on every machine of its matrix', async () => {
    const { results } = await testScenario(await scenarioOf(trial.scenario), blind(trial));
    expect(results.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
  });

  test('with a broken step breaks a promise, or fails', async () => {
    const mutants = await selfCheck(await scenarioOf(trial.scenario), blind(trial));
    const judged = mutants.filter((mutant) => mutant.mutation !== SPEAKS_OF_OTHERS && !isIdleBracket(mutant));
    expect(judged.length).toBeGreaterThan(2);
    expect(judged.filter(({ caught = '' }) => !NOTICED.test(caught))).toEqual([]);
  });
});

test('every kind of promise is made by some scenario, but for what only an undo brings back', async () => {
  const kinds = new Set<PromiseKind>();
  for (const trial of TRIALS) {
    const scenario = await scenarioOf(trial.scenario);
    for (const machineCase of machineMatrix(trial)) {
      const host = createSimulatedHost({ machine: buildMachine(machineCase) });
      const parameters = parseParameters(scenario, trial.parameters(machineCase));
      const { plan } = await planScenario(host, scenario, parameters);
      for (const { fact } of plan.promises) kinds.add(fact.kind);
    }
  }
  expect(Object.keys(BREAKING).filter((kind) => !kinds.has(kind as PromiseKind))).toEqual([
    'no-firewall-rule',
  ]);
});

test.each<[string, string, Readonly<Record<string, unknown>>]>([
  ['fix with the range', 'fix', { ports: ['8065'], resetRange: true }],
  ['fix with WSL shut down', 'fix', { ports: ['8065'], shutdownWsl: true }],
])('%s promises what is true afterwards', async (_what, id, parameters) => {
  const { results } = await testScenario(await scenarioOf(id), generalTrial(id, parameters));
  // A distribution that was shut down stays down, which nobody promised otherwise.
  const wrong = results.flatMap((result) => result.wrong).filter((what) => !/distribution/.test(what));
  expect(wrong).toEqual([]);
});

/** Runs on a machine of its own; @returns what was promised, and what of it is not so. */
async function promisedOn(options: MachineOptions, id: string, parameters: Record<string, unknown>) {
  const machine = createMachine(options);
  const scenario = await scenarioOf(id);
  let promises: Parameters<typeof brokenPromises>[1] = [];
  const summary = await inFolder((folder) =>
    runScenario(settingsOf(createSimulatedHost({ machine }), folder), {
      ...builtIn,
      scenario,
      parameters: parseParameters(scenario, parameters),
      onPlan: (plan) => {
        promises = plan.promises;
      },
    }),
  );
  expect(summary.outcome).toBe('done');
  return { facts: promises.map(({ fact }) => fact), broken: brokenPromises(machine, promises) };
}

test('services that stop with winnat are promised to run again, and do', async () => {
  const options: MachineOptions = {
    seed: 7,
    blocksOn: [8065],
    winnatDependents: ['sharedaccess'],
    services: [{ name: 'SharedAccess', displayName: 'Internet Connection Sharing', startsAtBoot: true }],
  };
  const { facts, broken } = await promisedOn(options, 'reserve-ports', { ports: ['8065'] });
  expect(
    facts.flatMap((fact) => (fact.kind === 'service-state' ? [fact.service.toLowerCase()] : [])),
  ).toEqual(['winnat', 'sharedaccess']);
  expect(broken).toEqual([]);
});

test('a redraw promises the former dynamic range and a running winnat, and keeps both', async () => {
  const options: MachineOptions = { seed: 3, wslRunning: false, docker: 'stopped' };
  const parameters = { method: 'redraw', port: 8065, disturb: true, cycles: 20 };
  const { facts, broken } = await promisedOn(
    { ...options, faults: [{ kind: 'redraw-onto', protocol: 'tcp', port: 8065, times: 1 }] },
    'reproduce-8065',
    parameters,
  );
  expect(facts.map(({ kind }) => kind)).toEqual(['dynamic-port-range', 'service-state']);
  expect(broken).toEqual([]);
});

/** A fact that holds on the machine, and what makes it untrue. */
interface Breaking {
  readonly fact: PromisedFact;
  readonly breaks: (machine: MachineState) => void;
}

const RANGE = portRange(700, 709);
const row = (range: typeof RANGE, persistent: boolean) =>
  ({ ...range, kind: 'administered', owner: 'user', active: true, persistent }) as const;
const REGISTRY = { key: TCPIP_PARAMETERS, name: 'MaxUserPort' };
const FULL_KEY = TCPIP_PARAMETERS.replace('HKLM', 'HKEY_LOCAL_MACHINE');

const OPEN: SimulatedFirewallRule = {
  layer: 'hyper-v',
  name: 'Portwright-8065-tcp',
  displayName: '',
  enabled: true,
  direction: 'Inbound',
  action: 'Allow',
  protocol: 'TCP',
  localPorts: ['8065'],
  remoteAddresses: ['Any'],
  profiles: [],
};

const BREAKING: Readonly<Record<PromiseKind, Breaking>> = {
  'excluded-port-range': {
    fact: { kind: 'excluded-port-range', protocol: 'tcp', lasting: true, ...RANGE },
    breaks: ({ ranges }) => {
      ranges.tcp = ranges.tcp.map((each) => (each.startPort === 705 ? { ...each, persistent: false } : each));
    },
  },
  'no-excluded-port-range': {
    fact: { kind: 'no-excluded-port-range', protocol: 'udp', ...RANGE },
    breaks: ({ ranges }) => void ranges.udp.push(row(RANGE, true)),
  },
  'dynamic-port-range': {
    fact: { kind: 'dynamic-port-range', family: 'ipv6', protocol: 'udp', lasting: true, ...IANA },
    breaks: ({ dynamic }) => {
      dynamic.persistent.ipv4.udp = { startPort: 1024, numberOfPorts: 64511 };
    },
  },
  'no-block-outside': {
    fact: { kind: 'no-block-outside', ...IANA },
    breaks: ({ ranges }) =>
      void ranges.udp.push({
        ...portRange(49100, 49199),
        kind: 'runtime',
        owner: 'winnat',
        active: true,
        persistent: false,
      }),
  },
  'no-registry-value': {
    fact: { kind: 'no-registry-value', ...REGISTRY, name: 'Other' },
    breaks: ({ registry }) => {
      registry[FULL_KEY] = { Other: { type: 'REG_SZ', data: '' } };
    },
  },
  'registry-value': {
    fact: { kind: 'registry-value', ...REGISTRY, type: 'REG_DWORD', data: '0xfffe' },
    breaks: ({ registry }) => {
      registry[FULL_KEY] = { MaxUserPort: { type: 'REG_DWORD', data: '0xffff' } };
    },
  },
  'service-state': {
    fact: { kind: 'service-state', service: 'WinNat', state: 'running' },
    breaks: ({ services }) => {
      if (services.winnat !== undefined) services.winnat.status = 'stop-pending';
    },
  },
  'firewall-rule': {
    fact: {
      kind: 'firewall-rule',
      layer: 'hyper-v',
      name: 'Portwright-8065-tcp',
      protocol: 'tcp',
      port: 8065,
    },
    breaks: ({ firewallRules = [] }) => void firewallRules.splice(0, 1, { ...OPEN, enabled: false }),
  },
  'no-firewall-rule': {
    fact: { kind: 'no-firewall-rule', layer: 'host', name: 'Portwright-8065-tcp' },
    breaks: ({ firewallRules = [] }) => void firewallRules.push({ ...OPEN, layer: 'host' }),
  },
  'wsl-networking-mode': {
    fact: { kind: 'wsl-networking-mode', path: WSL_CONFIG_FILE, mode: null },
    breaks: ({ files }) => {
      files[WSL_CONFIG_FILE] = '[wsl2]\nnetworkingMode=mirrored\n';
    },
  },
  'windows-feature': {
    fact: { kind: 'windows-feature', featureName: 'Containers', enabled: false },
    breaks: ({ features }) => {
      features.Containers = 'EnablePending';
    },
  },
  'port-bindable': {
    fact: { kind: 'port-bindable', protocol: 'tcp', ports: [699, 705] },
    breaks: ({ ranges }) => {
      ranges.tcp = ranges.tcp.map((each) => (each.startPort === 705 ? { ...each, kind: 'runtime' } : each));
    },
  },
  'container-serves': {
    fact: { kind: 'container-serves', container: 'web' },
    breaks: ({ docker }) => {
      for (const each of docker.containers) each.published = false;
    },
  },
  'no-container': {
    fact: { kind: 'no-container', container: 'gone' },
    breaks: ({ docker }) => {
      const [web] = docker.containers;
      if (web !== undefined) docker.containers.push({ ...web, name: 'gone' });
    },
  },
};

describe('a promise', () => {
  test.each(Object.entries(BREAKING))(
    'of kind %s is seen to hold, and to be broken',
    (_kind, { fact, breaks }) => {
      const machine = createMachine({
        seed: 5,
        containers: [{ name: 'web', image: 'nginx', ports: [600] }],
      });
      machine.registry[FULL_KEY] = { MaxUserPort: { type: 'REG_DWORD', data: '0xfffe' } };
      machine.dynamic.active.ipv4.udp = { ...IANA };
      machine.firewallRules = [OPEN];
      machine.ranges.tcp.unshift(row(portRange(700, 704), true), row(portRange(705, 709), true));
      const promise = { stepId: 's', fact };
      expect(brokenPromises(machine, [promise])).toEqual([]);
      breaks(machine);
      expect(brokenPromises(machine, [promise])).toEqual([expect.stringMatching(/^s promised /)]);
    },
  );
});
