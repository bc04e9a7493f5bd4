import { describe, expect, it, test } from 'vitest';
import { IANA_DYNAMIC_PORT_RANGE } from '../../toolkit/ports/iana.ts';
import type { PortRange } from '../../toolkit/ports/port-range.ts';
import { rollbackRun } from '../../toolkit/scenario/rollback-run.ts';
import { runScenario } from '../../toolkit/scenario/run-scenario.ts';
import { ensureDynamicPortRanges } from '../../toolkit/steps/ensure-dynamic-port-ranges.ts';
import { ensureNoRegistryValue } from '../../toolkit/steps/ensure-no-registry-value.ts';
import { ensureWindowsFeature } from '../../toolkit/steps/ensure-windows-feature.ts';
import { withDynamicPortRange } from '../../toolkit/steps/with-dynamic-port-range.ts';
import { look, refusalOn } from '../support/drive.ts';
import { fakeHost, type Reply } from '../support/fake-host.ts';
import { builtIn, inFolder, onlyRun, scenarioOf, settingsOf } from '../support/run-bench.ts';
import { dynamic, failed, setDynamic, showDynamic } from '../support/windows-texts.ts';

const WIDE: PortRange = { startPort: 1024, numberOfPorts: 64511 };
const IANA = IANA_DYNAMIC_PORT_RANGE;
const FAMILIES = ['ipv4', 'ipv6'] as const;
const PROTOCOLS = ['tcp', 'udp'] as const;
const KEYS = FAMILIES.flatMap((family) => PROTOCOLS.map((protocol) => ({ family, protocol })));

/** Four tables in two stores, as netsh would print them. */
function printed(rangeOf: (family: string, protocol: string, store: string) => PortRange) {
  return Object.fromEntries(
    KEYS.flatMap(({ family, protocol }) =>
      ['active', 'persistent'].map((store) => [
        showDynamic(family, protocol, store),
        dynamic(rangeOf(family, protocol, store)),
      ]),
    ),
  );
}

describe('the dynamic port ranges', () => {
  const step = ensureDynamicPortRanges(IANA);

  it('are read in both families, protocols and stores', async () => {
    const { state, host } = await look(step, { run: printed(() => IANA) });
    expect(host.unused()).toEqual([]);
    expect(host.written).toEqual([]);
    expect(step.isSatisfied(state)).toBe(true);
  });

  it('are set in the persistent store, those that differ only', async () => {
    const { state } = await look(step, { run: printed((_, protocol) => (protocol === 'tcp' ? WIDE : IANA)) });
    const commands = FAMILIES.map((family) => setDynamic(family, 'tcp', IANA, 'persistent'));
    const host = fakeHost({ run: Object.fromEntries(commands.map((command) => [command, 'Ok.'])) });
    await step.apply(host, state);
    expect(host.written).toEqual(commands);
    expect(step.changes(state).map(({ what }) => what)).toEqual([
      'dynamic port range tcp 1024+64511 → 49152+16384',
    ]);
  });

  it('go back to the active and the persistent value each as it was', async () => {
    const was = printed((_family, protocol, store) =>
      protocol === 'tcp' && store === 'active' ? WIDE : IANA,
    );
    const { state } = await look(step, { run: was });
    expect(step.isSatisfied(state)).toBe(false);
    const written = FAMILIES.flatMap((family) => [
      setDynamic(family, 'tcp', IANA, 'persistent'),
      setDynamic(family, 'tcp', WIDE, 'active'),
    ]);
    const host = fakeHost({ run: Object.fromEntries(written.map((command) => [command, 'Ok.'])) });
    await step.undo?.(host, state);
    expect(host.written).toEqual(written);
    expect(step.isRestored?.((await look(step, { run: was })).state, state)).toBe(true);
    const half = printed(() => IANA);
    expect(step.isRestored?.((await look(step, { run: half })).state, state)).toBe(false);
  });

  it('are named for each family where these differ', async () => {
    const { state } = await look(step, { run: printed((family) => (family === 'ipv6' ? WIDE : IANA)) });
    expect(step.changes(state).map(({ what }) => what)).toEqual([
      'dynamic port range tcp ipv6 1024+64511 → 49152+16384',
      'dynamic port range udp ipv6 1024+64511 → 49152+16384',
    ]);
  });

  it('that cannot be read stop everything', async () => {
    const run = { ...printed(() => IANA), [showDynamic('ipv6', 'udp', 'persistent')]: 'Zugriff verweigert' };
    await expect(look(step, { run })).rejects.toMatchObject({ code: 'host.unrecognised-output' });
  });
});

describe('a range that is set meanwhile', () => {
  const bracket = withDynamicPortRange({ protocol: 'tcp', range: WIDE }, []);

  it('is set and put back in the active store only', async () => {
    const show = showDynamic('ipv4', 'tcp', 'active');
    const { state } = await look(bracket, { run: { [show]: dynamic(IANA) } });
    expect(bracket.isNeeded(state, true)).toBe(true);
    const there = setDynamic('ipv4', 'tcp', WIDE, 'active');
    const back = setDynamic('ipv4', 'tcp', IANA, 'active');
    const host = fakeHost({ run: { [there]: 'Ok.', [back]: 'Ok.', [show]: [dynamic(WIDE), dynamic(IANA)] } });
    await bracket.takeDown(host, state);
    expect(await bracket.isDown(host, state)).toBe(true);
    await bracket.bringBack(host, state);
    expect(await bracket.isBack(host, state)).toBe(true);
    expect(host.written).toEqual([there, back]);
  });
});

describe('a registry value', () => {
  const KEY = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters';
  const step = ensureNoRegistryValue(KEY, 'MaxUserPort');
  const query = `reg query ${KEY} /v MaxUserPort`;
  const there =
    '\r\nHKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters\r\n    MaxUserPort    REG_DWORD    0xfffe\r\n\r\n';

  it('that is not there is left alone', async () => {
    const { state } = await look(step, { run: { [query]: failed(1, '', 'FEHLER') } });
    expect(step.isSatisfied(state)).toBe(true);
  });

  it('is removed, and written again with the type and the data it had', async () => {
    const { state } = await look(step, { run: { [query]: there } });
    expect(step.changes(state)[0]?.what).toContain('MaxUserPort = 0xfffe');
    const remove = `reg delete ${KEY} /v MaxUserPort /f`;
    const write = `reg add ${KEY} /v MaxUserPort /t REG_DWORD /d 0xfffe /f`;
    const host = fakeHost({ run: { [remove]: '', [write]: '' } });
    await step.apply(host, state);
    await step.undo?.(host, state);
    expect(host.written).toEqual([remove, write]);
    expect(step.isRestored?.(state, state)).toBe(true);
    const another = { value: { name: 'MaxUserPort', type: 'REG_SZ', data: '0xfffe' } } as const;
    expect(step.isRestored?.(another, state)).toBe(false);
  });

  it('that cannot be read is not one that is not there', async () => {
    await expect(look(step, { run: { [query]: failed(5) } })).rejects.toMatchObject({
      code: 'host.program-failed',
    });
  });
});

describe('a Windows feature', () => {
  const step = ensureWindowsFeature('Microsoft-Hyper-V');
  const enable = 'dism /online /enable-feature /featurename:Microsoft-Hyper-V /all /norestart';
  const disable = 'dism /online /disable-feature /featurename:Microsoft-Hyper-V /norestart';
  const state = (value: string) => ({ ask: { 'optional-feature': { state: value } } });

  it('that this edition does not have is refused', async () => {
    expect((await refusalOn(step, state('Absent')))?.remedy).toMatch(/VirtualMachinePlatform/);
  });

  test.each([
    [0, undefined],
    [3010, undefined],
    [740, 'run.needs-elevation'],
    [0x800f080c, 'host.program-failed'],
    [1, 'host.program-failed'],
  ])('is enabled or not, as DISM ends with %i', async (exitCode, code) => {
    const host = fakeHost({ run: { [enable]: failed(exitCode) } });
    const applied = step.apply(host, { state: 'Disabled' });
    if (code === undefined) await applied;
    else await expect(applied).rejects.toMatchObject({ code });
    expect(host.written).toEqual([enable]);
  });

  test.each([
    ['Disabled', 'Disabled', [disable], true],
    ['Disabled', 'DisablePending', [disable], true],
    ['DisabledWithPayloadRemoved', 'DisablePending', [disable], true],
    ['Disabled', 'EnablePending', [disable], false],
    ['EnablePending', 'EnablePending', [], true],
    ['Enabled', 'Enabled', [], true],
  ] as const)('that was %s is put back when it is %s', async (was, is, written, restored) => {
    const host = fakeHost({ run: { [disable]: failed(3010) as Reply } });
    await step.undo?.(host, { state: was });
    expect(host.written).toEqual(written);
    expect(step.isRestored?.({ state: is }, { state: was })).toBe(restored);
  });

  it('pauses the run with 3010 until the restart, and a rollback ends with 3010 too', () =>
    inFolder(async (folder) => {
      let feature = 'Disabled';
      let isScheduled = false;
      const script = fakeHost({ run: { [enable]: failed(3010), [disable]: failed(3010) } });
      const run: typeof script.run = async (command) => {
        if (command.file === 'schtasks.exe') {
          if (command.args.includes('/create')) isScheduled = true;
          if (command.args.includes('/delete')) isScheduled = false;
          const exitCode = command.args.includes('/query') && !isScheduled ? 1 : 0;
          return { command, exitCode, stdout: '', stderr: '', durationMs: 1 };
        }
        feature = command.args.includes('/enable-feature') ? 'EnablePending' : 'DisablePending';
        return script.run(command);
      };
      const ask = (async () => ({ state: feature })) as unknown as typeof script.ask;
      const settings = settingsOf({ ...script, run, ask }, folder);
      const scenario = scenarioOf([step]);
      expect(await runScenario(settings, { scenario, ...builtIn })).toMatchObject({ exitCode: 3010 });
      feature = 'Enabled';
      const rolledBack = await rollbackRun(settings, onlyRun(folder), async () => scenario);
      expect(rolledBack).toMatchObject({ outcome: 'done', exitCode: 3010 });
    }));
});
