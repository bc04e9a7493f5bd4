import { isSameRange, PROTOCOLS, type Protocol } from '../ports/port-range.ts';
import { isListWhole } from '../windows/netstat.ts';
import { readPaste } from '../windows/paste.ts';
import type { PastedEvidence, PastedExcludedPortRanges } from '../windows/paste-evidence.ts';
import { MIRRORED } from '../windows/wsl-config.ts';
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
    wslPart(evidence),
    ...(evidence.registryValues.length > 0 ? [{ registry: evidence.registryValues }] : []),
    ...(evidence.urlPorts.length > 0 ? [{ urlPorts: evidence.urlPorts }] : []),
    ...(evidence.troubles.length > 0 ? [{ troubles: evidence.troubles }] : []),
    ...(evidence.portProxies.length > 0 ? [{ portProxies: evidence.portProxies }] : []),
    ...(evidence.tcpSettings.length > 0 ? [{ tcpSettings: evidence.tcpSettings }] : []),
  ]);
  return { ...snapshot, disagreements: [...snapshot.disagreements, ...dynamicRangeDisagreements(snapshot)] };
}

function tablePart({ excludedPortRanges }: PastedEvidence, protocol: Protocol): SnapshotPart {
  const tables = excludedPortRanges.filter(
    (table) => table.store === 'active' && table.protocol === protocol,
  );
  const [first] = tables;
  if (first === undefined) return {};
  const { ranges, isWhole, former } = newestOf(tables);
  const part: IncompletePart = `excludedPortRanges ${protocol}`;
  return {
    excludedPortRanges: { [protocol]: ranges },
    ...(former.length > 0 && { formerExclusions: { [protocol]: former } }),
    ...((!isWhole || first.protocolAssumed) && { incomplete: [part] }),
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

type Rows = PastedExcludedPortRanges['ranges'];

/** The last whole table, unless one below it that lacks rows shows some which it has not: then that one is newer. */
function newestOf(tables: readonly PastedExcludedPortRanges[]): {
  readonly ranges: Rows;
  readonly isWhole: boolean;
  readonly former: Rows;
} {
  const last = tables.findLastIndex(({ elided }) => !elided);
  const whole = tables[last]?.ranges;
  const below = joined(tables.slice(last + 1));
  const above = (end: number) => joined(tables.slice(0, Math.max(end, 0)));
  const isOlder = below.some((range) => !whole?.some((row) => isSameRow(row, range)));
  if (whole === undefined || isOlder) return { ranges: below, isWhole: false, former: above(last + 1) };
  return { ranges: whole, isWhole: true, former: above(last) };
}

function isSameRow(left: Rows[number], right: Rows[number]): boolean {
  return isSameRange(left, right) && left.administered === right.administered;
}

/** Rows of tables that each show only some: every row once, ascending as netsh prints them. */
function joined(tables: readonly PastedExcludedPortRanges[]): Rows {
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

function socketPart({ sockets, socketCuts, socketEnds }: PastedEvidence): SnapshotPart {
  if (sockets.length === 0) return {};
  const isUdpWhole = isListWhole(sockets, 'udp', socketEnds.length > 0);
  if (socketCuts.length > 0 || !isListWhole(sockets, 'tcp')) return { sockets, incomplete: ['sockets'] };
  return { sockets, ...(!isUdpWhole && { incomplete: ['sockets udp' as const] }) };
}

/** Of several lines the one that makes the answer more careful counts. */
function wslPart({ networkingModes, localPortRanges }: PastedEvidence): SnapshotPart {
  const networkingMode = networkingModes.includes(MIRRORED) ? MIRRORED : networkingModes.at(-1);
  const localPortRange = localPortRanges.at(-1);
  if (networkingMode === undefined && localPortRange === undefined) return {};
  return { wsl: { ...(networkingMode && { networkingMode }), ...(localPortRange && { localPortRange }) } };
}

function dockerPart(evidence: PastedEvidence): SnapshotPart {
  const { containers, containerList, dockerErrors, bindErrors, dockerOsTypes } = evidence;
  const listed = containerList.filter(({ name }) => !containers.some((container) => container.name === name));
  const known: KnownContainer[] = [...containers, ...listed.map((row) => ({ ...row, status: row.state }))];
  // Of several answers the one that makes the diagnosis more careful counts.
  const osType = dockerOsTypes.find((type) => type === 'windows') ?? dockerOsTypes[0];
  return {
    ...(osType && { docker: { running: true, osType } }),
    ...(known.length > 0 && { containers: known }),
    ...(dockerErrors.length > 0 && { dockerErrors }),
    ...(bindErrors.length > 0 && { bindErrors }),
  };
}
