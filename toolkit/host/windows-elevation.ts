/** Well-known identifiers (Microsoft, "Well-known SIDs"): Administrators; the integrity levels High and System. */
const ADMINISTRATORS = 'S-1-5-32-544';
const ELEVATED_LEVELS = new Set(['S-1-16-12288', 'S-1-16-16384']);

/** Arguments of `whoami.exe` for {@link isElevatedToken}. */
export const WHOAMI_ARGUMENTS: readonly string[] = ['/groups', '/fo', 'csv', '/nh'];

/** Arguments of `reg.exe` for a key that only an elevated process can read: exit code 0 tells, when whoami cannot. */
export const ELEVATED_KEY_ARGUMENTS: readonly string[] = ['query', 'HKU\\S-1-5-19'];

/**
 * Whether the groups that `whoami /groups` lists are those of an elevated administrator.
 *
 * Read by identifiers, which are not translated. Both are needed: an administrator who is not elevated still has the
 * Administrators group (for denying only) at level Medium, and a member of Backup Operators, say, gets High without it. `net session` and
 * `fltmc` were not chosen: the first fails where the Server service is off, the second where its filter manager is restricted.
 *
 * @returns undefined when the text names no integrity level.
 */
export function isElevatedToken(groups: string): boolean | undefined {
  const sids = new Set(groups.match(/S-1-[0-9-]+/g));
  const levels = [...sids].filter((sid) => sid.startsWith('S-1-16-'));
  if (levels.length === 0) return undefined;
  return sids.has(ADMINISTRATORS) && levels.some((level) => ELEVATED_LEVELS.has(level));
}
