import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { diffSnapshots } from '../../toolkit/diagnosis/diff-snapshots.ts';
import { type WatchedState, watchedPort } from '../../toolkit/diagnosis/watched-state.ts';
import { IANA, rows, socket, TCP_8065, WIDE } from './snapshots.ts';

const FAILURE = { code: 'host.unrecognised-output', message: 'line 1 is not understood' };

function state(table: readonly string[], parts: Partial<WatchedState> = {}): WatchedState {
  return {
    tables: { tcp: { value: rows(...table) } },
    dynamicRanges: { tcp: { value: WIDE } },
    winnat: { value: 'running' },
    sockets: { value: [] },
    ...parts,
  };
}

const diff = (before: WatchedState | undefined, after: WatchedState) =>
  diffSnapshots(before, after, [TCP_8065]);
const unreadable = (table: readonly string[]): WatchedState =>
  state(table, { tables: { tcp: { value: rows(...table), failure: FAILURE } } });

describe('a watched port', () => {
  test.each<[string, WatchedState, object]>([
    ['free', state([]), { state: 'free' }],
    [
      'blocked by a row without a star',
      state(['8000-8099']),
      { state: 'blocked', row: { startPort: 8000, numberOfPorts: 100 } },
    ],
    [
      'excluded by an administered row',
      state(['8065*']),
      { state: 'excluded', row: { startPort: 8065, numberOfPorts: 1 } },
    ],
    [
      'held by a program, whatever the table says',
      state(['8065*'], { sockets: { value: [socket(8065)] } }),
      { state: 'held', holder: 'node.exe (process 1234)' },
    ],
    [
      'free where a connection merely starts there',
      state([], { sockets: { value: [socket(8065, { state: 'connected' })] } }),
      { state: 'free' },
    ],
    ['unknown where the table cannot be read, though it was free', unreadable([]), { state: 'unknown' }],
    [
      'unknown where the sockets cannot be read',
      state([], { sockets: { value: [], failure: FAILURE } }),
      { state: 'unknown' },
    ],
    [
      'blocked all the same',
      state(['8000-8099'], { sockets: { value: undefined, failure: FAILURE } }),
      { state: 'blocked' },
    ],
    ['unknown where its protocol was not looked at', state([], { tables: {} }), { state: 'unknown' }],
  ])('is %s', (_what, known, expected) => {
    expect(watchedPort(known, TCP_8065)).toMatchObject(expected);
  });
});

describe('the difference of two rounds', () => {
  it('begins with how everything stands', () => {
    expect(diff(undefined, state(['8000-8099']))).toEqual([
      {
        kind: 'watching',
        ports: [expect.objectContaining({ port: 8065, state: 'blocked' })],
        dynamicRanges: [{ protocol: 'tcp', ...WIDE }],
        winnat: 'running',
      },
    ]);
  });

  test.each<[string, WatchedState, WatchedState, readonly object[]]>([
    [
      'blocks drawn anew, off the port',
      state(['8000-8099']),
      state(['9000-9099']),
      [
        {
          kind: 'blocks',
          added: [{ startPort: 9000, numberOfPorts: 100 }],
          removed: [{ startPort: 8000, numberOfPorts: 100 }],
        },
        { kind: 'port', from: { state: 'blocked' }, to: { state: 'free' } },
      ],
    ],
    [
      'an exclusion in place of a block',
      state(['8000-8099']),
      state(['8065*']),
      [
        { kind: 'blocks', added: [] },
        { kind: 'exclusions', added: [{ startPort: 8065, numberOfPorts: 1 }], removed: [] },
        { kind: 'port', to: { state: 'excluded' } },
      ],
    ],
    [
      'a row that gains its star',
      state(['8065']),
      state(['8065*']),
      [
        { kind: 'blocks', removed: [{ startPort: 8065 }] },
        { kind: 'exclusions', added: [{ startPort: 8065 }] },
        { kind: 'port', from: { state: 'blocked' }, to: { state: 'excluded' } },
      ],
    ],
    [
      'another dynamic range',
      state([]),
      state([], { dynamicRanges: { tcp: { value: IANA } } }),
      [{ kind: 'dynamic-range', from: WIDE, to: IANA }],
    ],
    [
      'winnat stopped',
      state([]),
      state([], { winnat: { value: 'stopped' } }),
      [{ kind: 'winnat', from: 'running', to: 'stopped' }],
    ],
    [
      'a program',
      state([]),
      state([], { sockets: { value: [socket(8065)] } }),
      [{ kind: 'port', to: { state: 'held' } }],
    ],
    [
      'a block that moved, and still holds the port',
      state(['8000-8099']),
      state(['8050-8149']),
      [{ kind: 'blocks' }],
    ],
    [
      'a table that cannot be read',
      state(['8000-8099']),
      unreadable(['8000-8099']),
      [
        { kind: 'unreadable', what: 'excluded port ranges tcp', ...FAILURE },
        { kind: 'port', from: { state: 'blocked' }, to: { state: 'unknown' } },
      ],
    ],
    ['a table that still cannot be read: nothing', unreadable([]), unreadable([]), []],
    [
      'a table that can be read again, and changed meanwhile',
      unreadable(['8000-8099']),
      state([]),
      [
        { kind: 'readable', what: 'excluded port ranges tcp' },
        { kind: 'blocks', removed: [{ startPort: 8000 }] },
        { kind: 'port', from: { state: 'unknown' }, to: { state: 'free' } },
      ],
    ],
  ])('is %s', (_what, before, after, expected) => {
    expect(diff(before, after)).toMatchObject(expected);
    expect(diff(before, after)).toHaveLength(expected.length);
  });

  it('of the same state is nothing, and what is added one way is removed the other', () => {
    const table = fc
      .uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 12 })
      .map((starts) =>
        starts
          .sort((a, b) => a - b)
          .map((start) => `${7000 + start * 100}-${7099 + start * 100}${start % 3 === 0 ? '*' : ''}`),
      );
    fc.assert(
      fc.property(table, table, (one, other) => {
        expect(diff(state(one), state(one))).toEqual([]);
        const there = diff(state(one), state(other));
        const back = diff(state(other), state(one));
        expect(there.map(({ kind }) => kind)).toEqual(back.map(({ kind }) => kind));
        for (const [index, event] of there.entries()) {
          const reverse = back[index];
          if ((event.kind === 'blocks' || event.kind === 'exclusions') && reverse?.kind === event.kind)
            expect([reverse.removed, reverse.added]).toEqual([event.added, event.removed]);
        }
      }),
    );
  });
});
