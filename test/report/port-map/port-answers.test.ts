import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diagnosePort } from '../../../toolkit/diagnosis/classify-port.ts';
import { snapshotFromPaste } from '../../../toolkit/diagnosis/snapshot-from-paste.ts';
import { fillIn, portAnswers } from '../../../toolkit/report/port-map/port-answers.ts';
import { dynamic, probe, readMachine, rows, socket, WIDE } from '../../diagnosis/snapshots.ts';

const busy = readMachine({
  excludedPortRanges: { tcp: rows('1024-1123', '5357', '8018-8117', '9990-10089', '50000-50059*') },
  dynamicPortRanges: dynamic(WIDE),
  sockets: [
    socket(443),
    socket(3000),
    socket(10048),
    socket(40000, { state: 'connected', processId: 40001 }),
  ],
  probes: [probe(10013)],
  portProxies: [{ listenAddress: '*', listenPort: 7000, connectAddress: '172.20.0.2', connectPort: 7001 }],
});
const told = readMachine({
  excludedPortRanges: { tcp: rows('8000-8099') },
  formerExclusions: { tcp: rows('9100-9199') },
  urlPorts: [5985, 47001],
  wsl: { networkingMode: 'mirrored', localPortRange: { startPort: 57344, numberOfPorts: 4096 } },
  bindErrors: [
    { port: 9150, protocol: 'tcp', class: 'forbidden', program: 'node', message: 'listen EACCES' },
  ],
  tcpSettings: [{ protocol: 'tcp', settingName: 'Internet', startPort: 1024, numberOfPorts: 64511 }],
});
const MACHINES = [
  ['a machine of which programs told', told],
  ['a busy machine', busy],
  ['a machine at rest', readMachine()],
  ['pasted text that says little', snapshotFromPaste('listen tcp 0.0.0.0:8065: bind: forbidden')],
] as const;

test.each(MACHINES)('of %s every port has one answer, and it is what a diagnosis says', (_name, snapshot) => {
  const answers = portAnswers(snapshot, 'tcp');
  let next = 1;
  for (const { startPort, numberOfPorts } of answers) {
    expect(startPort).toBe(next);
    next = startPort + numberOfPorts;
  }
  expect(next).toBe(65536);
  const edges = answers.flatMap(({ startPort, numberOfPorts }) => [startPort, startPort + numberOfPorts - 1]);
  const somePort = fc.oneof(fc.integer({ min: 1, max: 65535 }), fc.constantFrom(...edges, 10013, 10048));
  fc.assert(
    fc.property(somePort, (port) => {
      const answer = answers.findLast(({ startPort }) => startPort <= port);
      const { verdict, summary, evidence, remedies } = diagnosePort(snapshot, { port, protocol: 'tcp' });
      expect(answer?.verdict).toBe(verdict);
      expect(fillIn(answer?.summary ?? '', port)).toBe(summary);
      expect(answer?.evidence.map((text) => fillIn(text, port))).toEqual(evidence.map(({ text }) => text));
      expect(answer?.remedies.map(({ command }) => fillIn(command, port))).toEqual(
        remedies.map(({ command }) => command),
      );
    }),
    { numRuns: 500 },
  );
});

test('a machine needs few answers: about two for each thing on it', () => {
  expect(portAnswers(busy, 'tcp').length).toBeLessThan(40);
});
