import { MAX_PORT, type PortRange, PROTOCOLS } from '../ports/port-range.ts';
import { subtractRanges } from '../ports/port-set.ts';
import type { AnyStep, Expectation, Step } from '../scenario/step.ts';
import { listBlocks, type OutsideBlock, readBlocksOutside } from './read-blocks-outside.ts';
import { type WinNatOptions, withWinNatStopped } from './with-winnat-stopped.ts';

/** How blocks that lie outside the dynamic port range are made to move: by a winnat cycle, by a restart, or not at all. */
export const MOVE_METHODS = ['cycle', 'restart', 'leave'] as const;
export type MoveMethod = (typeof MOVE_METHODS)[number];

const EVERY_PORT: PortRange = { startPort: 1, numberOfPorts: MAX_PORT };

/** Steps after which no winnat block lies outside the range. Setting the range alone moves nothing. */
export function moveBlocks(
  method: MoveMethod,
  range: PortRange,
  options: Pick<WinNatOptions, 'acceptOutage' | 'shutdownWsl'>,
): readonly AnyStep[] {
  const ranges = subtractRanges([EVERY_PORT], [range]);
  const ports = PROTOCOLS.map((protocol) => ({ protocol, ranges }));
  const byMethod: Readonly<Record<MoveMethod, () => readonly AnyStep[]>> = {
    cycle: () => [
      withWinNatStopped({ ...options, ports }, [expectNoBlocksOutside(range, 'gone')]),
      expectNoBlocksOutside(range, 'moved'),
    ],
    restart: () => [ensureBlocksMovedByRestart(range)],
    leave: () => [],
  };
  return byMethod[method]();
}

function expectNoBlocksOutside(range: PortRange, id: 'gone' | 'moved'): Expectation<readonly OutsideBlock[]> {
  return {
    kind: 'expectation',
    phase: 'after',
    id: `blocks-${id}`,
    title: 'Prove that no block lies outside the dynamic port range',
    check: (host) => readBlocksOutside(host, range),
    isSatisfied: (outside) => outside.length === 0,
    // While winnat is down there are none anyhow.
    promises: () => (id === 'moved' ? [{ kind: 'no-block-outside', ...range }] : []),
    describe: (outside) =>
      outside.length === 0
        ? 'no winnat block lies outside the range'
        : `still outside: ${listBlocks(outside)}`,
  };
}

interface RestartState {
  readonly outside: readonly OutsideBlock[];
  readonly bootedAt: string;
}

/** Waits for the machine to restart, which draws every block anew; a block that has not moved by then is not winnat's. */
function ensureBlocksMovedByRestart(range: PortRange): Step<RestartState> {
  return {
    kind: 'step',
    id: 'blocks-moved-by-restart',
    title: 'Let a restart draw the blocks anew',
    async check(host) {
      const [outside, { bootedAt }] = await Promise.all([
        readBlocksOutside(host, range),
        host.ask('last-boot', {}),
      ]);
      return { outside, bootedAt };
    },
    isSatisfied: ({ outside }) => outside.length === 0,
    isPending: (now, before) => now.bootedAt === before.bootedAt,
    changes: ({ outside }) => [
      {
        action: 'cycle',
        what: 'Windows restart',
        notes: [`${listBlocks(outside)}: drawn anew inside the range`],
      },
    ],
    promises: () => [{ kind: 'no-block-outside', ...range }],
    async apply() {},
    irreversible: 'where blocks lie is chance, and nothing of them is kept',
    async undo() {},
    isRestored: () => true,
  };
}
