/** A piece of a page, as it is set on its own lines. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'code'; readonly lines: readonly string[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }
  | {
      readonly kind: 'text';
      /** `- `, `1. `, or nothing. */
      readonly bullet: string;
      readonly text: string;
    };

const BULLET = /^(- |\d+\. )(.*)$/;
const TABLE_RULE = /^\|[\s|:-]+\|$/;

/** Reads the Markdown that the pages are written in: headings, paragraphs, flat lists, fences and tables. */
export function markdownBlocks(markdown: string): Block[] {
  const blocks: Block[] = [];
  let open: { kind: 'text'; bullet: string; text: string } | undefined;
  let fence: string[] | undefined;
  for (const line of markdown.split('\n')) {
    if (line.startsWith('```')) {
      open = undefined;
      if (fence !== undefined) blocks.push({ kind: 'code', lines: fence });
      fence = fence === undefined ? [] : undefined;
    } else if (fence !== undefined) {
      fence.push(line);
    } else if (line.startsWith('|')) {
      open = undefined;
      if (!TABLE_RULE.test(line)) addRow(blocks, cellsOf(line));
    } else if (/^#+ /.test(line)) {
      open = undefined;
      blocks.push({ kind: 'heading', text: line.replace(/^#+ /, '') });
    } else if (line.trim() === '') {
      open = undefined;
    } else {
      const [, bullet, rest] = BULLET.exec(line) ?? [];
      if (open !== undefined && bullet === undefined) {
        open.text += ` ${line.trim()}`;
      } else {
        open = { kind: 'text', bullet: bullet ?? '', text: (rest ?? line).trim() };
        blocks.push(open);
      }
    }
  }
  return blocks;
}

function addRow(blocks: Block[], row: readonly string[]): void {
  const last = blocks.at(-1);
  if (last?.kind === 'table') blocks.splice(-1, 1, { kind: 'table', rows: [...last.rows, row] });
  else blocks.push({ kind: 'table', rows: [row] });
}

/** `\|` is a bar within a cell. */
function cellsOf(line: string): string[] {
  return line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}
