import type { PortDiagnosis } from '../../diagnosis/classify-port.ts';
import { Markup, markup } from './markup.ts';
import { GROUND_COLOURS, kindClass, LOOKS, paletteCss } from './palette.ts';
import { PICTURE_HEIGHT, PICTURE_WIDTH, picture } from './picture.ts';
import type { PortMap, ProtocolMap, SegmentKind } from './port-map.ts';

const HEAD = 30;
const LEGEND = 40;
const FONT = 'Segoe UI, system-ui, sans-serif';

/** Draws a map as one SVG file: verdicts of what was asked, one picture a protocol, a legend. It needs nothing else. */
export function mapSvg(map: PortMap): string {
  const textHeight = 34 + map.asked.length * 22;
  const panel = HEAD + PICTURE_HEIGHT;
  const height = textHeight + map.protocols.length * panel + LEGEND;
  const panels = map.protocols.map(
    (protocol, index) =>
      markup`<g transform="translate(0 ${textHeight + index * panel})"><text class="ink" fill="#1f2933" x="8" y="20" font-size="14" font-weight="600">${protocolTitle(protocol)}</text><g transform="translate(0 ${HEAD})">${picture(protocol, { asked: map.asked })}</g></g>`,
  );
  const svg = markup`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${PICTURE_WIDTH} ${height}" width="${PICTURE_WIDTH}" height="${height}" role="img" aria-labelledby="title desc" font-family="${FONT}">
<title id="title">Port map</title>
<desc id="desc">${mapDescription(map)}</desc>
<style>${paletteStyle()}</style>
<rect class="paper" fill="#ffffff" width="100%" height="100%"/>
<text class="ink" fill="#1f2933" x="8" y="22" font-size="17" font-weight="700">${`Port map (${map.host.kind})`}</text>
${map.asked.map(askedLine)}
${panels}
<g transform="translate(0 ${height - LEGEND + 8})">${legend(map)}</g>
</svg>`;
  return `${svg.text}\n`;
}

/** In words what the picture shows, for who cannot see it. */
export function mapDescription(map: PortMap): string {
  const asked = map.asked.map(({ summary }) => summary);
  const protocols = map.protocols.map((protocol) => {
    const closed = protocol.segments.filter(({ isClosed, kind }) => isClosed && kind !== 'listener').length;
    const listeners = protocol.segments.filter(({ kind }) => kind === 'listener').length;
    return protocol.isTableRead
      ? `${protocol.protocol}: ${closed} closed blocks, ${listeners} ports in use.`
      : `${protocol.protocol}: the excluded port ranges were not read.`;
  });
  return [...asked, ...protocols].join(' ');
}

export function protocolTitle({ protocol, isTableRead, dynamicPortRanges }: ProtocolMap): string {
  const range = dynamicPortRanges
    .map(({ startPort, numberOfPorts }) => `${startPort}-${startPort + numberOfPorts - 1}`)
    .join(' and ');
  const dynamic = range === '' ? 'dynamic port range not read' : `handed out: ${range}`;
  return `${protocol.toUpperCase()}: ${dynamic}${isTableRead ? '' : '; excluded port ranges not read'}`;
}

/** The kinds that occur, in a fixed order. */
export function kindsOf(map: PortMap): SegmentKind[] {
  const present = new Set(map.protocols.flatMap(({ segments }) => segments.map(({ kind }) => kind)));
  // Object.keys knows no narrower type than string.
  return (Object.keys(LOOKS) as SegmentKind[]).filter((kind) => present.has(kind));
}

/** The project's own text, nothing of which is to be escaped. */
function paletteStyle(): Markup {
  const paper = '@media screen and (prefers-color-scheme:dark){.paper{fill:#12161c}}';
  return new Markup(`${paletteCss()}${paper}`);
}

function askedLine({ summary }: PortDiagnosis, index: number): Markup {
  return markup`<text class="ink" fill="#1f2933" x="8" y="${46 + index * 22}" font-size="13">${summary}</text>`;
}

function legend(map: PortMap): Markup[] {
  const entries = [
    ...kindsOf(map).map((kind) => ({
      className: kindClass(kind),
      fill: LOOKS[kind].light,
      label: LOOKS[kind].label,
    })),
    { className: 'g-dynamic', fill: GROUND_COLOURS.dynamic, label: 'Dynamic port range' },
  ];
  let x = 8;
  return entries.map(({ className, fill, label }) => {
    const at = x;
    x += 30 + label.length * 6.3;
    return markup`<g transform="translate(${at} 0)"><rect class="${className}" fill="${fill}" width="12" height="12" rx="2"/><text class="ink" fill="#1f2933" x="17" y="10.5" font-size="11.5">${label}</text></g>`;
  });
}
