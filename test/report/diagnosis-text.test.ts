import { describe, expect, test } from 'vitest';
import type { AskedPort } from '../../toolkit/diagnosis/asked-port.ts';
import { diagnose } from '../../toolkit/diagnosis/diagnose.ts';
import type { Snapshot } from '../../toolkit/diagnosis/snapshot.ts';
import { diagnosisText } from '../../toolkit/report/diagnosis-text.ts';
import { textWidth } from '../../toolkit/report/text-width.ts';
import { dynamic, probe, readMachine, rows, TCP_8065, WIDE } from '../diagnosis/snapshots.ts';

const blocked = readMachine({
  excludedPortRanges: { tcp: rows('8000-8099', '8100-8199') },
  dynamicPortRanges: dynamic(WIDE),
  probes: [probe(10013)],
});
const show = (snapshot: Snapshot, ports: readonly AskedPort[] = [TCP_8065], columns = 80) =>
  diagnosisText(diagnose(snapshot, ports), { columns });

describe('the text of a blocked port', () => {
  const text = show(blocked);

  test('begins with the verdict in plain words', () => {
    expect(text.split('\n').slice(0, 2).join(' ')).toMatch(
      /^8065 {2}RESERVED .*Port 8065 lies in the block 8000-8099/,
    );
  });

  test('fits one screen, and only commands may be wider than it', () => {
    const lines = text.split('\n');
    expect(lines.length).toBeLessThanOrEqual(40);
    const wide = lines.filter((line) => textWidth(line) > 80);
    expect(wide.map((line) => line.trim().split(' ')[0])).toEqual(['netsh']);
  });

  test('holds every command whole', () => {
    for (const { command } of diagnose(blocked, [TCP_8065]).ports.flatMap(({ remedies }) => remedies)) {
      for (const line of command.split('\n'))
        expect(text.split('\n').map((shown) => shown.trim())).toContain(line);
    }
  });

  test.each(['windows', 'linux', 'simulated', 'paste'] as const)('names the host %s', (kind) => {
    expect(show({ ...blocked, host: { kind } })).toContain(`[host: ${kind} `);
  });
});

test('many ports become a table, and the worst of them are explained', () => {
  const ports = Array.from({ length: 20 }, (_, index) => ({ port: 8090 + index, protocol: 'tcp' as const }));
  const lines = show(blocked, ports).split('\n');
  expect(lines[2]).toBe('8090  reserved  8000-8099 winnat  high');
  expect(lines.filter((line) => line.includes('RESERVED'))).toHaveLength(3);
  expect(lines).toContain('17 more in trouble; ask about one of them alone to see why.');
});

test('the machine’s blocks are summarised: neighbours of one origin on one row, and not more than a screen', () => {
  const together = diagnosisText(diagnose(blocked, []));
  expect(together).toContain('8000-8199       2  winnat');
  const apart = rows(
    ...Array.from({ length: 40 }, (_, index) => `${2000 + index * 200}-${2099 + index * 200}`),
  );
  const text = diagnosisText(diagnose(readMachine({ excludedPortRanges: { tcp: apart } }), []));
  expect(text).toContain('… and 25 more');
  expect(text.split('\n').length).toBeLessThanOrEqual(40);
});

test('colours change nothing but the colour', () => {
  const diagnosis = diagnose(blocked, [TCP_8065]);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape that begins a colour
  const plain = diagnosisText(diagnosis, { colour: true }).replace(/\u001b\[\d+m/g, '');
  expect(plain).toBe(diagnosisText(diagnosis));
});

test('a container that cannot start comes first, with Docker’s words and its ports', () => {
  const container = {
    id: 'a1',
    name: 'mattermost',
    status: 'created',
    published: [],
    wanted: [{ hostIp: '', hostPort: 8065, containerPort: 8065, protocol: 'tcp' as const }],
    error: 'listen tcp 0.0.0.0:8065: bind: forbidden',
  };
  const snapshot = { ...blocked, containers: [container] };
  const text = diagnosisText(diagnose(snapshot, [], { container: 'mattermost' }));
  expect(text).toMatch(/^container mattermost {2}BLOCKED\n {2}Container mattermost cannot start: port 8065/);
  expect(text).toContain('Docker said: listen tcp 0.0.0.0:8065');
  expect(text).toContain('portwright fix 8065 --container mattermost');
  expect(text).toContain('RESERVED');
});
