import { basename } from 'node:path';
import type { Cause } from '../diagnosis/cause.ts';
import type { Remedy } from '../diagnosis/remedy.ts';

/** What of a diagnosis is explained on a page. */
export interface Explained {
  readonly cause?: Cause;
  readonly remedies: readonly Remedy[];
}

/**
 * Names the pages about what is shown, once for a whole diagnosis.
 *
 * @returns The command that prints them, or undefined where nothing has to be done.
 */
export function readMoreCommand(shown: readonly Explained[]): string | undefined {
  const troubled = shown.filter(({ remedies }) => remedies.length > 0);
  const causes = troubled.flatMap(({ cause }) => cause ?? []);
  const topics = troubled.flatMap(({ remedies }) => remedies.map(topicOf));
  return troubled.length === 0
    ? undefined
    : `portwright explain ${[...new Set<string>([...causes, ...topics])].join(' ')}`;
}

/** What `portwright explain` is asked for to read the page of a remedy. */
export function topicOf({ page }: Pick<Remedy, 'page'>): string {
  return basename(page, '.md');
}
