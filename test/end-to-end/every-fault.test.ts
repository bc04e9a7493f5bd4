import { describe, expect, type TestContext, test } from 'vitest';
import { reboot } from '../../toolkit/simulation/boot.ts';
import { differences } from '../../toolkit/simulation/compare-machines.ts';
import type { Fault, MachineState } from '../../toolkit/simulation/machine-state.ts';
import type { CliResult } from '../support/built-cli.ts';
import { faultMatch, killStandIn, writesOf } from '../support/hung-stand-in.ts';
import { newStandInPlace, type StandInPlace } from '../support/stand-in-place.ts';
import { SCENARIO_ROWS, type ScenarioRow } from './scenario-rows.ts';

/** 3010 as a process off Windows can end with it. */
const RESTART_REQUIRED = 3010 % 256;
/** Something could not be put back, and is named: a rollback then does. */
const NOT_UNDONE = 3;
const AT_ONCE = 3;

const wordsOf = ({ id, words }: ScenarioRow) => ['run', id, ...words, '--yes', '--json'];

async function placeFor({ machine, earlier }: ScenarioRow, context: TestContext): Promise<StandInPlace> {
  const place = await newStandInPlace(context, machine && { machine });
  if (earlier !== undefined) expect((await place.cli([...earlier, '--yes'])).exitCode).toBe(0);
  return place;
}

/** What a run without a fault makes of the machine, and by which commands. */
async function undisturbed(row: ScenarioRow, context: TestContext) {
  const place = await placeFor(row, context);
  const wasThere = place.commands().length;
  await place.cli(wordsOf(row));
  const commands = () => place.commands().slice(wasThere);
  return { done: place.machine(), writes: writesOf({ commands }) };
}

/** Somebody else's server, who took the port meanwhile, is none of Portwright's doing. */
const isIntruder = (line: string) => /^socket tcp \S+:8065 .* was added/.test(line);

/** Done is done, failed is as before, and nothing is ever left half way. */
async function judge(place: StandInPlace, ended: CliResult, before: MachineState, done: MachineState) {
  const left = await place.processes();
  const lines = (wanted: MachineState) =>
    differences(wanted, place.machine()).filter((line) => !isIntruder(line));
  const wrong = left.length > 0 ? [`${left.length} processes are left`] : [];
  switch (ended.exitCode) {
    case 0:
      return [...wrong, ...lines(done)];
    case 1:
      return [...wrong, ...lines(before)];
    case RESTART_REQUIRED:
      await place.cli(['rollback', '--yes']);
      if (place.machine().restartPending) place.edit(reboot);
      return [...wrong, ...lines(before)];
    case NOT_UNDONE: {
      const { exitCode, stderr } = await place.cli(['rollback', '--yes']);
      return [...wrong, ...(exitCode === 0 ? [] : [`rollback: ${exitCode} ${stderr}`]), ...lines(before)];
    }
    default:
      return [...wrong, `ended with ${ended.exitCode}: ${ended.stdout}${ended.stderr}`];
  }
}

async function inTurns<Item>(items: readonly Item[], work: (item: Item) => Promise<readonly string[]>) {
  const rest = [...items];
  const wrong: string[] = [];
  const worker = async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) wrong.push(...(await work(item)));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return wrong;
}

const faultsOf = (first: string): readonly Fault[] => [
  ...(['denied', 'lie', 'garbage'] as const).map((kind) => ({ kind, match: faultMatch(first), times: 1 })),
  { kind: 'redraw-onto', protocol: 'tcp', port: 8065, times: 1 },
  { kind: 'stuck-stop', service: 'winnat', ms: 1500, times: 1 },
  { kind: 'grab-after-stop', protocol: 'tcp', port: 8065, times: 1 },
  { kind: 'unpublished', container: 'mattermost', times: 1 },
];

describe.skipIf(process.platform === 'win32')('over stand-in executables', () => {
  test.for(SCENARIO_ROWS)(
    '$id under every fault is done, or everything is as before',
    {
      timeout: 300_000,
    },
    async (row, context) => {
      const { done, writes } = await undisturbed(row, context);
      expect(writes.length).toBeGreaterThan(0);
      const wrong = await inTurns(faultsOf(writes[0] ?? ''), async (fault) => {
        const place = await placeFor(row, context);
        const before = place.machine();
        place.edit(({ faults }) => faults.push(fault));
        const found = await judge(place, await place.cli(wordsOf(row)), before, done);
        return found.map((line) => `${fault.kind}: ${line}`);
      });
      expect(wrong).toEqual([]);
    },
  );

  test.for(SCENARIO_ROWS)(
    '$id, whose stand-in is killed at any change, is done, or is put back at the latest by a rollback',
    {
      timeout: 300_000,
    },
    async (row, context) => {
      const { done, writes } = await undisturbed(row, context);
      const wrong = await inTurns(writes, async (command) => {
        const place = await placeFor(row, context);
        const before = place.machine();
        place.edit(({ faults }) => faults.push({ kind: 'hang', match: faultMatch(command), times: 1 }));
        const running = await place.start(wordsOf(row));
        await killStandIn(place, command);
        const found = await judge(place, await running.ended, before, done);
        return found.map((line) => `${command}: ${line}`);
      });
      expect(wrong).toEqual([]);
    },
  );
});
