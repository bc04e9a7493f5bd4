import { MAX_PORT, type PortRange } from '../../ports/port-range.ts';
import { type Markup, markup } from './markup.ts';
import { GROUND_COLOURS, kindClass, LOOKS } from './palette.ts';
import type { ProtocolMap } from './port-map.ts';

/** How many ports the close view shows at first. */
export const LENS_PORTS = 512;
const HEIGHT = 40;
/** Ends above the lower half of a row, so that a row of a single port stays visible below it. */
const PIN = 24;
const TICKS = 9;

/** The window around a port that the close view opens with; whole within 0-65535. */
export function lensWindow(port: number, numberOfPorts = LENS_PORTS): PortRange {
  const half = Math.floor(numberOfPorts / 2);
  return { startPort: Math.min(Math.max(0, port - half), MAX_PORT + 1 - numberOfPorts), numberOfPorts };
}

/**
 * The ports around one of them on one line. One unit of the svg is one port, so that to move or to zoom is to change its view box;
 * what has no width of its own has a stroke that is never scaled.
 */
export function lens(map: ProtocolMap, window: PortRange, asked: readonly number[]): Markup {
  const rect = (range: PortRange, y: number, height: number) =>
    markup`<rect x="${range.startPort}" y="${y}" width="${range.numberOfPorts}" height="${height}"/>`;
  const ground = map.dynamicPortRanges.map(
    (range) => markup`<g class="g-dynamic" fill="${GROUND_COLOURS.dynamic}">${rect(range, 0, HEIGHT)}</g>`,
  );
  const segments = map.segments.map(({ kind, ...range }) => {
    const isListener = kind === 'listener';
    const height = isListener ? 14 : 24;
    return markup`<g class="${kindClass(kind)} line" fill="${LOOKS[kind].light}">${rect(range, HEIGHT - height, height)}</g>`;
  });
  const marks = asked.map(
    (port) => markup`<rect class="pin" x="${port}" y="0" width="1" height="${PIN}" data-port="${port}"/>`,
  );
  return markup`<svg class="lens" viewBox="${window.startPort} 0 ${window.numberOfPorts} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${`${map.protocol} ports ${window.startPort} to ${window.startPort + window.numberOfPorts - 1}, close up`}"><rect class="g-outside" fill="${GROUND_COLOURS.outside}" x="0" y="0" width="65536" height="${HEIGHT}"/>${ground}${segments}${marks}<rect class="pin found" x="-9" y="0" width="1" height="${PIN}"/></svg><div class="axis" aria-hidden="true">${ticks(window)}</div>`;
}

function ticks({ startPort, numberOfPorts }: PortRange): Markup[] {
  return Array.from({ length: TICKS }, (_, index) => {
    const port = Math.round(startPort + ((numberOfPorts - 1) * index) / (TICKS - 1));
    return markup`<span>${port}</span>`;
  });
}
