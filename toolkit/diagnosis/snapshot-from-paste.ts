import { PROTOCOLS, type Protocol } from '../ports/port-range.ts';
import { readPaste } from '../windows/paste.ts';
import type { PastedEvidence, PastedExcludedPortRanges } from '../windows/paste-evidence.ts';
import { dynamicRangeDisagreements } from './dynamic-range-state.ts';
import type { Disagreement, ExclusionTables, IncompletePart, KnownContainer, Snapshot } from './snapshot.ts';
import { joinParts, type SnapshotPart } from './snapshot-part.ts';

/**
 * Makes a snapshot of what a colleague pasted: output of netsh, netstat, docker and PowerShell, in any language and order.
 *
 * @throws ToolkitError `input.empty-paste`, `input.unrecognised-paste`; UnrecognizedOutputError for a damaged table.
 */
export function snapshotFromPaste(text: string): Snapshot {
  return snapshotFromEvidence(readPaste(text));
}

/**
 * Makes a snapshot of a paste that was read. Pure.
 *
 * Of several tables of one protocol the last whole one counts: it is the newest. What a paste does not hold was not read.
 */
export function snapshotFromEvidence(evidence: PastedEvidence): Snapshot {
  const snapshot = joinParts({ kind: 'paste' }, [
    ...PROTOCOLS.map((protocol) => tablePart(evidence, protocol)),
    persistentPart(evidence),
    dynamicPart(evidence),
    socketPart(evidence),
    dockerPart(evidence),
    ...(evidence.portProxies.length > 0 ? [{ portProxies: evidence.portProxies }] : []),
    ...(evidence.tcpSettings.length > 0 ? [{ tcpSettings: evidence.tcpSettings }] : []),
  ]);
  return { ...snapshot, disagreements: [...snapshot.disagreements, ...dynamicRangeDisagreements(snapshot)] };
}

function tablePart({ excludedPortRanges }: PastedEvidence, protocol: Protocol): SnapshotPart {
  const tables = excludedPortRanges.filter(
    (table) => table.store === 'active' && table.protocol === protocol,
  );
  const whole = tables.findLast(({ elided }) => !elided);
  const [first] = tables;
  if (first === undefined) return {};
  const table = whole?.ranges ?? joined(tables);
  const part: IncompletePart = `excludedPortRanges ${protocol}`;
  return {
    excludedPortRanges: { [protocol]: table },
    ...(whole === undefined && { incomplete: [part] }),
    disagreements: disagreements(tables, protocol),
    ...(first.protocolAssumed && {
      unread: [
        {
          what: 'the protocol of the pasted table',
          protocol,
          code: 'assumed',
          message: 'neither a title nor a command says it, so it is taken for tcp',
        },
      ],
    }),
  };
}

/** Rows of tables that each show only some: every row once, ascending as netsh prints them. */
function joined(tables: readonly PastedExcludedPortRanges[]): PastedExcludedPortRanges['ranges'] {
  const rows = new Map(
    tables
      .flatMap(({ ranges }) => ranges)
      .map((range) => [`${range.startPort}+${range.numberOfPorts}`, range]),
  );
  return [...rows.values()].sort((a, b) => a.startPort - b.startPort);
}

function disagreements(tables: readonly PastedExcludedPortRanges[], protocol: Protocol): Disagreement[] {
  const whole = tables.filter(({ elided }) => !elided);
  const versions = new Set(whole.map(({ ranges }) => JSON.stringify(ranges)));
  if (versions.size < 2) return [];
  const said = whole.map(({ lineNumber, ranges }) => `line ${lineNumber}: ${ranges.length} ranges`);
  return [{ what: `excluded port ranges ${protocol}, of which the last table counts`, said }];
}

function persistentPart({ excludedPortRanges }: PastedEvidence): SnapshotPart {
  const stored = excludedPortRanges.filter(({ store, elided }) => store === 'persistent' && !elided);
  if (stored.length === 0) return {};
  const tables: ExclusionTables = Object.fromEntries(
    stored.map(({ protocol, ranges }) => [protocol, ranges]),
  );
  return { persistentExclusions: tables };
}

/** The last one of a protocol and family is the newest. */
function dynamicPart({ dynamicPortRanges }: PastedEvidence): SnapshotPart {
  const active = dynamicPortRanges.filter(({ store }) => store === 'active');
  const newest = new Map(active.map((range) => [`${range.protocol} ${range.family ?? ''}`, range]));
  return {
    dynamicPortRanges: [...newest.values()].map(({ protocol, family, startPort, numberOfPorts }) => ({
      ...(family && { family }),
      protocol,
      startPort,
      numberOfPorts,
    })),
  };
}

/** RPC and SMB listen on every Windows: a list without both went through a filter. */
const ALWAYS_LISTENING = [135, 445];

function socketPart({ sockets }: PastedEvidence): SnapshotPart {
  if (sockets.length === 0) return {};
  const isWhole = ALWAYS_LISTENING.every((port) =>
    sockets.some(({ localPort, state }) => localPort === port && state === 'listening'),
  );
  return { sockets, ...(!isWhole && { incomplete: ['sockets' as const] }) };
}

function dockerPart({ containers, containerList, dockerErrors }: PastedEvidence): SnapshotPart {
  const listed = containerList.filter(({ name }) => !containers.some((container) => container.name === name));
  const known: KnownContainer[] = [...containers, ...listed.map((row) => ({ ...row, status: row.state }))];
  return {
    ...(known.length > 0 && { containers: known }),
    ...(dockerErrors.length > 0 && { dockerErrors }),
  };
}
