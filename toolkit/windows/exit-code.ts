/**
 * Whether a program ended with this code.
 *
 * Off Windows only the low eight bits of an exit code reach the parent, so a stand-in that ends with 1060 is seen as 36
 * (and 3010 as 194, 740 as 228); both count as the same.
 */
export function endedWith(exitCode: number, expected: number): boolean {
  return exitCode === expected || exitCode === lowByte(expected);
}

/** What is left of an exit code off Windows: 0 to 255. */
function lowByte(exitCode: number): number {
  return ((exitCode % 256) + 256) % 256;
}
