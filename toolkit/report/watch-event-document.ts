import type { WatchEvent } from '../diagnosis/diff-snapshots.ts';
import type { HostKind } from '../host/host.ts';
import type { WatchEventDocument } from './documents/watch-event-schema.ts';

/** Makes the JSON document of one event. @param atMs - When it was seen, in milliseconds since the Unix epoch. */
export function watchEventDocument(event: WatchEvent, kind: HostKind, atMs: number): WatchEventDocument {
  return { schemaVersion: 1, at: new Date(atMs).toISOString(), host: { kind }, ...event };
}
