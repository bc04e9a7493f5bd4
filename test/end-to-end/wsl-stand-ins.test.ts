import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadBuiltInScenario } from '../../scenarios/index.ts';
import { createWindowsHost } from '../../toolkit/host/windows-host.ts';
import { parseParameters } from '../../toolkit/scenario/parse-parameters.ts';
import { rollbackRun } from '../../toolkit/scenario/rollback-run.ts';
import { runScenario } from '../../toolkit/scenario/run-scenario.ts';
import { findRun } from '../../toolkit/scenario/run-store.ts';
import type { MachineState } from '../../toolkit/simulation/machine-state.ts';
import { serveStandIns } from '../../toolkit/simulation/stand-ins/serve-stand-ins.ts';
import { wslConfigPath } from '../../toolkit/windows/wsl-config.ts';
import { builtIn, settingsOf } from '../support/run-bench.ts';

/** The real host, its processes, its PowerShell session and its files, over the programs of a simulated Korean Windows. */
async function place() {
  const folder = mkdtempSync(join(tmpdir(), 'pw 한글-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const statePath = join(folder, 'machine.json');
  const machine = { seed: 1, locale: 'ko' } as const;
  const { bin, stop } = await serveStandIns({ statePath, bin: join(folder, 'bin'), machine });
  onTestFinished(stop);
  const host = createWindowsHost({
    systemRoot: bin,
    environment: { ...process.env, PORTWRIGHT_ELEVATED: '1' },
  });
  onTestFinished(() => host.close());
  const settings = settingsOf(host, join(folder, 'state'));
  return {
    folder,
    machine: (): MachineState => JSON.parse(readFileSync(statePath, 'utf8')) as MachineState, // as it was saved
    run: async (id: 'wsl-portproxy' | 'wsl-mirrored', given: Readonly<Record<string, unknown>>) => {
      const scenario = await loadBuiltInScenario(id);
      const parameters = parseParameters(scenario, given);
      const summary = await runScenario(settings, { ...builtIn, scenario, parameters });
      const rollBack = () =>
        rollbackRun(settings, findRun(settings.stateDirectory, summary.runId ?? ''), async () => scenario);
      return { summary, rollBack };
    },
  };
}

describe.skipIf(process.platform === 'win32')('over stand-in programs', () => {
  test('wsl-portproxy forwards, opens the firewall, and puts everything back', async () => {
    const { run, machine } = await place();
    const { summary, rollBack } = await run('wsl-portproxy', { ports: ['990'] });
    expect(summary.outcome).toBe('done');
    expect(machine().portProxies).toMatchObject([{ listenPort: 990, connectAddress: '172.19.130.7' }]);
    expect(machine().firewallRules).toMatchObject([{ layer: 'host', localPorts: ['990'] }]);
    expect((await rollBack()).outcome).toBe('done');
    expect([machine().portProxies, machine().firewallRules]).toEqual([[], []]);
  }, 60_000);

  test('wsl-mirrored changes one line of a file on the disk, and gives back every byte', async () => {
    const { run, machine, folder } = await place();
    const path = wslConfigPath(folder);
    const bytes = Buffer.from('\uFEFF# 내 설정\r\n[wsl2]\nmemory=8GB', 'utf8');
    writeFileSync(path, bytes);
    const { summary, rollBack } = await run('wsl-mirrored', { ports: ['8065'], userProfile: folder });
    expect(summary.outcome).toBe('done');
    expect(readFileSync(path, 'utf8')).toBe(
      '\uFEFF# 내 설정\r\n[wsl2]\nmemory=8GB\r\nnetworkingMode=mirrored\r\n',
    );
    expect(machine().firewallRules).toMatchObject([{ layer: 'hyper-v', localPorts: ['8065'] }]);
    expect((await rollBack()).outcome).toBe('done');
    expect(readFileSync(path).equals(bytes)).toBe(true);
  }, 60_000);
});
