import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadBuiltInScenario, type ScenarioId } from '../../scenarios/index.ts';
import type { Host } from '../../toolkit/host/host.ts';
import { type PortRange, portRange } from '../../toolkit/ports/port-range.ts';
import { type FindScenario, resumeRun } from '../../toolkit/scenario/resume-run.ts';
import { rollbackRun } from '../../toolkit/scenario/rollback-run.ts';
import type { RunSummary } from '../../toolkit/scenario/run-event.ts';
import type { RunRecord } from '../../toolkit/scenario/run-record.ts';
import { runScenario } from '../../toolkit/scenario/run-scenario.ts';
import { findRun, journalPath, listRuns } from '../../toolkit/scenario/run-store.ts';
import { createMachine } from '../../toolkit/simulation/create-machine.ts';
import type { MachineState } from '../../toolkit/simulation/machine-state.ts';
import { addExclusion, deleteExclusion } from '../../toolkit/simulation/ranges.ts';
import { createSimulatedHost } from '../../toolkit/simulation/simulated-host.ts';
import { inFolder, settingsOf } from '../support/run-bench.ts';

const ROW = portRange(9000, 9010);
const builtIn = { source: { kind: 'built-in' } } as const;
const find: FindScenario = (id) => loadBuiltInScenario(id as ScenarioId);

/** A machine and the folder of its journals, in the terms of somebody who works on it. */
function bench(folder: string, machineName = 'a', machine: MachineState = createMachine({ hyperV: false })) {
  const settings = settingsOf(createSimulatedHost({ machine, machineName }), folder);
  const run = async (id: ScenarioId, ports: readonly string[], host: Host = settings.host) =>
    runScenario(
      { ...settings, host },
      { ...builtIn, scenario: await loadBuiltInScenario(id), parameters: { ports } },
    );
  const recordOf = ({ runId }: RunSummary) => findRun(folder, runId ?? 'none');
  return {
    machine,
    settings,
    recordOf,
    reserve: (...ports: string[]) => run('reserve-ports', ports),
    release: (...ports: string[]) => run('release-ports', ports),
    releaseOn: (host: Host, ...ports: string[]) => run('release-ports', ports, host),
    rollback: (summary: RunSummary) => rollbackRun(settings, recordOf(summary), find),
    isThere: ({ startPort, numberOfPorts }: PortRange) =>
      machine.ranges.tcp.some((row) => row.startPort === startPort && row.numberOfPorts === numberOfPorts),
  };
}

function releaseIn(folder: string): RunRecord {
  const run = listRuns(folder).runs.find(({ started }) => started.scenario === 'release-ports');
  if (run === undefined) throw new Error('no release was begun');
  return run;
}

const refused = (reason: RegExp) => ({ code: 'plan.refused', message: expect.stringMatching(reason) });

describe('ports that were reserved', () => {
  it('are given back, with the same ids of steps as ever, and a second time nothing is left to do', () =>
    inFolder(async (folder) => {
      const { reserve, release, isThere } = bench(folder);
      await reserve('9000-9010', '8065');
      const released = await release('9000-9010');
      expect(released).toMatchObject({ outcome: 'done', exitCode: 0 });
      expect(released.steps.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
        'own-port-ranges-tcp proved',
        'no-excluded-port-ranges-tcp applied',
      ]);
      expect([isThere(ROW), isThere(portRange(8065))]).toEqual([false, true]);
      expect((await release('9000-9010')).outcome).toBe('unchanged');
    }));

  it('are not given back in part', () =>
    inFolder(async (folder) => {
      const { reserve, release, isThere } = bench(folder);
      await reserve('9000-9010');
      await expect(release('9005')).rejects.toMatchObject(refused(/tcp 9000-9010 is one row/));
      expect(isThere(ROW)).toBe(true);
    }));

  it('on another machine, with the same journals beside, are not given back', () =>
    inFolder(async (folder) => {
      const [one, other] = [bench(folder, 'a'), bench(folder, 'b')];
      await one.reserve('9000-9010');
      expect(addExclusion(other.machine, 'tcp', ROW)).toBe(0);
      await expect(other.release('9000-9010')).rejects.toMatchObject(refused(/no journal/));
      expect(other.isThere(ROW)).toBe(true);
    }));

  it('that somebody else added are not given back, and nothing else is then', () =>
    inFolder(async (folder) => {
      const { machine, reserve, release, isThere } = bench(folder);
      expect(addExclusion(machine, 'tcp', portRange(8065))).toBe(0);
      await reserve('8065', '9000-9010');
      await expect(release('8065', '9000-9010')).rejects.toMatchObject(refused(/added tcp 8065/));
      expect([isThere(ROW), isThere(portRange(8065))]).toEqual([true, true]);
    }));

  it('that a rolled-back run had added, and somebody else again, are not given back', () =>
    inFolder(async (folder) => {
      const { machine, reserve, release, rollback } = bench(folder);
      await rollback(await reserve('9000-9010'));
      expect(addExclusion(machine, 'tcp', ROW)).toBe(0);
      await expect(release('9000-9010')).rejects.toMatchObject(refused(/no journal/));
    }));

  it('whose journal is damaged are not given back', () =>
    inFolder(async (folder) => {
      const { reserve, release, isThere } = bench(folder);
      const { runId } = await reserve('9000-9010');
      appendFileSync(journalPath(folder, runId ?? ''), 'rubbish\n');
      await expect(release('9000-9010')).rejects.toMatchObject(refused(/no journal/));
      expect(isThere(ROW)).toBe(true);
    }));

  it('and that vanished by hand are nothing to give back', () =>
    inFolder(async (folder) => {
      const { machine, reserve, release } = bench(folder);
      await reserve('9000-9010');
      expect(deleteExclusion(machine, 'tcp', ROW)).toBe(0);
      expect((await release('9000-9010')).outcome).toBe('unchanged');
    }));

  it('that two runs reserved in pieces are given back together', () =>
    inFolder(async (folder) => {
      const { reserve, release, isThere } = bench(folder);
      await reserve('9000-9005');
      await reserve('9000-9010');
      expect((await release('9000-9010')).outcome).toBe('done');
      expect([isThere(portRange(9000, 9005)), isThere(portRange(9006, 9010))]).toEqual([false, false]);
    }));
});

describe('going back', () => {
  it('puts exactly the removed row there again, and it can then be given back once more', () =>
    inFolder(async (folder) => {
      const { machine, reserve, release, rollback } = bench(folder);
      await reserve('9000-9010');
      const before = structuredClone(machine.ranges);
      expect((await rollback(await release('9000-9010'))).outcome).toBe('done');
      expect(machine.ranges).toEqual(before);
      expect((await release('9000-9010')).outcome).toBe('done');
    }));

  it('from the reservation finds nothing left after the release', () =>
    inFolder(async (folder) => {
      const { reserve, release, rollback, isThere } = bench(folder);
      const reserved = await reserve('9000-9010');
      await release('9000-9010');
      expect(await rollback(reserved)).toMatchObject({ outcome: 'done', exitCode: 0 });
      expect(isThere(ROW)).toBe(false);
    }));

  it('from both, the reservation first, leaves what the last one says, which can be given back', () =>
    inFolder(async (folder) => {
      const { reserve, release, rollback, isThere } = bench(folder);
      const reserved = await reserve('9000-9010');
      const released = await release('9000-9010');
      await rollback(reserved);
      expect((await rollback(released)).outcome).toBe('done');
      expect(isThere(ROW)).toBe(true);
      expect((await release('9000-9010')).outcome).toBe('done');
      expect(isThere(ROW)).toBe(false);
    }));

  it('from both, the release first, leaves nothing', () =>
    inFolder(async (folder) => {
      const { machine, reserve, release, rollback } = bench(folder);
      const before = structuredClone(machine.ranges);
      const reserved = await reserve('9000-9010');
      await rollback(await release('9000-9010'));
      expect((await rollback(reserved)).outcome).toBe('done');
      expect(machine.ranges).toEqual(before);
    }));

  it('from a release whose ports somebody has taken says so, and adds nothing over it', () =>
    inFolder(async (folder) => {
      const { machine, reserve, release, rollback, isThere } = bench(folder);
      await reserve('9000-9010');
      const released = await release('9000-9010');
      expect(addExclusion(machine, 'tcp', portRange(9010, 9020))).toBe(0);
      expect(await rollback(released)).toMatchObject({ outcome: 'failed-not-undone', exitCode: 3 });
      expect([isThere(ROW), isThere(portRange(9010, 9020))]).toEqual([false, true]);
    }));
});

describe('a release whose process dies after the first of two rows', () => {
  /** What is left behind: one row gone, the other there, and a journal that ends with the beginning of the step. */
  async function died(folder: string) {
    const { machine, settings, reserve, releaseOn } = bench(folder);
    await reserve('8065', '9000-9010');
    let left: { readonly machine: MachineState; readonly path: string; readonly journal: Buffer } | undefined;
    const host: Host = {
      ...settings.host,
      run: async (command) => {
        if (command.args.includes('startport=9000') && command.args.includes('delete')) {
          const path = journalPath(folder, releaseIn(folder).started.runId);
          left ??= { machine: structuredClone(machine), path, journal: readFileSync(path) };
        }
        return settings.host.run(command);
      },
    };
    await releaseOn(host, '8065', '9000-9010');
    if (left === undefined) throw new Error('it did not come to the second row');
    writeFileSync(left.path, left.journal);
    return { ...bench(folder, 'a', left.machine), run: releaseIn(folder) };
  }

  it('is resumed to its end', () =>
    inFolder(async (folder) => {
      const { settings, run, isThere } = await died(folder);
      expect([isThere(portRange(8065)), isThere(ROW)]).toEqual([false, true]);
      expect((await resumeRun(settings, run, find)).outcome).toBe('done');
      expect([isThere(portRange(8065)), isThere(ROW)]).toEqual([false, false]);
    }));

  it('is rolled back whole, also after it was resumed', () =>
    inFolder(async (folder) => {
      const { settings, run, isThere } = await died(folder);
      await resumeRun(settings, run, find);
      expect((await rollbackRun(settings, run, find)).outcome).toBe('done');
      expect([isThere(portRange(8065)), isThere(ROW)]).toEqual([true, true]);
    }));

  it('is rolled back at once', () =>
    inFolder(async (folder) => {
      const { settings, run, isThere } = await died(folder);
      expect((await rollbackRun(settings, run, find)).outcome).toBe('done');
      expect([isThere(portRange(8065)), isThere(ROW)]).toEqual([true, true]);
    }));
});
