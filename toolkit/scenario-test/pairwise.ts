/** Named axes, each with its values. */
export type Axes = Readonly<Record<string, readonly unknown[]>>;

export type Row<Of extends Axes> = { readonly [Name in keyof Of]: Of[Name][number] };

interface Pair {
  readonly first: readonly [string, number];
  readonly second: readonly [string, number];
}

/**
 * Rows in which every value of every axis meets every value of every other axis at least once.
 *
 * Greedy: each row starts with a pair that is still open and takes, axis by axis, the value that closes most open pairs.
 * The same axes always give the same rows.
 */
export function pairwise<Of extends Axes>(axes: Of): readonly Row<Of>[] {
  const names = Object.keys(axes).sort((a, b) => sizeOf(axes, b) - sizeOf(axes, a));
  const open = new Set(allPairs(axes, names).map(keyOf));
  const rows: Row<Of>[] = [];
  for (const pair of allPairs(axes, names)) {
    if (!open.has(keyOf(pair))) continue;
    const chosen = fill(axes, names, pair, open);
    for (const covered of pairsIn(chosen)) open.delete(keyOf(covered));
    rows.push(Object.fromEntries([...chosen].map(([name, index]) => [name, axes[name]?.[index]])) as Row<Of>);
  }
  return rows;
}

function fill(
  axes: Axes,
  names: readonly string[],
  pair: Pair,
  open: ReadonlySet<string>,
): Map<string, number> {
  const chosen = new Map([pair.first, pair.second]);
  for (const name of names.filter((other) => !chosen.has(other))) {
    const gains = Array.from({ length: sizeOf(axes, name) }, (_, index) => gain(chosen, name, index, open));
    // Where nothing is gained the values take turns, so that none is seen more often than the others.
    const best = Math.max(...gains);
    const ties = gains.flatMap((value, index) => (value === best ? [index] : []));
    chosen.set(name, ties[open.size % ties.length] ?? 0);
  }
  return chosen;
}

function gain(
  chosen: ReadonlyMap<string, number>,
  name: string,
  index: number,
  open: ReadonlySet<string>,
): number {
  return [...chosen].filter((other) => open.has(keyOf({ first: [name, index], second: other }))).length;
}

function pairsIn(chosen: ReadonlyMap<string, number>): Pair[] {
  const entries = [...chosen];
  return entries.flatMap((first, index) => entries.slice(index + 1).map((second) => ({ first, second })));
}

function allPairs(axes: Axes, names: readonly string[]): Pair[] {
  const values = (name: string) =>
    Array.from({ length: sizeOf(axes, name) }, (_, index) => [name, index] as const);
  return names.flatMap((name, index) =>
    names
      .slice(index + 1)
      .flatMap((other) =>
        values(name).flatMap((first) => values(other).map((second) => ({ first, second }))),
      ),
  );
}

function keyOf({ first, second }: Pair): string {
  return [first.join('='), second.join('=')].sort().join('&');
}

function sizeOf(axes: Axes, name: string): number {
  return axes[name]?.length ?? 0;
}
