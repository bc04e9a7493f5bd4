/** A count is exact enough long before, and the process answers nobody while it counts. */
export const MOST_BOOTS = 1_000_000;
