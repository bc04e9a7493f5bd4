import { formatAskedPort } from '../diagnosis/asked-port.ts';
import type { WatchEvent } from '../diagnosis/diff-snapshots.ts';
import type { WatchedPort, WatchedPortState } from '../diagnosis/watched-state.ts';
import { formatPortRange, type PortRange } from '../ports/port-range.ts';
import { type Colour, painter, type TextOptions } from './paint.ts';

/** More ranges than this are counted, not listed. */
const MOST_RANGES = 4;

const STATE_COLOURS: Readonly<Record<WatchedPortState, Colour>> = {
  free: 'green',
  excluded: 'green',
  blocked: 'red',
  held: 'yellow',
  unknown: 'yellow',
};

/** Prints one event as one line: `2026-11-21T13:40:05Z  8065 is blocked by 8018-8117; it was free`. */
export function watchEventText(event: WatchEvent, atMs: number, options: TextOptions = {}): string {
  const paint = painter(options.colour ?? false);
  const time = new Date(atMs).toISOString().replace(/\.\d+Z$/, 'Z');
  const text = eventText(event);
  return `${paint('dim', time)}  ${event.kind === 'port' ? paint(STATE_COLOURS[event.to.state], text) : text}`;
}

function eventText(event: WatchEvent): string {
  switch (event.kind) {
    case 'watching':
      return watchingText(event);
    case 'port':
      return `${portText(event.to)}; it was ${event.from.state}`;
    case 'blocks':
      return `${event.protocol}: ${blocksText(event)}`;
    case 'exclusions':
      return `${event.protocol}: ${[listed('administered', 'added', event.added), listed('administered', 'removed', event.removed)].filter(Boolean).join(', ')}`;
    case 'dynamic-range':
      return `${event.protocol}: the dynamic port range is ${formatPortRange(event.to)}; it was ${formatPortRange(event.from)}`;
    case 'winnat':
      return `winnat is ${event.to}; it was ${event.from}`;
    case 'unreadable':
      return `cannot read ${event.what}: ${event.message} [${event.code}]`;
    case 'readable':
      return `${event.what}: can be read again`;
  }
}

function watchingText({ ports, dynamicRanges, winnat }: Extract<WatchEvent, { kind: 'watching' }>): string {
  const ranges = dynamicRanges.map((range) => `dynamic ${range.protocol} ${formatPortRange(range)}`);
  const facts = [...ports.map(portText), ...ranges, ...(winnat === undefined ? [] : [`winnat ${winnat}`])];
  return `watching: ${facts.join(', ')}`;
}

function portText(port: WatchedPort): string {
  const name = formatAskedPort(port);
  switch (port.state) {
    case 'blocked':
      return `${name} is blocked${port.row ? ` by ${formatPortRange(port.row)}` : ''}`;
    case 'excluded':
      return `${name} is excluded${port.row ? ` by ${formatPortRange(port.row)} *` : ''}`;
    case 'held':
      return `${name} is held by ${port.holder ?? 'a program'}`;
    case 'free':
    case 'unknown':
      return `${name} is ${port.state}`;
  }
}

function blocksText({
  added,
  removed,
}: {
  readonly added: readonly PortRange[];
  readonly removed: readonly PortRange[];
}): string {
  const parts = [listed('reserved', 'gone', removed), listed('reserved', 'new', added)].filter(Boolean);
  return `${added.length > 0 && removed.length > 0 ? 'blocks redrawn: ' : ''}${parts.join(', ')}`;
}

function listed(what: string, change: string, ranges: readonly PortRange[]): string {
  if (ranges.length === 0) return '';
  const shown = ranges.slice(0, MOST_RANGES).map(formatPortRange).join(' ');
  const rest = ranges.length > MOST_RANGES ? ' …' : '';
  return `${ranges.length} ${what} ${ranges.length === 1 ? 'range' : 'ranges'} ${change} (${shown}${rest})`;
}
