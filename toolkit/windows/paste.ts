import { quote } from '../errors/quote.ts';
import { ToolkitError, UnrecognizedOutputError } from '../errors/toolkit-error.ts';
import { readBindErrors } from './bind-error/read-bind-errors.ts';
import { parseDockerPortErrors } from './docker-error.ts';
import { isAboutPort, knownTrouble } from './known-trouble.ts';
import { parseNetTcpSettings } from './net-tcp-setting.ts';
import type { OutputLine } from './output-lines.ts';
import type { EchoedCommand } from './paste-command.ts';
import { readPastedContainers } from './paste-containers.ts';
import type { PastedEvidence, PastedServiceLines } from './paste-evidence.ts';
import type { PastedFact } from './paste-fact.ts';
import { isHeading, previousPrinted } from './paste-headings.ts';
import { type PasteLine, readPasteLines } from './paste-line.ts';
import { type ReadTable, readDynamicTable, readExcludedTable, readProxyTable } from './paste-tables.ts';
import { systemErrorNumber } from './service.ts';

/**
 * Reads what a person pasted: the output of one or several commands, with prompts, mail quoting (`> `), remarks, comments,
 * lost titles and rulers, in any language and with any line ends.
 *
 * Nothing that looks like a row is dropped: what cannot be read there is an error, since a lost row would mean "free".
 *
 * @throws {@link ToolkitError} `input.empty-paste` for blank text, `input.unrecognised-paste` when nothing in it is known;
 *   {@link UnrecognizedOutputError} with the line of a table that cannot be read.
 *
 * @example
 * readPaste(text).excludedPortRanges.flatMap(({ ranges }) => ranges);
 */
export function readPaste(text: string): PastedEvidence {
  if (text.replace(/^\uFEFF/, '').trim() === '')
    throw new ToolkitError(
      'input.empty-paste',
      'the paste is empty: paste the output of the command, with its title',
    );
  const lines = readPasteLines(text);
  const reading = startReading();
  for (let index = 0; index < lines.length; ) index = readAt(reading, lines, index);
  endBlock(reading);
  const { evidence } = reading;
  const isKnown = Object.entries(evidence).some(([name, found]) => name !== 'ignored' && found.length > 0);
  if (isKnown) return { ...evidence, serviceLines: evidence.serviceLines.map(withSystemError) };
  throw new ToolkitError(
    'input.unrecognised-paste',
    `nothing in the ${lines.length} pasted line(s) is output that can be read, the first being ` +
      `${quote(text.trim().split(/\r?\n/)[0] ?? '')}: paste what netsh int ipv4 show excludedportrange protocol=tcp prints`,
  );
}

/** What was found so far: {@link PastedEvidence}, growing. */
type Collected = {
  -readonly [Name in Exclude<keyof PastedEvidence, 'serviceLines'>]: PastedEvidence[Name][number][];
} & { readonly serviceLines: (PastedServiceLines & { readonly lines: string[] })[] };

interface Reading {
  readonly evidence: Collected;
  /** The command whose output is being read. */
  command: EchoedCommand | undefined;
  /** The title and column headings of the table that follows. */
  headings: readonly OutputLine[];
  /** Lines of text without a blank line between them. */
  paragraph: OutputLine[];
  /** Lines of `Get-NetTCPSetting`. */
  settings: string[];
}

function startReading(): Reading {
  const evidence = {
    excludedPortRanges: [],
    dynamicPortRanges: [],
    portProxies: [],
    tcpSettings: [],
    dockerErrors: [],
    bindErrors: [],
    containers: [],
    containerList: [],
    sockets: [],
    socketCuts: [],
    socketEnds: [],
    troubles: [],
    dockerOsTypes: [],
    networkingModes: [],
    localPortRanges: [],
    registryValues: [],
    urlPorts: [],
    serviceLines: [],
    ignored: [],
  };
  return { evidence, command: undefined, headings: [], paragraph: [], settings: [] };
}

/** Reads what begins at this line and returns the index of the line after it. */
function readAt(reading: Reading, lines: readonly PasteLine[], index: number): number {
  const line = lines[index];
  if (line === undefined) return index + 1;
  switch (line.kind) {
    case 'blank':
      endParagraph(reading);
      return index + 1;
    case 'command':
      if (printedAbove(lines, index)?.kind === 'socket')
        reading.evidence.socketEnds.push({ number: line.number, text: line.text });
      beginCommand(reading, line, line.command);
      return index + 1;
    case 'socket':
      if (line.socket === undefined) throw new UnrecognizedOutputError('a socket', line.number, line.text);
      endParagraph(reading);
      reading.evidence.sockets.push(line.socket);
      return index + 1;
    case 'fact':
      endParagraph(reading);
      keepFact(reading.evidence, line.fact);
      return index + 1;
    case 'ellipsis':
      return readEllipsis(reading, lines, index);
    case 'setting':
      return readSettings(reading, lines, index);
    case 'text':
      return readContainersAt(reading, lines, index) ?? addText(reading, lines, index);
    default:
      return readTableAt(reading, lines, index) ?? addText(reading, lines, index);
  }
}

function keepFact(evidence: Reading['evidence'], fact: PastedFact): void {
  if ('networkingMode' in fact) evidence.networkingModes.push(fact.networkingMode);
  else if ('localPortRange' in fact) evidence.localPortRanges.push(fact.localPortRange);
  else if ('dockerOsType' in fact) evidence.dockerOsTypes.push(fact.dockerOsType);
  else if ('registryValue' in fact) evidence.registryValues.push(fact.registryValue);
  else evidence.urlPorts.push(fact.urlPort);
}

/** The last line above that is not blank. */
function printedAbove(lines: readonly PasteLine[], index: number): PasteLine | undefined {
  return lines[previousPrinted(lines, index - 1)];
}

function readEllipsis(reading: Reading, lines: readonly PasteLine[], index: number): number {
  const line = lines[index];
  const below = lines.slice(index + 1).find(({ kind }) => kind !== 'blank');
  const isAmong = printedAbove(lines, index)?.kind === 'socket' || below?.kind === 'socket';
  if (line !== undefined && isAmong) {
    reading.evidence.socketCuts.push({ number: line.number, text: line.text });
    return index + 1;
  }
  return addText(reading, lines, index);
}

/** Number of runs of dashes in the ruler of each table, or the kind of its first row. */
function readTableAt(reading: Reading, lines: readonly PasteLine[], index: number): number | undefined {
  const line = lines[index];
  const runs = line?.kind === 'ruler' ? line.lengths.length : undefined;
  const { evidence, command } = reading;
  if (line?.kind === 'row' && command?.shows === 'local-port-range') {
    if (line.range !== undefined) evidence.localPortRanges.push(line.range);
    return index + 1;
  }
  if (runs === 2 || line?.kind === 'row')
    return takeTable(reading, readExcludedTable(lines, index, reading), (table) =>
      evidence.excludedPortRanges.push(table),
    );
  if (runs === 1 || line?.kind === 'number')
    return takeTable(reading, readDynamicTable(lines, index, reading), (table) =>
      evidence.dynamicPortRanges.push(table),
    );
  if (runs === 4 || line?.kind === 'proxy')
    return takeTable(reading, readProxyTable(lines, index, reading), (table) =>
      evidence.portProxies.push(...table),
    );
  return undefined;
}

/** Keeps a table that was read; its headings are then no unknown lines. */
function takeTable<Table>(
  reading: Reading,
  read: ReadTable<Table> | undefined,
  keep: (table: Table) => void,
): number | undefined {
  if (read === undefined) return undefined;
  const headings = new Set(reading.headings.map(({ number }) => number));
  reading.paragraph = reading.paragraph.filter(({ number }) => !headings.has(number));
  reading.evidence.ignored = reading.evidence.ignored.filter(({ number }) => !headings.has(number));
  endParagraph(reading);
  reading.headings = [];
  keep(read.table);
  ignore(reading, read.remarks);
  return read.next;
}

/** Headings are no part of the error or sentence they may stand directly below. */
function addText(reading: Reading, lines: readonly PasteLine[], index: number): number {
  const line = lines[index];
  if (line === undefined) return index + 1;
  const isOfTable = isHeading(lines, index);
  if (isOfTable && reading.headings.length === 0) endParagraph(reading);
  reading.headings = isOfTable ? [...reading.headings, line] : [];
  reading.paragraph.push(line);
  return index + 1;
}

/** A paragraph is a port error of Docker's, perhaps wrapped, or what net.exe said, or nothing known. */
function endParagraph(reading: Reading): void {
  const { paragraph, evidence, command } = reading;
  if (paragraph.length === 0) return;
  reading.paragraph = [];
  const text = paragraph.map((line) => line.text).join('\n');
  const errors = parseDockerPortErrors(text);
  const trouble = errors.length > 0 ? undefined : knownTrouble(text);
  const isNoBind = errors.length > 0 || (trouble !== undefined && !isAboutPort(trouble));
  const bindErrors = isNoBind ? [] : readBindErrors(text).filter((error) => error.class !== 'unknown');
  evidence.bindErrors.push(...bindErrors);
  evidence.dockerErrors.push(...errors);
  if (trouble !== undefined) evidence.troubles.push({ trouble, message: text.replace(/\s+/g, ' ').trim() });
  if (errors.length + bindErrors.length > 0 || trouble !== undefined) return;
  if (command?.service === undefined) ignore(reading, paragraph);
  else evidence.serviceLines.at(-1)?.lines.push(...paragraph.map((line) => line.text.trim()));
}

function beginCommand(reading: Reading, line: OutputLine, command: EchoedCommand): void {
  endBlock(reading);
  reading.command = command;
  reading.headings = [];
  const { service } = command;
  if (service === undefined) return;
  reading.evidence.serviceLines.push({
    lineNumber: line.number,
    verb: service.verb,
    service: service.name,
    lines: [],
  });
}

function endBlock(reading: Reading): void {
  endParagraph(reading);
  const protocol = reading.command?.shows === 'tcp-setting' ? reading.command.protocol : undefined;
  reading.evidence.tcpSettings.push(...parseNetTcpSettings(reading.settings.join('\n'), protocol));
  reading.settings = [];
}

/** Takes the line and the other properties, or the rows of a table, directly below it. */
function readSettings(reading: Reading, lines: readonly PasteLine[], index: number): number {
  endParagraph(reading);
  const isTable = !/:/.test(lines[index]?.text ?? '');
  let next = index;
  for (let line = lines[next]; line !== undefined && isPartOfSetting(line, isTable); line = lines[next]) {
    reading.settings.push(line.text);
    next++;
  }
  return next;
}

function isPartOfSetting(line: PasteLine, isTable: boolean): boolean {
  if (line.kind === 'blank' || line.kind === 'command') return false;
  return isTable || line.kind === 'setting' || /^\s*[A-Za-z][\w()]*\s*:/.test(line.text);
}

function readContainersAt(reading: Reading, lines: readonly PasteLine[], index: number): number | undefined {
  const found = readPastedContainers(lines, index);
  if (found === undefined) return undefined;
  endParagraph(reading);
  reading.evidence.containers.push(...found.containers);
  reading.evidence.containerList.push(...found.containerList);
  return index + found.numberOfLines;
}

function ignore(reading: Reading, lines: readonly OutputLine[]): void {
  reading.evidence.ignored.push(...lines.map(({ number, text }) => ({ number, text })));
}

function withSystemError(service: PastedServiceLines): PastedServiceLines {
  const systemError = systemErrorNumber(service.lines[0] ?? '');
  return systemError === undefined ? service : { ...service, systemError };
}
