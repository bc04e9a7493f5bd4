import { formatAskedPort } from '../../diagnosis/asked-port.ts';
import type { PortDiagnosis } from '../../diagnosis/classify-port.ts';
import { endPort, formatPortRange, MAX_PORT, type PortRange } from '../../ports/port-range.ts';
import { intersectRanges } from '../../ports/port-set.ts';
import { type Markup, markup } from './markup.ts';
import { GROUND_COLOURS, kindClass, LOOKS } from './palette.ts';
import type { MapSegment, ProtocolMap } from './port-map.ts';

/** Ports in one row of the picture: a block of 100 is then wide enough to be seen, and 32 rows fit on a screen. */
export const ROW_PORTS = 2048;
const ROWS = 32;
const PORT_WIDTH = 0.5;
const PITCH = 15;
const BAR = 11;
const GUTTER = 44;
const TOP = 4;
/** Narrower than this nobody sees it. */
const THINNEST = 2.5;

export const PICTURE_WIDTH = GUTTER + ROW_PORTS * PORT_WIDTH + 12;
export const PICTURE_HEIGHT = TOP + ROWS * PITCH + 4;

/** Where a port lies in the picture: its row by {@link ROW_PORTS}, its place in the row by its width. */
export const PICTURE_PLACE = { left: GUTTER, top: TOP, pitch: PITCH, width: PORT_WIDTH } as const;

export interface PictureOptions {
  readonly asked: readonly PortDiagnosis[];
  /** The id of a segment's row in a table of the same page; without it nothing is a link. */
  readonly rowId?: (segment: MapSegment) => string;
}

/** What lies inside the svg element of a protocol: 32 rows of 2048 ports. */
export function picture(map: ProtocolMap, options: PictureOptions): readonly Markup[] {
  const asked = options.asked.filter(({ protocol }) => protocol === map.protocol);
  return [
    markup`<g aria-hidden="true">${rowsOfGround()}${map.dynamicPortRanges.flatMap(dynamicRects)}${labels()}</g>`,
    ...map.segments.map((segment) => segmentMark(segment, map, options)),
    ...asked.map(askedMark),
  ];
}

/** `8018 to 8117, tcp: Windows NAT (winnat), 100 ports, closed to other programs` */
export function segmentName(segment: MapSegment, { protocol }: Pick<ProtocolMap, 'protocol'>): string {
  const { numberOfPorts, owner, isClosed, kind } = segment;
  if (kind === 'listener') return `${protocol} ${segment.startPort}: in use by ${owner}`;
  const size = numberOfPorts === 1 ? '1 port' : `${numberOfPorts} ports`;
  const state = isClosed ? 'closed to other programs' : 'never handed out, free to bind';
  return `${protocol} ${formatPortRange(segment)}: ${owner}, ${size}, ${state}`;
}

function segmentMark(segment: MapSegment, map: ProtocolMap, { rowId }: PictureOptions): Markup {
  const { light } = LOOKS[segment.kind];
  const rects = rowParts(segment).map((part) => {
    const { x, y, width } = place(part);
    const isThin = segment.kind === 'listener';
    return markup`<rect x="${x}" y="${isThin ? y - 1 : y}" width="${Math.max(width, THINNEST)}" height="${isThin ? BAR + 2 : BAR}" rx="1"/>`;
  });
  const name = segmentName(segment, map);
  const inner = markup`<g class="${kindClass(segment.kind)}" fill="${light}">${rects}<title>${name}</title></g>`;
  return rowId === undefined
    ? inner
    : markup`<a class="seg" href="#${rowId(segment)}" data-seg="${rowId(segment)}" aria-label="${name}">${inner}</a>`;
}

/** A frame around the very port, and its number beside it. */
function askedMark(asked: PortDiagnosis): Markup {
  const { x, y } = place({ startPort: asked.port, numberOfPorts: 1 });
  const isRight = x > PICTURE_WIDTH - 80;
  const name = `${formatAskedPort(asked)}: ${asked.verdict}`;
  return markup`<g class="asked"><title>${name}</title><circle class="ring" cx="${x + PORT_WIDTH / 2}" cy="${y + BAR / 2}" r="7.5" fill="none" stroke="#111827" stroke-width="2.2"/><text class="ink halo" x="${isRight ? x - 12 : x + 12}" y="${y + BAR - 1.5}" text-anchor="${isRight ? 'end' : 'start'}" font-size="12" font-weight="700" fill="#1f2933" stroke="#ffffff" stroke-width="4" paint-order="stroke" stroke-linejoin="round">${formatAskedPort(asked)}</text></g>`;
}

function rowsOfGround(): Markup[] {
  return rowParts({ startPort: 0, numberOfPorts: MAX_PORT + 1 }).map((part) => groundRect(part, 'outside'));
}

function dynamicRects(range: PortRange): Markup[] {
  return rowParts(range).map((part) => groundRect(part, 'dynamic'));
}

function groundRect(part: PortRange, ground: keyof typeof GROUND_COLOURS): Markup {
  const { x, y, width } = place(part);
  return markup`<rect class="g-${ground}" fill="${GROUND_COLOURS[ground]}" x="${x}" y="${y}" width="${width}" height="${BAR}"/>`;
}

function labels(): Markup[] {
  return Array.from({ length: ROWS }, (_, row) => {
    const y = TOP + row * PITCH + BAR - 2;
    return markup`<text class="faint" fill="#5b6673" x="${GUTTER - 6}" y="${y}" text-anchor="end" font-size="9.5">${row * ROW_PORTS}</text>`;
  });
}

/** The pieces of a range by rows. Port 0 has a place in the picture, although nothing lies there. */
function rowParts(range: PortRange): PortRange[] {
  const first = Math.floor(range.startPort / ROW_PORTS);
  const last = Math.floor(endPort(range) / ROW_PORTS);
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    startPort: (first + index) * ROW_PORTS,
    numberOfPorts: ROW_PORTS,
  })).flatMap((row) => intersectRanges([range], [row]));
}

function place({ startPort, numberOfPorts }: PortRange): {
  readonly x: number;
  readonly y: number;
  readonly width: number;
} {
  return {
    x: GUTTER + (startPort % ROW_PORTS) * PORT_WIDTH,
    y: TOP + Math.floor(startPort / ROW_PORTS) * PITCH,
    width: numberOfPorts * PORT_WIDTH,
  };
}
