import { measuredDynamicRanges } from '../../diagnosis/avoided-ports.ts';
import { diagnosePort, type PortDiagnosis } from '../../diagnosis/classify-port.ts';
import { wantedPorts } from '../../diagnosis/container-ports.ts';
import type { Snapshot } from '../../diagnosis/snapshot.ts';
import { endPort, MAX_PORT, type PortRange, type Protocol } from '../../ports/port-range.ts';

/** Stands for the port in a text that holds for a whole stretch: a character of Unicode's private use, which no text holds. */
export const PLACE = '\uE000';

type Words = Pick<PortDiagnosis, 'verdict' | 'confidence' | 'summary'> & {
  readonly evidence: readonly string[];
  readonly remedies: readonly { readonly title: string; readonly command: string }[];
};

/** What `diagnose` says of every port of a stretch, with {@link PLACE} where it says the port. */
export interface PortAnswer extends PortRange, Words {}

/**
 * What `diagnose` says of every port there is, in few stretches, so that a page can answer without it.
 *
 * A stretch ends wherever a row, a range, a socket or a probe begins or ends, so its ports are alike. Their words are taken from a
 * few of them; where those differ in more than the port, every port has words of its own.
 *
 * @returns Ascending, without a gap, from 1 to 65535.
 */
export function portAnswers(snapshot: Snapshot, protocol: Protocol): PortAnswer[] {
  const starts = boundaries(snapshot, protocol);
  return starts.flatMap((startPort, index) => {
    const next = starts[index + 1] ?? MAX_PORT + 1;
    return answersOf(snapshot, protocol, { startPort, numberOfPorts: next - startPort });
  });
}

/** The words of an answer for one of its ports. */
export function fillIn(text: string, port: number): string {
  return text.replaceAll(PLACE, String(port));
}

/** Below this there are not enough ports between the two ends, whose numbers other words of the answer hold too. */
const FEWEST_ALIKE = 6;

function answersOf(snapshot: Snapshot, protocol: Protocol, range: PortRange): PortAnswer[] {
  const { startPort, numberOfPorts } = range;
  const wordsOf = (port: number) => words(diagnosePort(snapshot, { port, protocol }));
  const shared =
    numberOfPorts < FEWEST_ALIKE
      ? undefined
      : agreed(
          [1, 2, 3, 4].map((part) => startPort + Math.floor((numberOfPorts * part) / 5)),
          wordsOf,
        );
  if (shared !== undefined) return [{ ...range, ...shared }];
  return Array.from({ length: numberOfPorts }, (_, index) => ({
    startPort: startPort + index,
    numberOfPorts: 1,
    ...wordsOf(startPort + index),
  }));
}

/** A number such as an error's may happen to be one of the ports, so two of them have to agree. */
function agreed(ports: readonly number[], wordsOf: (port: number) => Words): Words | undefined {
  const seen = new Set<string>();
  for (const port of ports) {
    const template = JSON.stringify(wordsOf(port)).replaceAll(
      new RegExp(`(?<!\\d)${port}(?!\\d)`, 'g'),
      PLACE,
    );
    if (seen.has(template)) return JSON.parse(template) as Words;
    seen.add(template);
  }
  return undefined;
}

function words({ verdict, confidence, summary, evidence, remedies }: PortDiagnosis): Words {
  return {
    verdict,
    confidence,
    summary,
    evidence: evidence.map(({ text }) => text),
    remedies: remedies.map(({ title, command }) => ({ title, command })),
  };
}

/** Where something begins, or something else has ended; 1 among them. Ascending. */
function boundaries(snapshot: Snapshot, protocol: Protocol): number[] {
  const ofProtocol = <Each extends { readonly protocol?: Protocol }>(each: Each) =>
    each.protocol === undefined || each.protocol === protocol;
  const ranges: PortRange[] = [
    ...(snapshot.excludedPortRanges[protocol] ?? []),
    ...(snapshot.persistentExclusions?.[protocol] ?? []),
    ...(snapshot.formerExclusions?.[protocol] ?? []),
    ...measuredDynamicRanges(snapshot, protocol),
    ...(snapshot.wsl?.localPortRange ? [snapshot.wsl.localPortRange] : []),
  ];
  const containers = snapshot.containers ?? [];
  const ports = [
    ...(snapshot.sockets ?? []).filter(ofProtocol).map(({ localPort }) => localPort),
    ...(snapshot.portProxies ?? []).map(({ listenPort }) => listenPort),
    ...containers.flatMap((container) => wantedPorts(container).map(({ port }) => port)),
    ...containers.flatMap(({ published }) => published.map(({ hostPort }) => hostPort)),
    ...(snapshot.urlPorts ?? []),
    ...(snapshot.bindErrors ?? []).filter(ofProtocol).flatMap(({ port }) => port ?? []),
    ...[...snapshot.probes, ...(snapshot.dockerErrors ?? [])].filter(ofProtocol).map(({ port }) => port),
    ...snapshot.unread.filter(ofProtocol).flatMap(({ port }) => port ?? []),
  ];
  const edges = [
    ...ranges.flatMap((range) => [range.startPort, endPort(range) + 1]),
    ...ports.flatMap((port) => [port, port + 1]),
  ];
  return [...new Set([1, ...edges])].filter((port) => port >= 1 && port <= MAX_PORT).sort((a, b) => a - b);
}
