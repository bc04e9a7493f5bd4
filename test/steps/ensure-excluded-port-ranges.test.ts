import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { endPort, portRange } from '../../toolkit/ports/port-range.ts';
import { countPorts, intersectRanges, mergeRanges, subtractRanges } from '../../toolkit/ports/port-set.ts';
import { runScenario } from '../../toolkit/scenario/run-scenario.ts';
import { ensureExcludedPortRanges } from '../../toolkit/steps/ensure-excluded-port-ranges.ts';
import { look, refusalOn } from '../support/drive.ts';
import { fakeHost } from '../support/fake-host.ts';
import { builtIn, inFolder, scenarioOf, settingsOf } from '../support/run-bench.ts';
import {
  block,
  changeExcluded,
  engineDown,
  excluded,
  inspected,
  inUse,
  listener,
  noContainer,
  own,
  showExcluded,
  tables,
} from '../support/windows-texts.ts';
import { excludedRows } from '../windows/printed.ts';

const nobody = { listeners: { sockets: [] } };
const inspect = 'docker container inspect mattermost';
const keep = (...ranges: [number, number?][]) =>
  ensureExcludedPortRanges({
    protocol: 'tcp',
    ranges: ranges.map(([first, last]) => portRange(first, last)),
  });

describe('what is missing', () => {
  test.each([
    ['nothing, covered whole by another row', [own(9000, 9100)], [[9000, 9010]], []],
    ['nothing, covered by rows that touch', [own(9000, 9004), own(9005, 9010)], [[9000, 9010]], []],
    ['the rest', [own(9003, 9004)], [[9000, 9010]], [portRange(9000, 9002), portRange(9005, 9010)]],
    ['all, wherever a block lies', [block(8965)], [[8065]], [portRange(8065)]],
    ['what is wanted, merged among itself', [], [[9001], [9000], [9001, 9002]], [portRange(9000, 9002)]],
    ['nothing in the Host Network Service’s own range', [own(50000, 50059)], [[50051]], []],
  ] as const)('is %s', async (_what, rows, wanted, missing) => {
    const { state, host } = await look(keep(...(wanted as unknown as [number, number?][])), {
      run: tables(rows),
      ask: nobody,
    });
    expect(state.missing).toEqual(missing);
    expect(host.written).toEqual([]);
  });

  it('never overlaps a row that is there, and with it covers all that is wanted', async () => {
    await fc.assert(
      fc.asyncProperty(
        excludedRows,
        fc.integer({ min: 1, max: 65535 }),
        fc.nat({ max: 300 }),
        async (rows, at, more) => {
          const wanted = portRange(at, Math.min(at + more, 65535));
          const step = ensureExcludedPortRanges({ protocol: 'tcp', ranges: [wanted] });
          const { state } = await look(step, { run: tables(rows), ask: nobody });
          const administered = rows.filter((row) => row.administered);
          expect(countPorts(intersectRanges(state.missing, administered))).toBe(0);
          expect(subtractRanges([wanted], mergeRanges([...administered, ...state.missing]))).toEqual([]);
          expect(state.missing.every((range) => endPort(range) <= endPort(wanted))).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('what is said of it', () => {
  const notesOf = async (step: ReturnType<typeof keep>, script: Parameters<typeof look>[1]) =>
    step.notes?.((await look(step, script)).state) ?? [];

  it('is that the Host Network Service covers it, not the person', async () => {
    expect(await notesOf(keep([50051]), { run: tables([own(50000, 50059)]) })).toEqual([
      expect.stringMatching(/50051.*Host Network Service/),
    ]);
  });

  it('is that a row does not last', async () => {
    const run = { [showExcluded()]: excluded(own(8065)), [showExcluded('tcp', 'persistent')]: excluded() };
    expect(await notesOf(keep([8065]), { run })).toEqual([expect.stringMatching(/8065.*persistent/)]);
  });

  it('is nothing of an ordinary port', async () => {
    expect(await notesOf(keep([8065]), { run: tables([own(8065)]) })).toEqual([]);
  });
});

describe('a port that is in use', () => {
  it('is refused with its holder and service', async () => {
    const held = listener(8065, { services: ['W3SVC'] });
    expect(
      await refusalOn(keep([8065]), { run: tables([]), ask: { listeners: { sockets: [held] } } }),
    ).toEqual({
      reason: expect.stringMatching(/nginx\.exe \(process 4711, service W3SVC\)/),
      remedy: expect.any(String),
    });
  });

  it.each([
    ['by a client connection', listener(8065, { state: 'connected' }), true],
    ['by a connection that is closing', listener(8065, { state: 'connected', processId: 0 }), false],
    ['in the other protocol', listener(8065, { protocol: 'udp', state: 'bound' }), false],
    ['beside it', listener(8066), false],
  ])('%s', async (_how, socket, refused) => {
    const refusal = await refusalOn(keep([8065]), {
      run: tables([]),
      ask: { listeners: { sockets: [socket] } },
    });
    expect(refusal !== undefined).toBe(refused);
  });
});

describe('a container for which ports are kept', () => {
  const step = ensureExcludedPortRanges({
    protocol: 'tcp',
    ranges: [portRange(8065), portRange(9000)],
    unlessServedBy: 'mattermost',
  });

  it('that serves its ports keeps them from being excluded, and no others', async () => {
    const { state } = await look(step, {
      run: { ...tables([]), [inspect]: inspected('mattermost') },
      ask: nobody,
    });
    expect(state.missing).toEqual([portRange(9000)]);
    expect(state.inUse).toEqual([portRange(8065)]);
    expect(step.notes?.(state)).toEqual([expect.stringMatching(/^tcp 8065: in use by the container/)]);
  });

  it.each([
    ['is stopped', { status: 'exited' }],
    ['is up without its ports', { published: false }],
    ['serves them in the other protocol', { protocol: 'udp' as const }],
  ])('that %s is no reason against it', async (_how, text) => {
    const run = { ...tables([]), [inspect]: inspected('mattermost', text) };
    const { state } = await look(step, { run, ask: nobody });
    expect(state.missing).toEqual([portRange(8065), portRange(9000)]);
  });

  it('is not asked about when nothing is missing: before anybody logs on no engine answers', async () => {
    const { host } = await look(step, { run: tables([own(8065), own(9000)]) });
    expect(host.asked).not.toContain(inspect);
  });

  it.each([['unknown', noContainer, 'docker.container-unknown']])(
    '%s is an error of its own',
    async (_what, reply, code) => {
      await expect(
        look(step, { run: { ...tables([]), [inspect]: reply }, ask: nobody }),
      ).rejects.toMatchObject({ code });
    },
  );
});

test('a container of an engine that is down serves nothing', async () => {
  const { state } = await look(
    ensureExcludedPortRanges({ protocol: 'tcp', ranges: [portRange(8065)], unlessServedBy: 'mattermost' }),
    {
      run: { ...tables([]), 'docker container inspect mattermost': engineDown },
      ask: { listeners: { sockets: [] } },
    },
  );
  expect(state).toMatchObject({ missing: [portRange(8065)], inUse: [] });
});

describe('adding and removing', () => {
  const before = { missing: [portRange(8065), portRange(9000, 9010)] };
  const state = { ...before, holders: [], inUse: [], administered: [], coveredByHns: [], notLasting: [] };

  it('adds every missing row to the persistent store', async () => {
    const host = fakeHost({
      run: { [changeExcluded('add', 8065)]: 'Ok.', [changeExcluded('add', 9000, 11)]: 'Ok.' },
    });
    await keep([8065]).apply(host, state);
    expect(host.unused()).toEqual([]);
  });

  it('removes exactly its own rows, and not a neighbour’s that came meanwhile', async () => {
    const rows = [own(8000, 8100), own(9000, 9010), block(9011)];
    const host = fakeHost({
      run: { [showExcluded()]: excluded(...rows), [changeExcluded('delete', 9000, 11)]: 'Ok.' },
    });
    await keep([8065]).undo?.(host, state);
    expect(host.written).toEqual([changeExcluded('delete', 9000, 11)]);
  });

  it('removes nothing the second time', async () => {
    const host = fakeHost({ run: { [showExcluded()]: excluded(own(1, 2)) } });
    await keep([8065]).undo?.(host, state);
    expect(host.written).toEqual([]);
  });

  it('that fails with error 32 because the very row is there by now is satisfied', () =>
    inFolder(async (folder) => {
      const host = fakeHost({
        run: {
          [showExcluded()]: [excluded(), excluded(own(8065))],
          [showExcluded('tcp', 'persistent')]: [excluded(), excluded(own(8065))],
          [changeExcluded('add', 8065)]: inUse,
        },
        ask: nobody,
      });
      const scenario = scenarioOf([keep([8065])]);
      const summary = await runScenario(settingsOf(host, folder), { scenario, ...builtIn });
      expect(summary.outcome).toBe('done');
      expect(host.unused()).toEqual([]);
    }));

  it('that fails with error 32 for another reason is undone at once, with the words of netsh', () =>
    inFolder(async (folder) => {
      const host = fakeHost({
        run: {
          ...tables([block(8065)]),
          [changeExcluded('add', 8065)]: [inUse],
        },
        ask: nobody,
      });
      const scenario = scenarioOf([keep([8065])]);
      const startMs = host.clock.now();
      const summary = await runScenario(settingsOf(host, folder), { scenario, ...builtIn });
      expect(summary).toMatchObject({ outcome: 'failed-undone', error: { code: 'host.program-failed' } });
      expect(summary.error?.message).toContain('Der Prozess kann nicht');
      expect(host.clock.now()).toBe(startMs);
      expect(host.written).toEqual([changeExcluded('add', 8065)]);
    }));

  it('of which the second fails takes the first back', () =>
    inFolder(async (folder) => {
      const both = [own(9000, 9010)];
      const host = fakeHost({
        run: {
          [showExcluded()]: [excluded(), excluded(...both), excluded()],
          [showExcluded('tcp', 'persistent')]: [excluded(), excluded(...both), excluded()],
          [changeExcluded('add', 9000, 11)]: 'Ok.',
          [changeExcluded('add', 9020)]: inUse,
          [changeExcluded('delete', 9000, 11)]: 'Ok.',
        },
        ask: nobody,
      });
      const scenario = scenarioOf([keep([9000, 9010], [9020])]);
      const summary = await runScenario(settingsOf(host, folder), { scenario, ...builtIn });
      expect(summary.outcome).toBe('failed-undone');
      expect(host.written.at(-1)).toBe(changeExcluded('delete', 9000, 11));
    }));
});

it.each(['', 'Zugriff verweigert', '\r\nTabelle\r\n'])(
  'a table that cannot be read (%j) is never an empty one',
  async (text) => {
    await expect(
      look(keep([8065]), {
        run: { [showExcluded()]: text, [showExcluded('tcp', 'persistent')]: excluded() },
      }),
    ).rejects.toMatchObject({ code: 'host.unrecognised-output' });
  },
);
