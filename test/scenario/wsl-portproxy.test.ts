import { describe, expect, test } from 'vitest';
import { differences } from '../../toolkit/simulation/compare-machines.ts';
import { createMachine, type MachineOptions } from '../../toolkit/simulation/create-machine.ts';
import { startDistribution } from '../../toolkit/simulation/distributions.ts';
import { bindSocket } from '../../toolkit/simulation/sockets.ts';
import { shutdownWsl } from '../../toolkit/simulation/wsl.ts';
import { natAddress } from '../../toolkit/simulation/wsl-network.ts';
import { onMachine, refusalOf } from '../support/run-on-machine.ts';

const PORTS = { ports: ['990', '991'] };
const rule = (listenPort: number, connectAddress: string) => ({
  listenAddress: '0.0.0.0',
  listenPort,
  connectAddress,
  connectPort: listenPort,
});

describe('WSL that has another address after a restart', () => {
  test('is forwarded to again, by rules in the place of the former own ones', async () => {
    const machine = createMachine({ seed: 1 });
    await onMachine(machine, async ({ run, rollBack }) => {
      const before = structuredClone(machine);
      const first = await run('wsl-portproxy', PORTS);
      const former = natAddress(machine);
      expect(machine.portProxies).toEqual([rule(990, former), rule(991, former)]);
      shutdownWsl(machine);
      startDistribution(machine, 'Ubuntu');
      const now = natAddress(machine);
      expect(now).not.toBe(former);

      const second = await run('wsl-portproxy', PORTS);
      expect(machine.portProxies).toEqual([rule(990, now), rule(991, now)]);
      expect((await run('wsl-portproxy', PORTS)).outcome).toBe('unchanged');

      await rollBack(second);
      expect(machine.portProxies).toEqual([rule(990, former), rule(991, former)]);
      await rollBack(first);
      expect(machine.portProxies).toEqual([]);
      expect(
        differences(before, machine).filter((what) => !/distribution|Docker|container|image/.test(what)),
      ).toEqual([]);
    });
  });

  test('is put back while it is stopped, too', async () => {
    const machine = createMachine({ seed: 1 });
    await onMachine(machine, async ({ run, rollBack }) => {
      const summary = await run('wsl-portproxy', PORTS);
      shutdownWsl(machine);
      expect((await rollBack(summary)).outcome).toBe('done');
      expect(machine.portProxies).toEqual([]);
      expect(machine.wsl.distributions.some(({ running }) => running)).toBe(false);
    });
  });

  test('is put back but for the firewall rule that somebody has changed', async () => {
    const machine = createMachine({ seed: 1 });
    await onMachine(machine, async ({ run, rollBack }) => {
      const summary = await run('wsl-portproxy', PORTS);
      const [first, second] = machine.firewallRules ?? [];
      if (first === undefined || second === undefined) throw new Error('two rules were to be made');
      const changed = { ...first, remoteAddresses: ['Any'] };
      machine.firewallRules = [changed, second];
      const { outcome, steps } = await rollBack(summary);
      expect(outcome).toBe('failed-not-undone');
      expect(JSON.stringify(steps)).toContain('somebody has changed the rule Portwright-990-tcp');
      expect(machine.firewallRules).toEqual([changed]);
      expect(machine.portProxies).toEqual([]);
    });
  });

  test('keeps the rule that somebody has put in the place of ours', async () => {
    const machine = createMachine({ seed: 1 });
    await onMachine(machine, async ({ run, rollBack, somebody }) => {
      const summary = await run('wsl-portproxy', { ports: ['990'] });
      const words = ['listenport=990', 'listenaddress=0.0.0.0', 'connectport=1', 'connectaddress=10.0.0.9'];
      somebody('netsh.exe', 'interface', 'portproxy', 'add', 'v4tov4', ...words);
      await rollBack(summary);
      expect(machine.portProxies).toEqual([{ ...rule(990, '10.0.0.9'), connectPort: 1 }]);
    });
  });
});

describe('nothing is changed, and the reason is named, where', () => {
  const refused = async (
    options: MachineOptions,
    change: (machine: ReturnType<typeof createMachine>) => void,
    parameters: object = PORTS,
  ) => {
    const machine = createMachine({ seed: 1, ...options });
    change(machine);
    const before = structuredClone(machine);
    const refusal = await onMachine(machine, ({ run }) => refusalOf(run('wsl-portproxy', { ...parameters })));
    expect(differences(before, machine)).toEqual([]);
    return refusal;
  };
  const nothing = () => {};

  test('no distribution runs: none is started', async () => {
    expect(await refused({ wslRunning: false, docker: 'absent' }, nothing)).toEqual({
      code: 'wsl.not-running',
      message: 'no WSL distribution runs, and Portwright starts none',
      remedy: expect.stringContaining('`wsl`'),
    });
  });

  test('only Docker’s distribution runs', async () => {
    const { code, message } = await refused({ wslRunning: false }, nothing);
    expect([code, message]).toEqual(['wsl.not-running', expect.stringContaining('docker-desktop')]);
  });

  test('the named one does not run', async () => {
    const asked = { ...PORTS, distribution: 'Debian' };
    const { code, remedy } = await refused({ distributions: ['Debian'] }, nothing, asked);
    expect([code, remedy]).toEqual(['wsl.not-running', expect.stringContaining('`wsl -d Debian`')]);
  });

  test('several run, and none is named', async () => {
    const { code, message, remedy } = await refused(
      { distributions: ['Debian'] },
      (machine) => void startDistribution(machine, 'Debian'),
    );
    expect(code).toBe('wsl.several-running');
    expect(message).toContain('Ubuntu, Debian');
    expect(remedy).toContain('--distribution Ubuntu');
  });

  test.each<[string, MachineOptions, object]>([
    ['WSL is mirrored', { wslNetworkingMode: 'mirrored' }, {}],
    ['the settings ask for it from the next start on', {}, { userProfile: 'C:\\Users\\user' }],
  ])('%s', async (_what, options, parameters) => {
    const { code, remedy } = await refused(
      options,
      (machine) => {
        if (options.wslNetworkingMode === undefined)
          machine.files['C:\\Users\\user\\.wslconfig'] = '[wsl2]\nnetworkingMode=mirrored\n';
      },
      { ...PORTS, ...parameters },
    );
    expect([code, remedy]).toEqual(['plan.refused', expect.stringContaining('wsl-mirrored')]);
  });

  test('another program listens', async () => {
    const { message } = await refused({}, (machine) => {
      machine.processes[4711] = { name: 'nginx', services: [] };
      bindSocket(machine, { protocol: 'tcp', address: '0.0.0.0', port: 991, processId: 4711 });
    });
    expect(message).toContain('nginx (process 4711)');
  });

  test('the port lies in a reserved block: fix is named', async () => {
    const { message, remedy } = await refused(
      { dynamicPortRange: { startPort: 1024, numberOfPorts: 64511 }, blocksOn: [8065] },
      nothing,
      { ports: ['8065'] },
    );
    expect(message).toContain('reserved block');
    expect(remedy).toContain('portwright fix 8065');
  });

  test.each(['0.0.0.0', '*', '192.168.1.20'])('a rule of somebody else listens on %s', async (address) => {
    const { message, remedy } = await refused({}, (machine) => {
      machine.portProxies.push({
        listenAddress: address,
        listenPort: 990,
        connectAddress: '10.0.0.9',
        connectPort: 80,
      });
    });
    expect(message).toContain(`${address}:990 to 10.0.0.9:80`);
    expect(remedy).toContain(
      `netsh interface portproxy delete v4tov4 listenport=990 listenaddress=${address}`,
    );
  });

  test('a firewall rule of that name opens something else', async () => {
    const { message, remedy } = await refused({}, (machine) => {
      machine.firewallRules = [
        {
          layer: 'host',
          name: 'Portwright-990-tcp',
          displayName: '',
          enabled: true,
          direction: 'Inbound',
          action: 'Allow',
          protocol: 'TCP',
          localPorts: ['990'],
          remoteAddresses: ['Any'],
          profiles: ['Domain', 'Private'],
        },
      ];
    });
    expect(message).toContain('Portwright-990-tcp');
    expect(remedy).toContain('Remove-NetFirewallRule -Name Portwright-990-tcp');
  });

  test('IP Helper is disabled', async () => {
    const { message, remedy } = await refused({}, (machine) => {
      const service = machine.services.iphlpsvc;
      if (service) service.status = 'stopped';
      machine.registry['HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\iphlpsvc'] = {
        Start: { type: 'REG_DWORD', data: '0x4' },
      };
    });
    expect(message).toContain('disabled');
    expect(remedy).toContain('sc.exe config iphlpsvc');
  });
});

test.each([
  [{ ports: ['53/udp'] }, '53/udp'],
  [{ ports: ['1-65'] }, '65 ports'],
  [{ ports: ['990'], listenAddress: '::' }, '::'],
  [{ ports: ['990'], remoteAddress: 'any body' }, 'any body'],
  [{ ports: ['990'], remoteAddress: '10.0.0.256' }, '10.0.0.256'],
  [{ ports: ['990'], remoteAddress: '10.0.0.0/33' }, '10.0.0.0/33'],
  [{ ports: ['990'], remoteAddress: 'fe80::/129' }, 'fe80::/129'],
  [{ ports: ['990'], remoteAddress: '::::' }, '::::'],
  [{ ports: ['990'], distribution: 'a b' }, 'a b'],
])('%j is bad input that is named', async (parameters, value) => {
  const { code, message } = await onMachine(createMachine(), ({ run }) =>
    refusalOf(run('wsl-portproxy', parameters)),
  );
  expect([code, message]).toEqual(['input.invalid-parameter', expect.stringContaining(value)]);
});

test('WSL’s own relay on 127.0.0.1 is in nobody’s way, and IP Helper starts where it was stopped', async () => {
  const machine = createMachine({ seed: 1 });
  machine.processes[4712] = { name: 'wslrelay', services: [] };
  bindSocket(machine, { protocol: 'tcp', address: '127.0.0.1', port: 990, processId: 4712 });
  await onMachine(machine, async ({ run, rollBack, somebody }) => {
    somebody('net.exe', 'stop', 'iphlpsvc');
    const summary = await run('wsl-portproxy', {
      ports: ['990'],
      publicNetworks: true,
      remoteAddress: '10.0.0.0/8',
    });
    expect(machine.services.iphlpsvc?.status).toBe('running');
    expect(machine.firewallRules).toMatchObject([
      { remoteAddresses: ['10.0.0.0/255.0.0.0'], profiles: ['Domain', 'Private', 'Public'] },
    ]);
    await rollBack(summary);
    expect([machine.services.iphlpsvc?.status, machine.firewallRules]).toEqual(['stopped', []]);
  });
});
