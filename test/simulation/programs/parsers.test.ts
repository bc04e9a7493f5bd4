import { describe, expect, it } from 'vitest';
import { PROTOCOLS } from '../../../toolkit/ports/port-range.ts';
import { createMachine } from '../../../toolkit/simulation/create-machine.ts';
import { LOCALES } from '../../../toolkit/simulation/machine-state.ts';
import { createSimulatedHost } from '../../../toolkit/simulation/simulated-host.ts';
import { OEM_CODE_PAGES, parseCodePage, showCodePage } from '../../../toolkit/windows/code-page.ts';
import { inspectContainer, listContainers, restartContainer } from '../../../toolkit/windows/docker.ts';
import { parseContainerInspect, parseContainerList } from '../../../toolkit/windows/docker-container.ts';
import { parseDockerPortError } from '../../../toolkit/windows/docker-error.ts';
import { parseDynamicPortRange, showDynamicPortRange } from '../../../toolkit/windows/dynamic-port-range.ts';
import {
  parseExcludedPortRanges,
  showExcludedPortRange,
} from '../../../toolkit/windows/excluded-port-range.ts';
import { parseSockets, showSockets } from '../../../toolkit/windows/netstat.ts';
import { addPortProxy, parsePortProxies, showPortProxies } from '../../../toolkit/windows/port-proxy.ts';
import {
  queryRegistryValue,
  readRegistryValue,
  TCPIP_PARAMETERS,
} from '../../../toolkit/windows/registry.ts';
import {
  enumDependents,
  parseDependents,
  parseServiceState,
  queryService,
  startService,
  stopService,
  systemErrorNumber,
} from '../../../toolkit/windows/service.ts';
import {
  listRunningDistributions,
  readRunningDistributions,
  shutdownWsl,
} from '../../../toolkit/windows/wsl.ts';

/** Three seeds: three sets of made-up words, so that no parser passes by luck. */
const MACHINES = LOCALES.flatMap((locale) => [1, 2, 3].map((seed) => [locale, seed] as const));

describe.each(MACHINES)('a Windows in %s, seed %i, read by shape', (locale, seed) => {
  const makeHost = () => {
    const machine = createMachine({
      locale,
      seed,
      dynamicPortRange: { startPort: 1024, numberOfPorts: 64511 },
      blocksOn: [8065],
      maxUserPort: 65534,
      containers: [{ name: 'mattermost', image: 'mattermost/mm', ports: [8065] }],
      services: [{ name: 'leaf', displayName: 'Leaf' }],
      winnatDependents: ['leaf'],
    });
    return { machine, host: createSimulatedHost({ machine }) };
  };

  it('tells the state of its services', async () => {
    const { host } = makeHost();
    expect(parseDependents(await host.run(enumDependents('winnat')))).toEqual([
      { name: 'leaf', state: 'running' },
    ]);
    await host.run(stopService('winnat'));
    expect(parseServiceState(await host.run(queryService('winnat')))).toBe('stopped');
    await host.run(startService('winnat'));
    expect(parseServiceState(await host.run(queryService('winnat')))).toBe('running');
    expect(parseServiceState(await host.run(queryService('nosuch')))).toBe('absent');
  });

  it('tells its excluded and dynamic port ranges and its portproxy rules', async () => {
    const { host, machine } = makeHost();
    const rule = {
      listenAddress: '0.0.0.0',
      listenPort: 4000,
      connectAddress: '192.168.101.100',
      connectPort: 22,
    };
    await host.run(addPortProxy('v4tov4', rule));
    for (const protocol of PROTOCOLS) {
      const excluded = await host.run(showExcludedPortRange({ family: 'ipv4', protocol }));
      expect(parseExcludedPortRanges(excluded.stdout)).toEqual(
        machine.ranges[protocol].map(({ startPort, numberOfPorts, kind }) => ({
          startPort,
          numberOfPorts,
          administered: kind === 'administered',
        })),
      );
      const dynamic = await host.run(showDynamicPortRange({ family: 'ipv6', protocol }));
      expect(parseDynamicPortRange(dynamic.stdout)).toEqual(machine.dynamic.active.ipv4[protocol]);
    }
    expect(parsePortProxies((await host.run(showPortProxies('all'))).stdout)).toEqual([rule]);
  });

  it('names the system error of a refused stop', async () => {
    const { host, machine } = makeHost();
    machine.elevated = false;
    expect(systemErrorNumber((await host.run(stopService('winnat'))).stderr)).toBe(5);
  });

  it('tells its sockets, its code page and its registry', async () => {
    const { host, machine } = makeHost();
    expect(parseSockets((await host.run(showSockets())).stdout)).toHaveLength(machine.sockets.length);
    expect(parseCodePage((await host.run(showCodePage())).stdout)).toBe(OEM_CODE_PAGES[locale]);
    expect(readRegistryValue(await host.run(queryRegistryValue(TCPIP_PARAMETERS, 'MaxUserPort')))?.data).toBe(
      '0xfffe',
    );
    expect(readRegistryValue(await host.run(queryRegistryValue(TCPIP_PARAMETERS, 'Nope')))).toBeUndefined();
  });

  it('tells which distributions run, also when none does', async () => {
    const { host } = makeHost();
    expect(readRunningDistributions(await host.run(listRunningDistributions()))).toEqual([
      'Ubuntu',
      'docker-desktop',
    ]);
    await host.run(shutdownWsl());
    expect(readRunningDistributions(await host.run(listRunningDistributions()))).toEqual([]);
  });

  it('tells why a container does not start', async () => {
    const { host } = makeHost();
    const { stderr } = await host.run(restartContainer('mattermost'));
    const error = parseDockerPortError(stderr);
    expect([error?.port, error?.protocol]).toEqual([8065, 'tcp']);
    // The Russian sentence was never seen: its words here are made up, and no honest reader knows them.
    expect(error?.cause).toBe(locale === 'ru' ? 'unknown' : 'reserved');
    const container = parseContainerInspect((await host.run(inspectContainer('mattermost'))).stdout);
    expect([container.status, container.wanted[0]?.hostPort, container.published]).toEqual([
      'created',
      8065,
      [],
    ]);
    expect(parseContainerList((await host.run(listContainers())).stdout).map(({ name }) => name)).toEqual([
      'mattermost',
    ]);
  });
});
