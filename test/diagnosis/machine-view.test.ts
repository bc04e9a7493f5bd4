import { expect, test } from 'vitest';
import { diagnose } from '../../toolkit/diagnosis/diagnose.ts';
import { viewMachine } from '../../toolkit/diagnosis/machine-view.ts';
import { emptySnapshot, type Snapshot } from '../../toolkit/diagnosis/snapshot.ts';
import { dynamic, IANA, readMachine, rows, WIDE } from './snapshots.ts';

const codes = (snapshot: Snapshot, level?: string) =>
  viewMachine(snapshot)
    .findings.filter((finding) => level === undefined || finding.level === level)
    .map(({ code }) => code);

const MAX_USER_PORT = { name: 'MaxUserPort', type: 'REG_DWORD', data: '0xfffe' } as const;

const TROUBLES: readonly [fact: string, Partial<Snapshot>, ...codes: string[]][] = [
  ['a machine as Windows ships it', {}],
  [
    'a range that reaches below 49152',
    { dynamicPortRanges: [...dynamic(WIDE), ...dynamic(IANA, 'udp')] },
    'dynamic-range-wider-than-iana',
  ],
  [
    'the typo 1638',
    { dynamicPortRanges: dynamic({ startPort: 49152, numberOfPorts: 1638 }) },
    'dynamic-range-narrow',
    'copied-mistake',
  ],
  [
    'families that differ',
    {
      dynamicPortRanges: [
        { protocol: 'tcp', family: 'ipv4', ...IANA },
        { protocol: 'tcp', family: 'ipv6', ...WIDE },
      ],
    },
    'dynamic-range-families-differ',
    'dynamic-range-wider-than-iana',
  ],
  [
    'a block over the port of a known service',
    { excludedPortRanges: { tcp: rows('5400-5499') } },
    'well-known-ports-blocked',
  ],
  ['http.sys on its own port', { excludedPortRanges: { tcp: rows('5357') } }],
  ['MaxUserPort that has moved nothing yet', { registry: [MAX_USER_PORT] }, 'max-user-port'],
  [
    'MaxUserPort as text, which is no number',
    { registry: [{ ...MAX_USER_PORT, type: 'REG_SZ', data: '65534' }] },
  ],
  ['sources that disagree', { disagreements: [{ what: 'x', said: ['a', 'b'] }] }, 'disagreement'],
];

test.each(TROUBLES)('%s', (_fact, parts, ...expected) => {
  expect(codes(readMachine(parts), 'trouble')).toEqual(expected);
});

test('MaxUserPort is named as the cause with its cure, whether it has moved the range or not', () => {
  for (const range of [IANA, WIDE]) {
    const { cause, remedies } = viewMachine(
      readMachine({ registry: [MAX_USER_PORT], dynamicPortRanges: dynamic(range) }),
    );
    expect(cause).toBe('max-user-port');
    expect(remedies[0]?.command).toBe('portwright run reset-iana-dynamic-range');
  }
});

test('what was not read is said, for each protocol', () => {
  const found = codes(emptySnapshot({ kind: 'paste' }));
  expect(found).toEqual([
    'table-not-read',
    'table-not-read',
    'dynamic-range-not-read',
    'dynamic-range-not-read',
  ]);
});

test('blocks are counted by origin', () => {
  const [first] = viewMachine(
    readMachine({ excludedPortRanges: { tcp: rows('5357', '8000-8099', '8100-8199') } }),
  ).findings;
  expect(first?.text).toBe(
    'tcp: 3 reserved blocks over 201 ports (1 http.sys, 2 winnat), 0 administered ranges',
  );
});

test('the machine is looked at only when nothing else is asked', () => {
  expect(diagnose(readMachine(), []).machine).toBeDefined();
  expect(diagnose(readMachine(), [{ port: 8065, protocol: 'tcp' }]).machine).toBeUndefined();
});
