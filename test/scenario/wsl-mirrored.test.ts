import { describe, expect, test } from 'vitest';
import type { RunSummary } from '../../toolkit/scenario/run-event.ts';
import { createMachine } from '../../toolkit/simulation/create-machine.ts';
import { startDistribution } from '../../toolkit/simulation/distributions.ts';
import { shutdownWsl } from '../../toolkit/simulation/wsl.ts';
import { WSL_CONFIG_FILE } from '../../toolkit/simulation/wsl-network.ts';
import { expectMirroredPossible } from '../../toolkit/steps/expect-mirrored-possible.ts';
import { onMachine, refusalOf } from '../support/run-on-machine.ts';

const GIVEN = { ports: ['8065'], userProfile: 'C:\\Users\\user' };
const WIDE = { startPort: 1024, numberOfPorts: 64_511 };
const proofOf = ({ steps }: RunSummary) => steps.find(({ id }) => id === 'wsl-networking-mode-set')?.detail;

describe('mirrored networking', () => {
  test('is set, and said to wait for wsl --shutdown, which nobody has asked for', async () => {
    const machine = createMachine({ seed: 1 });
    const summary = await onMachine(machine, ({ run }) => run('wsl-mirrored', GIVEN));
    expect(machine.files[WSL_CONFIG_FILE]).toBe('[wsl2]\r\nnetworkingMode=mirrored\r\n');
    expect(machine.wsl.runningMode).toBe('nat');
    expect(proofOf(summary)).toMatch(
      /^pending: takes effect after wsl --shutdown .* Ubuntu, docker-desktop$/,
    );
  });

  test('is in effect after --shutdown-wsl, with Docker Desktop and what ran in it up again', async () => {
    const containers = [{ name: 'web', image: 'nginx', ports: [600] }];
    const machine = createMachine({ seed: 1, containers, dynamicPortRange: WIDE });
    await onMachine(machine, async ({ run }) => {
      const summary = await run('wsl-mirrored', { ...GIVEN, shutdownWsl: true });
      expect(summary.outcome).toBe('done');
      expect(machine.wsl.runningMode).toBe('mirrored');
      expect(machine.docker.containers[0]?.status).toBe('running');
      expect(machine.wsl.distributions).toMatchObject([{ running: false }, { running: true }]);
      expect(proofOf(summary)).toBe('WSL runs with mirrored networking');
      expect((await run('wsl-mirrored', { ...GIVEN, shutdownWsl: true })).outcome).toBe('unchanged');
    });
  });

  test('opens a rule for each port in the Hyper-V firewall, and none of Windows’ own', async () => {
    const machine = createMachine({ seed: 1 });
    await onMachine(machine, async ({ run, rollBack }) => {
      const summary = await run('wsl-mirrored', { ...GIVEN, ports: ['8065', '9000-9001', '53/udp'] });
      expect(machine.firewallRules?.map(({ layer, name }) => `${layer} ${name}`)).toEqual(
        ['8065-tcp', '9000-tcp', '9001-tcp', '53-udp'].map((name) => `hyper-v Portwright-${name}`),
      );
      await rollBack(summary);
      expect(machine.firewallRules).toEqual([]);
      expect(WSL_CONFIG_FILE in machine.files).toBe(false);
    });
  });

  test('goes back byte for byte; of a file that was changed since only its own line goes', async () => {
    const text = '\uFEFF# a person’s own\r\n[wsl2]\nmemory=8GB\r\n\r\n[experimental]\nsparseVhd=true';
    const machine = createMachine({ seed: 1, wslConfig: text });
    await onMachine(machine, async ({ run, rollBack }) => {
      await rollBack(await run('wsl-mirrored', GIVEN));
      expect(machine.files[WSL_CONFIG_FILE]).toBe(text);
      const summary = await run('wsl-mirrored', GIVEN);
      machine.files[WSL_CONFIG_FILE] += 'swap=0\r\n';
      await rollBack(summary);
      expect(machine.files[WSL_CONFIG_FILE]).toBe(`${text}\r\nswap=0\r\n`);
    });
  });

  test('that was removed by hand since counts as put back where there was no file, and is not written again where there was', async () => {
    for (const [wslConfig, outcome] of [
      [undefined, 'done'],
      ['[wsl2]\nnetworkingMode=nat\n', 'failed-not-undone'],
    ] as const) {
      const machine = createMachine({ seed: 1, ...(wslConfig !== undefined && { wslConfig }) });
      await onMachine(machine, async ({ run, rollBack }) => {
        const summary = await run('wsl-mirrored', GIVEN);
        delete machine.files[WSL_CONFIG_FILE];
        expect((await rollBack(summary)).outcome).toBe(outcome);
        expect(WSL_CONFIG_FILE in machine.files).toBe(false);
      });
    }
  });
});

describe('nothing is changed where', () => {
  test('Windows is older than 11 22H2: the portproxy is named', async () => {
    const machine = createMachine({ seed: 1, windowsBuild: 19_045 });
    const { code, message, remedy } = await onMachine(machine, ({ run }) =>
      refusalOf(run('wsl-mirrored', GIVEN)),
    );
    expect([code, message]).toEqual(['plan.refused', expect.stringContaining('19045')]);
    expect(remedy).toContain('wsl-portproxy');
  });

  test('the file is no UTF-8', async () => {
    const machine = createMachine({ seed: 1, wslConfig: '\uFFFD\uFFFD[\0w\0s\0l\x002\0]\0' });
    const { code, message } = await onMachine(machine, ({ run }) => refusalOf(run('wsl-mirrored', GIVEN)));
    expect([code, message]).toEqual(['plan.refused', expect.stringContaining('UTF-8')]);
  });

  test('nobody said whose settings are meant', async () => {
    const { code, remedy } = await onMachine(createMachine(), ({ run }) =>
      refusalOf(run('wsl-mirrored', { ports: ['8065'] })),
    );
    expect([code, remedy]).toEqual(['input.invalid-parameter', expect.stringContaining('--user-profile')]);
  });
});

test('a dynamic port range without room for WSL’s block is told before, and refused where WSL is to start at once', async () => {
  const machine = createMachine({ seed: 1, dynamicPortRange: { startPort: 49_152, numberOfPorts: 4000 } });
  await onMachine(machine, async ({ host, run }) => {
    const step = expectMirroredPossible({ atOnce: false });
    const notes = step.notes?.(await step.check(host)) ?? [];
    expect(notes).toEqual([expect.stringContaining('0x8007054f'), expect.stringContaining('dynamic udp')]);
    const { message, remedy } = await refusalOf(run('wsl-mirrored', { ...GIVEN, shutdownWsl: true }));
    expect(message).toContain('0x8007054f');
    expect(remedy).toContain('portwright run reset-iana-dynamic-range');
    await run('wsl-mirrored', GIVEN);
    shutdownWsl(machine);
    startDistribution(machine, 'Ubuntu');
    expect(machine.wsl.runningMode).toBe('none');
  });
});
