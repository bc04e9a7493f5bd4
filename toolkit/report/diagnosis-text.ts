import { formatAskedPort } from '../diagnosis/asked-port.ts';
import type { PortDiagnosis } from '../diagnosis/classify-port.ts';
import type { ContainerDiagnosis, ContainerOutcome } from '../diagnosis/container-view.ts';
import type { Diagnosis } from '../diagnosis/diagnose.ts';
import { WSL } from '../diagnosis/machine-options.ts';
import type { MachineView } from '../diagnosis/machine-view.ts';
import { originIn } from '../diagnosis/port-facts.ts';
import { ONLY_LOOKS, type Remedy } from '../diagnosis/remedy.ts';
import type { Snapshot, SnapshotKind } from '../diagnosis/snapshot.ts';
import type { ToldDiagnosis } from '../diagnosis/told-view.ts';
import { formatPortRange, PROTOCOLS, type Protocol } from '../ports/port-range.ts';
import { type Colour, type Paint, painter, type TextOptions } from './paint.ts';
import { sourceNames, sourceTexts } from './port-source-text.ts';
import { readMoreCommand } from './read-more.ts';
import { textTable } from './table.ts';
import { TONE_COLOURS, TONES } from './tone.ts';
import { wrapText } from './wrap-text.ts';

const OUTCOME_COLOURS: Readonly<Record<ContainerOutcome, Colour>> = {
  published: 'green',
  startable: 'green',
  unknown: 'yellow',
  unpublished: 'yellow',
  blocked: 'red',
};

const HOSTS: Readonly<Record<SnapshotKind, string>> = {
  windows: 'this Windows machine',
  linux: 'this Linux machine',
  simulated: 'a simulated machine, not yours',
  paste: 'pasted text, as of when it was printed',
};

/** More ports than this are listed in a table instead of one paragraph each. */
const MOST_IN_FULL = 3;

export interface DiagnosisTextOptions extends TextOptions {
  /** Leave the remedies out, where one of them is about to be carried out. @defaultValue false */
  readonly causeOnly?: boolean;
}

/** A folder of stand-ins answers as Windows, and is none. */
function placeOf({ kind, machine }: Snapshot['host']): string {
  if (kind === 'linux' && machine === WSL)
    return 'the Linux side of WSL: what Windows reserves is not visible here';
  const isStandIn = kind === 'windows' && machine !== undefined && machine !== 'local';
  return isStandIn ? `stand-in programs in ${machine}, not this machine's own` : HOSTS[kind];
}

interface Layout {
  readonly paint: Paint;
  readonly options: DiagnosisTextOptions;
}

/**
 * Prints a diagnosis for a terminal: the verdict in plain words first, then why, then what to do.
 *
 * Commands stand on lines of their own and are never broken. The host's kind is always shown.
 *
 * @returns Text without a line end.
 */
export function diagnosisText(diagnosis: Diagnosis, options: DiagnosisTextOptions = {}): string {
  const layout: Layout = { paint: painter(options.colour ?? false), options };
  const { snapshot, ports, told = [], container, machine } = diagnosis;
  const paragraphs = [
    ...(container ? [containerLines(container, notAsked(container.ports, ports), layout)] : []),
    ...portParagraphs(ports, layout),
    ...told.map((message) => toldLines(message, layout)),
    ...(machine ? [machineLines(diagnosis, machine, layout)] : []),
  ];
  const host = wrapText(`[host: ${snapshot.host.kind} - ${placeOf(snapshot.host)}]`, options);
  return [
    ...paragraphs.flatMap((lines) => [...lines, '']),
    ...moreLines(diagnosis, layout),
    ...host.map((line) => layout.paint('dim', line)),
  ].join('\n');
}

/** One quiet line for all of it. */
function moreLines(
  { ports, told = [], container, machine }: Diagnosis,
  { paint, options }: Layout,
): string[] {
  const shown = ports.length <= MOST_IN_FULL ? ports : inFull(ports);
  const parts = [...shown, ...told, ...(container ? [container] : []), ...(machine ? [machine] : [])];
  const command = options.causeOnly === true ? undefined : readMoreCommand(parts);
  return command === undefined ? [] : [paint('dim', `Read more: ${command}`)];
}

/** Of many ports only the worst. */
function inFull(ports: readonly PortDiagnosis[]): readonly PortDiagnosis[] {
  return ports.filter(({ verdict }) => TONES[verdict] === 'bad').slice(0, MOST_IN_FULL);
}

/** A container's ports that are not asked about by themselves anyway. */
function notAsked(
  ofContainer: readonly PortDiagnosis[],
  asked: readonly PortDiagnosis[],
): readonly PortDiagnosis[] {
  return ofContainer.filter(
    (port) => !asked.some((other) => formatAskedPort(other) === formatAskedPort(port)),
  );
}

function portParagraphs(ports: readonly PortDiagnosis[], layout: Layout): string[][] {
  if (ports.length <= MOST_IN_FULL) return ports.map((port) => portLines(port, layout));
  const isFound = ports.some((port) => sourceNames(port) !== '');
  const rows = ports.map((port) => [
    formatAskedPort(port),
    port.verdict,
    blockText(port),
    port.confidence,
    ...(isFound ? [sourceNames(port)] : []),
  ]);
  const table = textTable(
    [
      { title: 'port', align: 'right' },
      { title: 'verdict' },
      { title: 'range' },
      { title: 'confidence' },
      ...(isFound ? [{ title: 'used by' }] : []),
    ],
    rows,
  );
  const troubled = ports.filter(({ verdict }) => TONES[verdict] === 'bad');
  return [
    table,
    ...troubled.slice(0, MOST_IN_FULL).map((port) => portLines(port, layout)),
    ...more(troubled),
  ];
}

function more(troubled: readonly PortDiagnosis[]): string[][] {
  const rest = troubled.length - MOST_IN_FULL;
  if (rest <= 0) return [];
  return [[`${rest} more in trouble; ask about one of them alone to see why.`]];
}

function blockText({ block }: PortDiagnosis): string {
  return block === undefined
    ? ''
    : `${formatPortRange(block)}${block.administered ? ' *' : ''} ${block.origin}`;
}

function portLines(port: PortDiagnosis, { paint, options }: Layout): string[] {
  const colour = TONE_COLOURS[TONES[port.verdict]];
  const tag = paint(['bold', colour], port.verdict.toUpperCase());
  return [
    `${paint('bold', formatAskedPort(port))}  ${tag}  ${paint('dim', `(${port.confidence} confidence)`)}`,
    ...wrapText(port.summary, { ...options, indent: '  ' }),
    ...sourceTexts(port)
      .flatMap((text) => wrapText(text, { ...options, indent: '  ' }))
      .map((line) => paint('dim', line)),
    ...evidenceLines(
      port.evidence.map(({ text }) => text),
      options,
    ),
    ...remedyLines(port.remedies, { paint, options }),
  ];
}

/** A message that is about none of the ports. */
function toldLines({ verdict, summary, evidence, remedies }: ToldDiagnosis, layout: Layout): string[] {
  const { paint, options } = layout;
  return [
    `${paint('bold', 'message')}  ${paint(['bold', TONE_COLOURS[TONES[verdict]]], verdict.toUpperCase())}`,
    ...wrapText(summary, { ...options, indent: '  ' }),
    ...evidenceLines(
      evidence.map(({ text }) => text),
      options,
    ),
    ...remedyLines(remedies, layout),
  ];
}

function evidenceLines(texts: readonly string[], options: TextOptions): string[] {
  if (texts.length === 0) return [];
  return [
    '',
    '  Why',
    ...texts.flatMap((text) => wrapText(text, { ...options, indent: '    - ', hanging: '      ' })),
  ];
}

function remedyLines(remedies: readonly Remedy[], { paint, options }: Layout): string[] {
  if (remedies.length === 0 || options.causeOnly === true) return [];
  const lines = remedies.flatMap(({ title, command, disturbs, lasts }, index) => {
    const facts = lasts === ONLY_LOOKS ? [lasts] : [`lasts: ${lasts}`, `disturbs: ${disturbs}`];
    return [
      ...wrapText(`${index + 1}. ${title}`, { ...options, indent: '    ', hanging: '       ' }),
      ...command.split('\n').map((line) => `         ${paint('cyan', line)}`),
      ...facts
        .flatMap((fact) => wrapText(fact, { ...options, indent: '       ' }))
        .map((line) => paint('dim', line)),
    ];
  });
  return ['', '  What to do', ...lines];
}

function containerLines(
  container: ContainerDiagnosis,
  ports: readonly PortDiagnosis[],
  layout: Layout,
): string[] {
  const { paint, options } = layout;
  const colour = OUTCOME_COLOURS[container.outcome];
  return [
    `container ${paint('bold', container.name)}  ${paint(['bold', colour], container.outcome.toUpperCase())}`,
    ...wrapText(container.summary, { ...options, indent: '  ' }),
    ...evidenceLines(
      container.dockerErrors.map(({ message }) => `Docker said: ${message}`),
      options,
    ),
    ...remedyLines(container.remedies, layout),
    ...portParagraphs(ports, layout).flatMap((lines) => ['', ...lines]),
  ];
}

/** Of what was not read nothing is known: silence about it must not sound like good news. */
function machineHeadline({ snapshot, ports }: Diagnosis, troubles: number, paint: Paint): string {
  if (troubles > 0) return paint('yellow', `${troubles} ${troubles === 1 ? 'thing' : 'things'} to look at.`);
  const isRead = PROTOCOLS.some((protocol) => snapshot.excludedPortRanges[protocol] !== undefined);
  return isRead
    ? paint('green', `Nothing ${ports.length === 0 ? '' : 'else '}stands out.`)
    : paint('yellow', 'Too little was read to say anything.');
}

function machineLines(diagnosis: Diagnosis, machine: MachineView, layout: Layout): string[] {
  const { snapshot } = diagnosis;
  const { paint, options } = layout;
  const findings = machine.findings.flatMap(({ level, text }) => {
    const mark = level === 'trouble' ? paint('red', '!') : paint('dim', '-');
    return wrapText(text, { ...options, indent: `  ${mark} `, hanging: '    ' });
  });
  const troubles = machine.findings.filter(({ level }) => level === 'trouble').length;
  const headline = machineHeadline(diagnosis, troubles, paint);
  const blocks = PROTOCOLS.flatMap((protocol) => blockLines(snapshot, protocol));
  return [
    paint('bold', headline),
    ...findings,
    ...(blocks.length === 0 ? [] : ['', ...blocks]),
    ...remedyLines(machine.remedies, layout),
  ];
}

/** Neighbouring blocks of one origin are shown as one row, so that forty blocks stay on the screen. */
function blockLines(snapshot: Snapshot, protocol: Protocol): string[] {
  const runs: { startPort: number; numberOfPorts: number; blocks: number; owner: string }[] = [];
  for (const range of snapshot.excludedPortRanges[protocol] ?? []) {
    const owner = `${originIn(snapshot, { protocol }, range).origin}${range.administered ? ' *' : ''}`;
    const last = runs.at(-1);
    if (last?.owner === owner && last.startPort + last.numberOfPorts === range.startPort) {
      last.numberOfPorts += range.numberOfPorts;
      last.blocks += 1;
    } else {
      runs.push({ startPort: range.startPort, numberOfPorts: range.numberOfPorts, blocks: 1, owner });
    }
  }
  if (runs.length === 0) return [];
  const rows = runs.map((run) => [formatPortRange(run), String(run.blocks), run.owner]);
  const table = textTable(
    [
      { title: `${protocol} ports`, align: 'right' },
      { title: 'ranges', align: 'right' },
      { title: 'origin' },
    ],
    rows.slice(0, MOST_ROWS),
  );
  const hidden = rows.length - MOST_ROWS;
  return [...table, ...(hidden > 0 ? [`… and ${hidden} more; --json has them all`] : [])].map(
    (line) => `  ${line}`,
  );
}

const MOST_ROWS = 15;
