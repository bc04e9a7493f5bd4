import { formatPortRange } from '../../ports/port-range.ts';
import { lens, lensWindow } from './lens.ts';
import { mapDescription, protocolTitle } from './map-svg.ts';
import { type Markup, markup } from './markup.ts';
import { kindClass, LOOKS } from './palette.ts';
import { PICTURE_HEIGHT, PICTURE_WIDTH, picture } from './picture.ts';
import type { MapSegment, PortMap, ProtocolMap } from './port-map.ts';

/** Where a page without a port in question opens its close view. */
const OPENING_PORT = 8080;

/**
 * The pictures of one state of the machine.
 *
 * @param view - Tells the states of one page apart: `before`, `after`.
 */
export function mapPanels(map: PortMap, view: string): readonly Markup[] {
  return map.protocols.map((protocol) => panel(map, protocol, view));
}

/** Every segment as a row of a table: the picture for who cannot see it, and where the links of the picture lead. */
export function segmentTables(map: PortMap, view: string): readonly Markup[] {
  return map.protocols.map((protocol) => {
    const rows = protocol.segments.map(
      (segment) =>
        markup`<tr id="${rowId(view, protocol, segment)}"><td class="number">${formatPortRange(segment)}</td><td class="number">${segment.numberOfPorts}</td><td>${swatch(segment)}${LOOKS[segment.kind].label}</td><td>${segment.kind === 'listener' ? segment.owner : (segment.why ?? '')}</td></tr>`,
    );
    return markup`<div class="scroll" tabindex="0" role="region" aria-label="${`${protocol.protocol} table`}"><table><caption>${protocol.protocol.toUpperCase()}: ${rows.length === 0 ? 'nothing is excluded or in use' : `${rows.length} ${rows.length === 1 ? 'entry' : 'entries'}`}</caption><thead><tr><th class="number" scope="col">Ports</th><th class="number" scope="col">How many</th><th scope="col">Belongs to</th><th scope="col">Because</th></tr></thead><tbody>${rows}</tbody></table></div>`;
  });
}

export function rowId(
  view: string,
  { protocol }: Pick<ProtocolMap, 'protocol'>,
  segment: MapSegment,
): string {
  const kind = segment.kind === 'listener' ? 'use' : 'row';
  return `${view}-${protocol}-${kind}-${segment.startPort}`;
}

function panel(map: PortMap, protocol: ProtocolMap, view: string): Markup {
  const asked = map.asked.filter((port) => port.protocol === protocol.protocol);
  const window = lensWindow(asked[0]?.port ?? OPENING_PORT);
  const id = `${view}-${protocol.protocol}`;
  return markup`<section class="panel" data-view="${view}" data-protocol="${protocol.protocol}" aria-labelledby="${id}-title">
<div class="panel-head"><h3 id="${id}-title">${protocolTitle(protocol)}</h3>
<div class="tools js" hidden><button type="button" data-do="left" aria-label="Move left">◀</button><button type="button" data-do="right" aria-label="Move right">▶</button><button type="button" data-do="out" aria-label="Zoom out">−</button><button type="button" data-do="in" aria-label="Zoom in">+</button></div></div>
<div class="close-up">${lens(
    protocol,
    window,
    asked.map(({ port }) => port),
  )}</div>
<svg class="map" viewBox="0 0 ${PICTURE_WIDTH} ${PICTURE_HEIGHT}" role="group" aria-labelledby="${id}-title" aria-describedby="${id}-desc"><desc id="${id}-desc">${mapDescription({ ...map, protocols: [protocol] })}</desc>${picture(protocol, { asked: map.asked, rowId: (segment) => rowId(view, protocol, segment) })}<path class="frame" fill="none"/></svg>
</section>`;
}

function swatch({ kind }: MapSegment): Markup {
  return markup`<svg class="swatch" viewBox="0 0 12 12" aria-hidden="true"><rect class="${kindClass(kind)}" width="12" height="12" rx="2"/></svg>`;
}
