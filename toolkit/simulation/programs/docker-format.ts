import type { DockerObject } from './docker-views.ts';

/** `{{json .}}`, `{{.Names}}`, `{{json .NetworkSettings.Ports}}`. */
const FIELD = /\{\{\s*(json\s+)?\.([\w.]*)\s*\}\}/g;

/**
 * Fills a `--format` template for one object. Of Go's templates this knows fields and `json`; `json` alone is `{{json .}}`.
 *
 * @returns Undefined for a field there is not, or a template it does not know.
 */
export function fillTemplate(template: string, object: DockerObject): string | undefined {
  if (template === 'json') return JSON.stringify(object);
  let isKnown = true;
  const text = template.replace(FIELD, (_, json: string | undefined, path: string) => {
    const value = valueAt(object, path);
    if (value === undefined) isKnown = false;
    return json || typeof value === 'object' ? JSON.stringify(value) : String(value);
  });
  return isKnown && !text.includes('{{') ? text : undefined;
}

function valueAt(object: DockerObject, path: string): unknown {
  let value: unknown = object;
  for (const name of path.split('.').filter(Boolean)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as DockerObject)[name]; // an object, as just checked
  }
  return value;
}

/** docker's tables: columns as wide as their widest cell, three blanks between them. */
export function tableOf(
  columns: readonly (readonly [heading: string, field: string])[],
  rows: readonly DockerObject[],
): string {
  const widths = columns.map(([heading, field]) =>
    Math.max(heading.length, ...rows.map((row) => String(row[field]).length)),
  );
  const line = (cells: readonly string[]) =>
    `${cells
      .map((cell, index) => cell.padEnd((widths[index] ?? 0) + 3))
      .join('')
      .trimEnd()}\n`;
  const headings = line(columns.map(([heading]) => heading));
  return headings + rows.map((row) => line(columns.map(([, field]) => String(row[field])))).join('');
}
