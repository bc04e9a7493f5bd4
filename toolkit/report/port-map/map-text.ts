import { formatAskedPort } from '../../diagnosis/asked-port.ts';
import type { PortDiagnosis } from '../../diagnosis/classify-port.ts';
import { systemName } from '../../diagnosis/system-name.ts';
import { endPort, formatPortRange, MAX_PORT, overlaps, type PortRange } from '../../ports/port-range.ts';
import { countPorts } from '../../ports/port-set.ts';
import { type Colour, type Paint, painter, type TextOptions } from '../paint.ts';
import { plainText } from '../plain-text.ts';
import { TONE_COLOURS, TONES } from '../tone.ts';
import { DEFAULT_COLUMNS, wrapText } from '../wrap-text.ts';
import { afterPlan } from './after-plan.ts';
import type { MapPageInput } from './map-page.ts';
import { kindsOf, protocolTitle } from './map-svg.ts';
import { LOOKS } from './palette.ts';
import { type MapSegment, type PortMap, type ProtocolMap, portMap, type SegmentKind } from './port-map.ts';

/** Ports in one character: a block of 100 is then never invisible. */
const CELL_PORTS = 64;
const CELLS = (MAX_PORT + 1) / CELL_PORTS;
const GUTTER = 7;
const WIDEST = 128;
const NARROWEST = 16;

/** How a character looks with colours; without them it is its letter. */
interface Sign {
  readonly mark: string;
  readonly letter: string;
  readonly colour: Colour;
}

const ASKED: Sign = { mark: '◆', letter: '@', colour: 'bold' };
const DYNAMIC: Sign = { mark: '░', letter: '-', colour: 'dim' };
const OUTSIDE: Sign = { mark: '·', letter: '.', colour: 'dim' };

function signOf(kind: SegmentKind): Sign {
  const { letter } = LOOKS[kind];
  if (kind === 'listener') return { mark: '▪', letter, colour: 'cyan' };
  if (kind === 'administered' || kind === 'hns') return { mark: '▓', letter, colour: 'green' };
  return { mark: '█', letter, colour: kind === 'winnat' ? 'red' : 'yellow' };
}

/** Draws a map for a terminal: the verdicts first, then 64 ports a character, then what the characters mean. */
export function mapText({ snapshot, asked, plan }: MapPageInput, options: TextOptions = {}): string {
  const paint = painter(options.colour ?? false);
  const before = mapLines(portMap(snapshot, asked), paint, options);
  if (plan === undefined) return [...before, ...closing(snapshot.host.kind, paint)].join('\n');
  const after = afterPlan(snapshot, plan);
  return [
    paint('bold', 'BEFORE'),
    ...before,
    paint('bold', `AFTER: ${plainText(plan.title)}`),
    ...mapLines(portMap(after.snapshot, asked), paint, options),
    ...after.notes.flatMap((note) => wrapText(`${note}.`, options)),
    '',
    ...closing(snapshot.host.kind, paint),
  ].join('\n');
}

function closing(kind: string, paint: Paint): string[] {
  return [paint('dim', `[host: ${kind}]  as a page that can be searched: portwright map --html FILE`)];
}

function mapLines(map: PortMap, paint: Paint, options: TextOptions): string[] {
  return [
    ...map.asked.flatMap((port) => [...askedLines(port, paint, options), '']),
    ...map.protocols.flatMap((protocol) => [...protocolLines(protocol, map.asked, paint, options), '']),
    ...legendLines(map, paint, options),
    '',
  ];
}

function askedLines(port: PortDiagnosis, paint: Paint, options: TextOptions): string[] {
  const tag = paint(['bold', TONE_COLOURS[TONES[port.verdict]]], port.verdict.toUpperCase());
  const [first] = port.remedies;
  return [
    `${paint('bold', formatAskedPort(port))}  ${tag}`,
    ...wrapText(plainText(port.summary), { ...options, indent: '  ' }),
    ...(first === undefined
      ? []
      : [
          ...wrapText(`${plainText(first.title)}:`, { ...options, indent: '  ' }),
          ...first.command.split('\n').map((line) => `    ${paint('cyan', plainText(line))}`),
        ]),
  ];
}

function protocolLines(
  map: ProtocolMap,
  asked: readonly PortDiagnosis[],
  paint: Paint,
  options: TextOptions,
): string[] {
  const perRow = cellsPerRow(options.columns ?? DEFAULT_COLUMNS);
  const signs = cells(
    map,
    asked.filter(({ protocol }) => protocol === map.protocol),
  );
  const rows = Array.from({ length: CELLS / perRow }, (_, row) => {
    const label = String(row * perRow * CELL_PORTS).padStart(GUTTER - 2);
    return `${paint('dim', label)}  ${painted(signs.slice(row * perRow, (row + 1) * perRow), paint, options)}`;
  });
  return [...wrapText(protocolTitle(map), options).map((line) => paint('bold', line)), ...rows];
}

function cellsPerRow(columns: number): number {
  let width = WIDEST;
  while (width > NARROWEST && width + GUTTER > columns) width /= 2;
  return width;
}

/** What each stretch of 64 ports shows: what matters most on it. */
function cells(map: ProtocolMap, asked: readonly PortDiagnosis[]): Sign[] {
  return Array.from({ length: CELLS }, (_, index) => {
    const cell: PortRange = { startPort: index * CELL_PORTS, numberOfPorts: CELL_PORTS };
    if (asked.some(({ port }) => overlaps(cell, { startPort: port, numberOfPorts: 1 }))) return ASKED;
    const here = map.segments.filter((segment) => overlaps(cell, segment));
    const [first] = here.sort((a, b) => weight(b) - weight(a));
    if (first !== undefined) return signOf(first.kind);
    return map.dynamicPortRanges.some((range) => overlaps(cell, range)) ? DYNAMIC : OUTSIDE;
  });
}

function weight({ kind, isClosed, numberOfPorts }: MapSegment): number {
  if (kind === 'listener') return 1;
  return isClosed && numberOfPorts > 1 ? 3 : 2;
}

/** Neighbours of one colour are coloured together: a sequence for each character would be a screenful of bytes. */
function painted(signs: readonly Sign[], paint: Paint, { colour = false }: TextOptions): string {
  let line = '';
  for (let index = 0; index < signs.length; ) {
    const style = signs[index]?.colour ?? 'dim';
    let run = '';
    for (let sign = signs[index]; sign?.colour === style; sign = signs[index]) {
      run += colour ? sign.mark : sign.letter;
      index += 1;
    }
    line += paint(style, run);
  }
  return line;
}

function legendLines(map: PortMap, paint: Paint, options: TextOptions): string[] {
  const shown = (sign: Sign) => (options.colour === true ? paint(sign.colour, sign.mark) : sign.letter);
  const entries = [
    ...(map.asked.length === 0 ? [] : [`${shown(ASKED)} your port`]),
    ...kindsOf(map).map((kind) => `${shown(signOf(kind))} ${LOOKS[kind].label}: ${portsOf(map, kind)}`),
    `${shown(DYNAMIC)} handed out by ${systemName(map.host)}`,
    `${shown(OUTSIDE)} outside that range`,
  ];
  return entries.flatMap((entry) => wrapText(entry, { ...options, indent: '  ', hanging: '    ' }));
}

const MOST_NAMED = 6;

function portsOf(map: PortMap, kind: SegmentKind): string {
  const named = map.protocols.flatMap(({ protocol, segments }) => {
    const suffix = protocol === 'tcp' ? '' : `/${protocol}`;
    return joined(segments.filter((segment) => segment.kind === kind)).map(
      (range) => `${formatPortRange(range)}${suffix}`,
    );
  });
  const rest = named.length - MOST_NAMED;
  return `${named.slice(0, MOST_NAMED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** Blocks that touch are named as one. */
function joined(segments: readonly MapSegment[]): PortRange[] {
  const runs: { startPort: number; numberOfPorts: number }[] = [];
  for (const segment of segments) {
    const last = runs.at(-1);
    if (last !== undefined && endPort(last) + 1 >= segment.startPort)
      last.numberOfPorts = countPorts([last, segment]);
    else runs.push({ startPort: segment.startPort, numberOfPorts: segment.numberOfPorts });
  }
  return runs;
}
