/**
 * @returns The known word a person most likely meant, or undefined when none is near: at most a third of the word may differ,
 *   or a quarter of it where it is only the beginning of a known word.
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const measured = known.map((candidate) => ({
    candidate,
    ...editDistances(word.toLowerCase(), candidate.toLowerCase()),
  }));
  const [best] = measured.toSorted((a, b) => a.whole - b.whole);
  if (best !== undefined && best.whole <= Math.max(2, word.length / 3)) return best.candidate;
  const [begun] = measured.toSorted((a, b) => a.beginning - b.beginning);
  return begun !== undefined && begun.beginning <= Math.floor(word.length / 4) ? begun.candidate : undefined;
}

/** Levenshtein distances from a word to another and to the beginning of the other that is nearest, one row at a time. */
function editDistances(from: string, to: string): { readonly whole: number; readonly beginning: number } {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...from].entries()) {
    const current = [row + 1];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (to[column - 1] === letter ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return { whole: previous[to.length] ?? 0, beginning: Math.min(...previous) };
}
