import { describe, expect, it } from 'vitest';
import { CommandError } from '../../toolkit/host/command-error.ts';
import { createMachine } from '../../toolkit/simulation/create-machine.ts';
import type { Fault, KillMoment } from '../../toolkit/simulation/machine-state.ts';
import { createSimulatedHost } from '../../toolkit/simulation/simulated-host.ts';

const RANGE = { startPort: 8065, numberOfPorts: 1 };
const RESERVE = { protocol: 'tcp', ...RANGE } as const;
const netsh = (...args: string[]) => ({ file: 'netsh.exe', args, effect: 'write' }) as const;
const SHOW = netsh('interface', 'ipv4', 'show', 'excludedportrange', 'protocol=tcp');
const ADD = netsh(
  'interface',
  'ipv4',
  'add',
  'excludedportrange',
  'protocol=tcp',
  'startport=8065',
  'numberofports=1',
  'store=persistent',
);

function hostOf(...faults: Fault[]) {
  const machine = createMachine({ hyperV: false, faults });
  const killed: string[] = [];
  const host = createSimulatedHost({ machine, killCaller: () => killed.push('killed') });
  const isExcluded = () => machine.ranges.tcp.some(({ startPort }) => startPort === 8065);
  return { machine, host, killed, isExcluded };
}

describe('a simulated host', () => {
  it('changes the machine as the command says, and takes time on its clock only', async () => {
    const { host, machine, isExcluded } = hostOf();
    const beforeMs = host.clock.now();
    const result = await host.run(ADD);
    expect([result.exitCode, isExcluded(), machine.received]).toEqual([0, true, 1]);
    expect(host.clock.now() - beforeMs).toBe(result.durationMs);
    await host.clock.wait(3_600_000);
    expect(host.clock.now()).toBe(beforeMs + result.durationMs + 3_600_000);
  });

  it.each(['en', 'ko', 'ja', 'de', 'fr', 'es', 'pt-BR', 'ru', 'zh-CN'] as const)(
    'prints in the bytes of a Windows in %s',
    async (locale) => {
      const machine = createMachine({ hyperV: false, locale });
      const { stdout } = await createSimulatedHost({ machine }).run(SHOW);
      expect(stdout).toMatch(/^\s+5357\s+5357\s*$/m);
      expect(stdout).not.toContain('\uFFFD');
    },
  );

  it('keeps small files without their byte order mark', async () => {
    const { host } = hostOf();
    expect(await host.readText('C:\\Users\\u\\.wslconfig')).toBeUndefined();
    await host.writeText('C:\\Users\\u\\.wslconfig', '\uFEFF[wsl2]\n');
    expect(await host.readText('C:\\Users\\u\\.wslconfig')).toBe('[wsl2]\n');
  });

  it('gives up waiting when it is interrupted', async () => {
    const { host } = hostOf();
    await expect(host.clock.wait(10, AbortSignal.abort())).rejects.toMatchObject({ code: 'host.aborted' });
  });

  it('may be closed twice', async () => {
    const { host } = hostOf();
    await host.close();
    await host.close();
    expect(await host.isElevated()).toBe(true);
  });
});

describe('faults', () => {
  it('denied: answers as if not elevated, as often as it says', async () => {
    const { host, machine, isExcluded } = hostOf({
      kind: 'denied',
      match: 'add excludedportrange',
      times: 1,
    });
    expect((await host.run(ADD)).exitCode).toBe(1);
    expect([isExcluded(), machine.elevated, machine.faults]).toEqual([false, true, []]);
    expect((await host.run(ADD)).exitCode).toBe(0);
  });

  it('denied: a question too', async () => {
    const { host } = hostOf({ kind: 'denied', match: 'ask:reserve-port' });
    expect(await host.ask('reserve-port', RESERVE)).toEqual({ win32Error: 5 });
  });

  it('hang: no effect, and a time-out on the machine’s clock', async () => {
    const { host, isExcluded } = hostOf({ kind: 'hang', match: 'excludedportrange', times: 1 });
    const beforeMs = host.clock.now();
    const error = await host.run({ ...ADD, timeoutMs: 5000 }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CommandError);
    expect(error).toMatchObject({ code: 'host.timed-out' });
    expect(host.clock.now() - beforeMs).toBeGreaterThanOrEqual(5000);
    expect(isExcluded()).toBe(false);
  });

  it('hang: a question times out as well', async () => {
    const { host } = hostOf({ kind: 'hang', match: 'ask:' });
    await expect(host.ask('last-boot', {})).rejects.toMatchObject({ code: 'host.timed-out' });
  });

  it('lie: says what it would say, and does nothing', async () => {
    const { host, isExcluded } = hostOf(
      { kind: 'lie', match: 'add', times: 1 },
      { kind: 'lie', match: 'ask:' },
    );
    expect((await host.run(ADD)).exitCode).toBe(0);
    expect(isExcluded()).toBe(false);
    expect(await host.ask('reserve-port', RESERVE)).toEqual({ win32Error: 0 });
    expect(isExcluded()).toBe(false);
  });

  it('garbage: what nobody can read', async () => {
    const { host } = hostOf({ kind: 'garbage', match: 'show' }, { kind: 'garbage', match: 'ask:' });
    const { stdout } = await host.run(SHOW);
    expect(stdout.trim()).not.toBe('');
    expect(stdout).not.toMatch(/^\s*\d/m);
    await expect(host.ask('last-boot', {})).rejects.toMatchObject({ code: 'ask.invalid-answer' });
  });

  it.each([
    ['before', false, 1],
    ['during', true, 1],
  ] as const)('kill-caller %s: the command’s effect is there: %s', async (when: KillMoment, effect, at) => {
    const { host, killed, isExcluded, machine } = hostOf({ kind: 'kill-caller', at, when });
    const outcome = await Promise.race([
      host.run(ADD),
      new Promise((resolve) => setImmediate(resolve, 'no answer')),
    ]);
    expect([outcome, killed.length, isExcluded(), machine.received]).toEqual(['no answer', 1, effect, 1]);
  });

  it('kill-caller after: the answer arrives, and the next request never starts', async () => {
    const { host, killed, machine } = hostOf({ kind: 'kill-caller', at: 1, when: 'after' });
    expect((await host.run(ADD)).exitCode).toBe(0);
    expect(killed).toEqual([]);
    const next = host.ask('last-boot', {});
    expect(await Promise.race([next, new Promise((resolve) => setImmediate(resolve, 'no answer'))])).toBe(
      'no answer',
    );
    expect([killed.length, machine.received]).toEqual([1, 1]);
  });
});
