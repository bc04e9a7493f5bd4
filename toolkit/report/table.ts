import { padText, textWidth } from './text-width.ts';

export interface Column {
  readonly title: string;
  /** Numbers read better on the right. @defaultValue 'left' */
  readonly align?: 'left' | 'right';
}

const GAP = '  ';

/**
 * A plain table: titles, a ruler of dashes, rows. Columns are as wide as their widest cell on a terminal.
 *
 * @param rows - One cell per column; a missing one is blank.
 * @returns Lines without blanks at the end; only titles and ruler when there are no rows.
 */
export function textTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const widths = columns.map(({ title }, index) =>
    Math.max(textWidth(title), ...rows.map((row) => textWidth(row[index] ?? ''))),
  );
  const line = (cells: readonly string[]) =>
    columns
      .map(({ align }, index) =>
        padText(cells[index] ?? '', widths[index] ?? 0, align === 'right' ? 'left' : 'right'),
      )
      .join(GAP)
      .trimEnd();
  return [
    line(columns.map(({ title }) => title)),
    line(widths.map((width) => '-'.repeat(width))),
    ...rows.map(line),
  ];
}
