/**
 * Finds the word that somebody abbreviated, whatever the case.
 *
 * @returns The word itself when it is spelled out, else the only word that begins so; undefined when none or several do.
 */
export function resolvePrefix<Word extends string>(typed: string, words: readonly Word[]): Word | undefined {
  const wanted = typed.toLowerCase();
  if (wanted === '') return undefined;
  const exact = words.find((word) => word.toLowerCase() === wanted);
  if (exact !== undefined) return exact;
  const candidates = words.filter((word) => word.toLowerCase().startsWith(wanted));
  return candidates.length === 1 ? candidates[0] : undefined;
}
