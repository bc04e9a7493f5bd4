import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameRange, overlaps, type PortRange, portRange } from '../../toolkit/ports/port-range.ts';
import { mergeRanges, subtractRanges } from '../../toolkit/ports/port-set.ts';
import type { PastRuns } from '../../toolkit/scenario/past-runs.ts';
import { ensureNoExcludedPortRanges } from '../../toolkit/steps/ensure-no-excluded-port-ranges.ts';
import { expectOwnPortRanges } from '../../toolkit/steps/expect-own-port-ranges.ts';
import { look } from '../support/drive.ts';
import { fakeHost } from '../support/fake-host.ts';
import { block, changeExcluded, excluded, own, showExcluded, tables } from '../support/windows-texts.ts';
import { excludedRows } from '../windows/printed.ts';

const pastOf = (...rows: readonly PortRange[]): PastRuns => ({
  addedExcludedPortRanges: (protocol) => (protocol === 'tcp' ? rows : []),
  addedPortProxies: () => [],
});
const options = (ranges: readonly PortRange[], past: PastRuns) =>
  ({ protocol: 'tcp', ranges, past }) as const;

describe('rows over the ports', () => {
  const refusalOf = async (rows: Parameters<typeof tables>[0], asked: PortRange, past: PastRuns) => {
    const step = expectOwnPortRanges(options([asked], past));
    const { state } = await look(step, { run: tables(rows) });
    expect(step.isSatisfied(state)).toBe(step.refusal?.(state) === undefined);
    return step.refusal?.(state);
  };
  const removal = (range: string) =>
    expect.stringContaining(`netsh interface ipv4 delete excludedportrange ${range} store=persistent`);

  it.each([
    ['that an earlier run added', [own(8065)], portRange(8065), [portRange(8065)]],
    [
      'of which several are asked for at once',
      [own(8065), own(8066, 8070)],
      portRange(8065, 8070),
      [portRange(8065), portRange(8066, 8070)],
    ],
    ['of which there is none', [own(9000)], portRange(8065), []],
    ['that lie right beside', [own(8064), block(8066)], portRange(8065), []],
  ] as const)('%s may go', async (_what, rows, asked, added) => {
    expect(await refusalOf(rows, asked, pastOf(...added))).toBeUndefined();
  });

  it('of which only a part is asked for are refused, with the whole row to ask for', async () => {
    expect(await refusalOf([own(8060, 8069)], portRange(8065), pastOf(portRange(8060, 8069)))).toEqual({
      reason: expect.stringMatching(/^tcp 8060-8069 is one row/),
      remedy: expect.stringContaining('release-ports --ports 8060-8069'),
    });
  });

  it.each([
    ['nobody has a journal of', [own(8065)], portRange(8065), pastOf()],
    [
      'are not exactly what a run added',
      [own(8060, 8069)],
      portRange(8060, 8069),
      pastOf(portRange(8060, 8070)),
    ],
    ['are in part somebody else’s', [own(8065), own(8066)], portRange(8065, 8066), pastOf(portRange(8065))],
  ])('that %s are refused with the command for a person', async (_what, rows, asked, past) => {
    const refusal = await refusalOf(rows, asked, past);
    expect(refusal?.reason).toMatch(/no journal on this machine says that Portwright added tcp 80\d\d/);
    const { startPort, numberOfPorts } = rows.at(-1) ?? own(1);
    expect(refusal?.remedy).toEqual(
      removal(`protocol=tcp startport=${startPort} numberofports=${numberOfPorts}`),
    );
  });

  it('of the Host Network Service are refused, also where a run once added the same', async () => {
    const hns = portRange(50000, 50059);
    expect(await refusalOf([own(50000, 50059)], portRange(50051), pastOf(hns))).toEqual({
      reason: expect.stringMatching(/tcp 50000-50059.*Host Network Service/),
      remedy: removal('protocol=tcp startport=50000 numberofports=60'),
    });
  });

  it('that are no exclusions are refused, also where a run once added the same', async () => {
    expect(await refusalOf([block(8000)], portRange(8065), pastOf(portRange(8000, 8099)))).toEqual({
      reason: expect.stringMatching(/tcp 8000-8099 .*winnat/),
      remedy: expect.stringContaining('portwright diagnose 8000'),
    });
  });

  it('are asked for in the terms of their protocol', async () => {
    const rows = [own(8060, 8069)];
    const past: PastRuns = { ...pastOf(), addedExcludedPortRanges: () => rows };
    const step = expectOwnPortRanges({ protocol: 'udp', ranges: [portRange(8065)], past });
    const { state } = await look(step, { run: tables(rows, 'udp') });
    expect(step.refusal?.(state)?.remedy).toContain('--ports 8060-8069/udp');
  });
});

describe('giving rows back', () => {
  const past = pastOf(portRange(8065), portRange(9000, 9010));
  const step = ensureNoExcludedPortRanges(options([portRange(8065), portRange(9000, 9010)], past));
  const both = [own(8065), own(9000, 9010)];

  it('removes each row, tells of ports without one, and leaves winnat alone', async () => {
    const { state } = await look(step, { run: tables([own(9000, 9010)]) });
    expect(step.changes(state).map(({ action, what }) => `${action} ${what}`)).toEqual([
      'remove excluded port range tcp 9000-9010 (administered, persistent)',
    ]);
    expect(step.notes?.(state)).toEqual(['tcp 8065: no row is there to give back']);
    expect(step.promises?.(state)).toEqual([
      { kind: 'no-excluded-port-range', protocol: 'tcp', ...portRange(9000, 9010) },
      { kind: 'no-excluded-port-range', protocol: 'tcp', ...portRange(8065) },
    ]);
    const host = fakeHost({ run: { [changeExcluded('delete', 9000, 11)]: 'Ok.' } });
    await step.apply(host, state);
    expect(host.asked).toEqual([changeExcluded('delete', 9000, 11)]);
  });

  it('has nothing to do where no row is', async () => {
    const { state } = await look(step, { run: tables([]) });
    expect(step.isSatisfied(state)).toBe(true);
  });

  it('also removes a row that is hidden until the next restart', async () => {
    const run = { [showExcluded()]: excluded(), [showExcluded('tcp', 'persistent')]: excluded(own(8065)) };
    expect((await look(step, { run })).state.removable).toEqual([portRange(8065)]);
  });

  it('is undone by adding exactly the removed rows, those that are not there', async () => {
    const { state } = await look(step, { run: tables(both) });
    const host = fakeHost({ run: { ...tables([own(8065)]), [changeExcluded('add', 9000, 11)]: 'Ok.' } });
    await step.undo?.(host, state);
    expect(host.written).toEqual([changeExcluded('add', 9000, 11)]);
    expect(step.restores?.(state)).toEqual(
      state.removable.map((range) => ({
        kind: 'excluded-port-range',
        protocol: 'tcp',
        lasting: true,
        ...range,
      })),
    );
  });

  it('is restored when both stores list every row again, whoever they count as then', async () => {
    const { state } = await look(step, { run: tables(both) });
    const unknowing = ensureNoExcludedPortRanges(options([portRange(8065), portRange(9000, 9010)], pastOf()));
    const isRestored = async (run: ReturnType<typeof tables>) =>
      step.isRestored?.((await look(unknowing, { run })).state, state);
    expect(await isRestored(tables(both))).toBe(true);
    expect(await isRestored(tables([own(8065)]))).toBe(false);
    expect(await isRestored({ ...tables(both), [showExcluded('tcp', 'persistent')]: excluded() })).toBe(
      false,
    );
  });

  it('removes no row that is not, exactly, one a run added, and none that is not asked for whole', async () => {
    let removed = 0;
    const cases = excludedRows.chain((rows) =>
      fc.record({
        rows: fc.constant(rows),
        added: fc.subarray([...rows]),
        whole: fc.subarray([...rows]),
        first: fc.subarray([...rows]),
      }),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ({ rows, added, whole, first }) => {
        const asked = mergeRanges([...whole, ...first.map(({ startPort }) => portRange(startPort))]);
        const release = options(asked, pastOf(...added));
        const { state } = await look(ensureNoExcludedPortRanges(release), { run: tables(rows) });
        for (const range of state.removable) {
          expect(rows.some((row) => row.administered && isSameRange(row, range))).toBe(true);
          expect(added.some((row) => isSameRange(row, range))).toBe(true);
          expect(subtractRanges([range], asked)).toEqual([]);
        }
        const guard = expectOwnPortRanges(release);
        const touched = rows.filter((row) => asked.some((range) => overlaps(range, row)));
        const { state: seen } = await look(guard, { run: tables(rows) });
        expect(guard.isSatisfied(seen)).toBe(touched.length === state.removable.length);
        removed += state.removable.length;
      }),
      { numRuns: 100 },
    );
    expect(removed).toBeGreaterThan(0);
  });
});
