import { isRefusal } from '../diagnosis/bind-probe.ts';
import type { Snapshot } from '../diagnosis/snapshot.ts';
import { type Suggestion, type SuggestQuestion, suggestPorts } from '../diagnosis/suggest-ports.ts';
import type { HostOptions } from './host-options.ts';
import { readEvidence } from './read-evidence.ts';
import type { Terminal } from './terminal.ts';

/** A bind is a question to PowerShell each, so only a handful is proved. */
const MOST_PROBES = 16;
/** A machine on which every port is refused would never come to an end. */
const MOST_ROUNDS = 4;

/**
 * Finds ports, and binds each for a moment where there is a machine to ask: what is refused although no table says why is passed
 * over, and the next one is found.
 */
export async function findPorts(
  question: SuggestQuestion,
  options: HostOptions & { readonly from?: string },
  terminal: Terminal,
): Promise<{ readonly snapshot: Snapshot; readonly suggestion: Suggestion }> {
  let snapshot = await readEvidence({}, options, terminal);
  let suggestion = suggestPorts(snapshot, question);
  if (options.from !== undefined) return { snapshot, suggestion };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const ports = unproved(snapshot, suggestion);
    if (ports.length === 0) break;
    const { probes } = await readEvidence({ ports }, options, terminal);
    snapshot = { ...snapshot, probes: [...snapshot.probes, ...probes] };
    const next = suggestPorts(snapshot, question);
    if (!probes.some(isRefusal)) return { snapshot, suggestion: next };
    suggestion = next;
  }
  return { snapshot, suggestion };
}

function unproved({ probes }: Snapshot, { ports, protocol }: Suggestion) {
  return ports
    .slice(0, MOST_PROBES)
    .filter(({ port }) => !probes.some((probe) => probe.port === port && probe.protocol === protocol))
    .map(({ port }) => ({ port, protocol }));
}
