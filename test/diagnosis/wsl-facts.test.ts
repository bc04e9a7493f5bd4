import { describe, expect, test } from 'vitest';
import { diagnose } from '../../toolkit/diagnosis/diagnose.ts';
import { readSnapshot } from '../../toolkit/diagnosis/read-snapshot.ts';
import { createWindowsHost } from '../../toolkit/host/windows-host.ts';
import { createMachine, type MachineOptions } from '../../toolkit/simulation/create-machine.ts';
import { startDistribution } from '../../toolkit/simulation/distributions.ts';
import { execute } from '../../toolkit/simulation/execute.ts';
import { LOCALES, type MachineState } from '../../toolkit/simulation/machine-state.ts';
import { createSimulatedHost } from '../../toolkit/simulation/simulated-host.ts';
import { readRunningWsl } from '../../toolkit/steps/read-wsl.ts';
import { decodeOutput } from '../../toolkit/windows/code-page.ts';
import {
  listAddresses,
  listRunningDistributions,
  parseAddresses,
  readRunningDistributions,
} from '../../toolkit/windows/wsl.ts';
import { codeOf, standInFolder } from '../host/stand-in-folder.ts';

const USER = { userProfile: 'C:\\Users\\user' };
const PORT = { port: 990, protocol: 'tcp' } as const;

/** A snapshot, and every call of wsl.exe that it took. */
async function look(machine: MachineState, request: Parameters<typeof readSnapshot>[1] = USER) {
  const calls: string[] = [];
  const host = createSimulatedHost({ machine });
  const watched = {
    ...host,
    run: (command: Parameters<typeof host.run>[0]) => {
      if (command.file === 'wsl.exe') calls.push(command.args.join(' '));
      return host.run(command);
    },
  };
  return { snapshot: await readSnapshot(watched, request), calls };
}

const findingsOf = (snapshot: Awaited<ReturnType<typeof look>>['snapshot']) =>
  diagnose(snapshot, []).machine?.findings.filter(({ code }) => /wsl|stale/.test(code)) ?? [];

describe('how WSL is networked', () => {
  const facts = async (options: MachineOptions) => {
    const machine = createMachine({ seed: 1, ...options });
    const { snapshot, calls } = await look(machine);
    return { machine, snapshot, calls, findings: findingsOf(snapshot) };
  };

  test('is asked of what runs only: mode, address, network and mask', async () => {
    const { snapshot, findings, calls } = await facts({ wslConfig: '[wsl2]\nnetworkingMode=nat\n' });
    expect(snapshot.wsl).toEqual({
      networkingMode: 'nat',
      activeMode: 'nat',
      running: ['Ubuntu', 'docker-desktop'],
      natNetwork: '172.19.128.0/20',
      address: '172.19.130.7',
      hnsNetwork: {
        id: '790e58b4-7939-4434-9358-89ae7ddbe87e',
        name: 'WSL (Hyper-V firewall)',
        type: 'ICS',
        subnet: '172.19.128.0/20',
        gateway: '172.19.128.1',
      },
    });
    expect(findings.map(({ text }) => text)).toEqual([
      'WSL runs Ubuntu, docker-desktop with nat networking, reached at 172.19.130.7 in 172.19.128.0/20 (mask 255.255.240.0), HNS network WSL (Hyper-V firewall); .wslconfig asks for nat',
    ]);
    expect(calls[0]).toBe('--list --running --quiet');
  });

  test.each(LOCALES)('of a stopped WSL is that it is stopped, in %s; nothing is started', async (locale) => {
    const { machine, snapshot, calls, findings } = await facts({
      locale,
      wslRunning: false,
      docker: 'absent',
    });
    expect(snapshot.wsl).toMatchObject({ running: [] });
    expect(findings.map(({ text }) => text)).toEqual([
      'WSL is stopped; .wslconfig asks for no networking mode, so nat',
    ]);
    expect(calls).toEqual(['--list --running --quiet']);
    expect(machine.wsl.distributions.some(({ running }) => running)).toBe(false);
  });

  test('of which the registry and HNS say different things is a disagreement', async () => {
    const { snapshot } = await facts({});
    const { wsl } = snapshot;
    const moved = { ...snapshot, ...(wsl && { wsl: { ...wsl, natNetwork: '172.20.0.0/20' } }) };
    const said = diagnose(moved, []).machine?.findings.filter(({ code }) => code === 'disagreement') ?? [];
    expect(said.map(({ text }) => text)).toEqual([
      expect.stringContaining('registry: 172.20.0.0/20; hnsdiag: 172.19.128.0/20'),
    ]);
  });

  test('is nothing where there is no WSL', async () => {
    expect((await facts({ hyperV: false })).snapshot.wsl).toMatchObject({ running: [] });
  });

  test.each<[string, MachineOptions, string]>([
    [
      'mirrored',
      { wslNetworkingMode: 'mirrored', dynamicPortRange: { startPort: 1024, numberOfPorts: 64_511 } },
      'wsl-restart-pending',
    ],
    [
      'without a network',
      {
        wslConfig: '[wsl2]\nnetworkingMode=mirrored\n',
        dynamicPortRange: { startPort: 49_152, numberOfPorts: 4000 },
      },
      'wsl-without-network',
    ],
  ])('that runs %s and is set to something else stands out', async (_what, options, code) => {
    const { snapshot, findings } = await facts(options);
    expect(findings.map((each) => each.code)).toContain(code);
    const commands = diagnose(snapshot, []).machine?.remedies.map(({ command }) => command) ?? [];
    if (code === 'wsl-without-network') expect(commands.join()).toContain('reset-iana-dynamic-range');
  });
});

describe('a portproxy rule that leads to an address WSL had before', () => {
  const machine = () => {
    const state = createMachine({ seed: 1 });
    state.portProxies = [
      { listenAddress: '0.0.0.0', listenPort: 990, connectAddress: '172.19.140.1', connectPort: 990 },
      { listenAddress: '0.0.0.0', listenPort: 991, connectAddress: '172.19.130.7', connectPort: 991 },
      { listenAddress: '0.0.0.0', listenPort: 992, connectAddress: '10.0.0.9', connectPort: 80 },
    ];
    return state;
  };

  test('stands out, alone, with the command that leads it to the new one', async () => {
    const { snapshot } = await look(machine());
    const view = diagnose(snapshot, []).machine;
    const stale = view?.findings.filter(({ code }) => code === 'stale-port-proxy') ?? [];
    expect(stale.map(({ text }) => text)).toEqual([
      expect.stringContaining('0.0.0.0:990 leads to 172.19.140.1'),
    ]);
    expect(view?.remedies.map(({ command }) => command)).toContainEqual(
      expect.stringContaining('portwright run wsl-portproxy --ports 990 '),
    );
  });

  test('is evidence of its port, for which WSL is looked at; of a port without a rule it is not', async () => {
    const { snapshot, calls } = await look(machine(), { ...USER, ports: [PORT] });
    const [port] = diagnose(snapshot, [PORT]).ports;
    expect(port?.evidence.map(({ code }) => code)).toContain('stale-port-proxy');
    expect(calls.length).toBeGreaterThan(0);
    expect((await look(machine(), { ...USER, ports: [{ ...PORT, port: 7000 }] })).calls).toEqual([]);
  });

  test('is none while WSL is stopped, and has no address', async () => {
    const state = machine();
    for (const each of state.wsl.distributions) each.running = false;
    expect(findingsOf((await look(state)).snapshot).map(({ code }) => code)).toEqual(['wsl']);
  });
});

describe('the bytes of wsl.exe', () => {
  const read = (
    machine: MachineState,
    words: readonly string[],
    environment: { readonly WSL_UTF8?: string },
  ) => {
    const { exitCode, stdout, stderr } = execute(machine, ['wsl.exe', ...words], environment);
    const decode = (bytes: Uint8Array) => decodeOutput(bytes, { kind: 'wsl' });
    return {
      command: listRunningDistributions(),
      exitCode,
      stdout: decode(stdout),
      stderr: decode(stderr),
      durationMs: 0,
    };
  };

  test.each(LOCALES.flatMap((locale) => [{ locale }, { locale, WSL_UTF8: '1' }]))(
    'are read in UTF-16 and in UTF-8 alike: %o',
    ({ locale, ...environment }) => {
      const machine = createMachine({ locale, docker: 'absent' });
      const list = () =>
        readRunningDistributions(read(machine, listRunningDistributions().args, environment));
      expect(list()).toEqual(['Ubuntu']);
      // What Linux prints comes as it is, whatever wsl.exe itself would write in.
      expect(parseAddresses(read(machine, listAddresses('Ubuntu').args, environment).stdout)).toEqual([
        '172.19.130.7',
        '172.17.0.1',
      ]);
      for (const each of machine.wsl.distributions) each.running = false;
      expect(list()).toEqual([]);
      startDistribution(machine, 'Ubuntu');
      expect(list()).toEqual(['Ubuntu']);
    },
  );

  const sayUtf16 = (text: string, exitCode: number) =>
    `process.stdout.write(Buffer.from(${JSON.stringify(text)}, 'utf16le')); process.exitCode = ${exitCode};`;

  test.skipIf(process.platform === 'win32').each([
    ['Korean', '실행 중인 배포가 없습니다.\r\n'],
    ['Japanese', '実行中のディストリビューションはありません。\r\n'],
    ['English', 'There are no running distributions.\r\n'],
  ])('of an older wsl.exe that says in %s, and ends with -1, that nothing runs', async (_language, text) => {
    const host = createWindowsHost({ systemRoot: standInFolder({ 'wsl.exe': sayUtf16(text, 255) }) });
    expect(await readRunningWsl(host)).toEqual([]);
    await host.close();
  });

  test.skipIf(process.platform === 'win32')(
    'of a service that fails are an error, in any language',
    async () => {
      const text = '서비스를 시작할 수 없습니다.\r\n오류 코드: Wsl/Service/0x80070422\r\n';
      const host = createWindowsHost({ systemRoot: standInFolder({ 'wsl.exe': sayUtf16(text, 255) }) });
      expect(await codeOf(readRunningWsl(host))).toBe('host.program-failed');
      await host.close();
    },
  );
});
