import type { Snapshot } from '../diagnosis/snapshot.ts';
import type { Suggestion } from '../diagnosis/suggest-ports.ts';
import type { SuggestionDocument } from './documents/suggestion-schema.ts';

/** Makes the JSON document of a suggestion. Nothing in it depends on the moment it is made. */
export function suggestionDocument({ host }: Snapshot, suggestion: Suggestion): SuggestionDocument {
  return { schemaVersion: 1, host: { kind: host.kind }, ...suggestion };
}
