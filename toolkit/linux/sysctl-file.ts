/** A line of a sysctl file that is about one setting. */
export interface AssignmentMatch {
  /** By its name, by a pattern, or as the `-name` without a value that keeps patterns off it. */
  readonly kind: 'name' | 'pattern' | 'exclusion';
  /** Without the blanks around it; empty for an exclusion. */
  readonly value: string;
}

const COMMENT = /^[#;]/;

/**
 * Finds the lines of a sysctl file that are about a setting, in their order (sysctl.d(5)): `name = value`, with `-` before a name
 * whose failure is no matter, dots or slashes in the name, and shell patterns.
 *
 * @param key - With dots: `net.ipv4.ip_local_port_range`.
 */
export function matchAssignments(text: string, key: string): AssignmentMatch[] {
  const path = toPath(key);
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !COMMENT.test(line))
    .flatMap((line) => matchLine(line, path));
}

function matchLine(line: string, path: string): AssignmentMatch[] {
  const [, dash, name = '', equals, value = ''] = /^(-?)([^=]*?)\s*(?:(=)\s*(.*))?$/.exec(line) ?? [];
  const written = toPath(name.trim());
  if (equals === undefined) return dash !== '' && written === path ? [{ kind: 'exclusion', value: '' }] : [];
  if (written === path) return [{ kind: 'name', value }];
  return isPattern(written) && patternOf(written).test(path) ? [{ kind: 'pattern', value }] : [];
}

/** Dots and slashes change places where the first separator is a dot; otherwise they stay as they are. */
function toPath(name: string): string {
  if (/[./]/.exec(name)?.[0] !== '.') return name;
  return name.replace(/[./]/g, (separator) => (separator === '.' ? '/' : '.'));
}

function isPattern(name: string): boolean {
  return /[*?[]/.test(name);
}

/** glob(7): nothing matches a slash. */
function patternOf(glob: string): RegExp {
  const source = glob.replace(
    /\*|\?|\[(!?)([^\]]+)\]|[^*?[]/g,
    (part, not: string | undefined, set?: string) => {
      if (part === '*') return '[^/]*';
      if (part === '?') return '[^/]';
      if (set !== undefined) return `[${not === '!' ? '^/' : ''}${set.replace(/[\\\]^]/g, '\\$&')}]`;
      return part.replace(/[.+^${}()|\\\]/-]/g, '\\$&');
    },
  );
  return new RegExp(`^${source.replace(/\[$/, '\\[')}$`);
}
