import { describe, expect, test } from 'vitest';
import { createMachine } from '../../toolkit/simulation/create-machine.ts';
import { startDistribution } from '../../toolkit/simulation/distributions.ts';
import { execute } from '../../toolkit/simulation/execute.ts';
import type { MachineState } from '../../toolkit/simulation/machine-state.ts';
import { describeDamage } from '../../toolkit/simulation/state-schema.ts';
import { shutdownWsl } from '../../toolkit/simulation/wsl.ts';
import { natAddress, networkingModeOf, WSL_CONFIG_FILE } from '../../toolkit/simulation/wsl-network.ts';
import { isInNetwork, parseIpv4Network } from '../../toolkit/windows/ipv4-network.ts';
import { LXSS, queryRegistryKey, queryRegistryValue, serviceKey } from '../../toolkit/windows/registry.ts';

const print = (machine: MachineState, ...argv: readonly string[]) =>
  Buffer.from(execute(machine, argv).stdout).toString('latin1');
const restart = (machine: MachineState) => {
  shutdownWsl(machine);
  startDistribution(machine, 'Ubuntu');
};

describe('WSL in NAT mode', () => {
  test('has another address after each start, always in the network that the registry names', () => {
    const machine = createMachine({ docker: 'absent' });
    const network = parseIpv4Network('172.19.128.0/20');
    const seen = new Set<string>();
    for (let start = 0; start < 40; start += 1) {
      seen.add(natAddress(machine));
      expect(network && isInNetwork(network, natAddress(machine))).toBe(true);
      expect(print(machine, 'wsl.exe', '-d', 'Ubuntu', '--exec', 'hostname', '-I')).toContain(
        natAddress(machine),
      );
      restart(machine);
    }
    expect(seen.size).toBe(40);
    expect(print(machine, 'reg.exe', ...queryRegistryKey(LXSS).args)).toContain(
      'NatNetwork    REG_SZ    172.19.128.0/20',
    );
  });

  test('has no network in the registry before its first start', () => {
    const machine = createMachine({ wslRunning: false, docker: 'absent' });
    expect(execute(machine, ['reg.exe', ...queryRegistryValue(LXSS, 'NatNetwork').args]).exitCode).toBe(1);
  });
});

describe('the networking mode', () => {
  test('of the settings counts from the next start on', () => {
    const machine = createMachine({
      docker: 'absent',
      dynamicPortRange: { startPort: 1024, numberOfPorts: 64_511 },
    });
    machine.files[WSL_CONFIG_FILE] = '[wsl2]\nnetworkingMode=mirrored\n';
    expect(networkingModeOf(machine)).toBe('nat');
    restart(machine);
    expect(networkingModeOf(machine)).toBe('mirrored');
    expect(machine.ranges.tcp.filter(({ owner }) => owner === 'wsl-mirrored')).toMatchObject([
      { numberOfPorts: 4096 },
    ]);
    delete machine.files[WSL_CONFIG_FILE];
    expect(print(machine, 'wsl.exe', '-d', 'Ubuntu', '--exec', 'wslinfo', '--networking-mode')).toBe(
      'mirrored\n',
    );
    shutdownWsl(machine);
    expect(machine.ranges.tcp.some(({ owner }) => owner === 'wsl-mirrored')).toBe(false);
    expect(networkingModeOf(machine)).toBe('nat');
  });
});

test('IP Helper lets go of its ports when it stops, takes them again when it starts, and does neither when disabled', () => {
  const machine = createMachine();
  const listens = () =>
    machine.sockets.some(({ localPort, state }) => localPort === 990 && state === 'listening');
  const words = ['listenport=990', 'listenaddress=0.0.0.0', 'connectport=990', 'connectaddress=172.19.130.7'];
  execute(machine, ['net.exe', 'stop', 'iphlpsvc', '/y']);
  execute(machine, ['netsh.exe', 'interface', 'portproxy', 'add', 'v4tov4', ...words]);
  expect([machine.portProxies.length, listens()]).toEqual([1, false]);
  execute(machine, ['net.exe', 'start', 'iphlpsvc']);
  expect(listens()).toBe(true);
  execute(machine, ['net.exe', 'stop', 'iphlpsvc', '/y']);
  const start = ['/v', 'Start', '/t', 'REG_DWORD', '/d', '4', '/f'];
  execute(machine, ['reg.exe', 'add', serviceKey('iphlpsvc'), ...start]);
  expect(execute(machine, ['net.exe', 'start', 'iphlpsvc']).exitCode).not.toBe(0);
  expect(listens()).toBe(false);
});

test('a state of a time when WSL’s network and firewall rules were not kept is still whole', () => {
  const { firewallRules: _, windowsBuild: __, ...machine } = createMachine({ windowsBuild: 22_631 });
  const { natStarts: ___, runningMode: ____, ...wsl } = machine.wsl;
  expect(describeDamage({ ...machine, wsl })).toBeUndefined();
  expect(describeDamage({ ...machine, wsl, firewallRules: [{}] })).toContain('firewallRules');
});
