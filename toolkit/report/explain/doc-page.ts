/** One Markdown file of `docs/`. */
export interface DocPage {
  /** The file's name without its ending; unique in all of `docs/`. */
  readonly name: string;
  /** Where it lies in the package, such as `docs/remedies/exclusion.md`. */
  readonly path: string;
  readonly text: string;
}

/** A page, or the part of one under a heading. */
export interface Topic {
  /** What `portwright explain` is asked for: the name of a page, or a code. */
  readonly name: string;
  readonly path: string;
  readonly title: string;
  /** Markdown, with its heading. */
  readonly text: string;
}

const HEADING = /^(#{1,6}) (.+)$/;
const CODE = /`([^`]+)`/g;

/**
 * Finds everything that can be explained: each page by its name, and each heading by every code that stands in it in backticks.
 *
 * @returns In the order of the pages and of their headings; a page comes before its parts.
 */
export function topicsOf(pages: readonly DocPage[]): Topic[] {
  return pages.flatMap(({ name, path, text }) => {
    const lines = text.trimEnd().split('\n');
    const whole: Topic = { name, path, title: plainTitle(lines[0] ?? ''), text: lines.join('\n') };
    const parts = headingsOf(lines).flatMap(({ index, title, level }) => {
      const codes = [...title.matchAll(CODE)].flatMap(([, code]) => code ?? []);
      return codes.map(
        (code): Topic => ({ name: code, path, title: plainTitle(title), text: section(lines, index, level) }),
      );
    });
    return [whole, ...parts];
  });
}

interface Heading {
  readonly index: number;
  readonly level: number;
  readonly title: string;
}

/** A line that begins with `#` inside a fence is a comment of some shell. */
function headingsOf(lines: readonly string[]): Heading[] {
  let isFenced = false;
  return lines.flatMap((line, index) => {
    if (line.startsWith('```')) isFenced = !isFenced;
    const found = isFenced ? null : HEADING.exec(line);
    return found === null ? [] : [{ index, level: found[1]?.length ?? 1, title: found[2] ?? '' }];
  });
}

function section(lines: readonly string[], from: number, level: number): string {
  const next = headingsOf(lines).find((heading) => heading.index > from && heading.level <= level);
  return lines.slice(from, next?.index).join('\n').trimEnd();
}

function plainTitle(heading: string): string {
  return heading.replace(/^#+ /, '').replaceAll('`', '');
}
