import { basename } from 'node:path';
import { type Paint, painter, type TextOptions } from '../paint.ts';
import { textTable } from '../table.ts';
import { wrapText } from '../wrap-text.ts';
import type { Topic } from './doc-page.ts';
import { type Block, markdownBlocks } from './markdown-blocks.ts';

/**
 * Prints topics for a terminal. Commands and addresses are never broken; what they refer to is named in one line at the end.
 *
 * @param known - Every topic there is, so that a link becomes a name that can be asked for.
 * @returns Text without a line end.
 */
export function explanationText(
  topics: readonly Topic[],
  known: readonly Topic[],
  options: TextOptions = {},
): string {
  const paint = painter(options.colour ?? false);
  const parts = topics.map(({ text }) => topicLines(text, paint, options).join('\n'));
  const others = referredTo(topics, known);
  const more = `Read more: portwright explain ${others.join(' ')}`;
  return [...parts, ...(others.length === 0 ? [] : [paint('dim', more)])].join('\n\n');
}

/** Prints the pages there are, each by the name that is asked for. */
export function topicListText(pages: readonly Topic[], options: TextOptions = {}): string {
  const paint = painter(options.colour ?? false);
  const table = textTable(
    [{ title: 'topic' }, { title: 'what it is about' }],
    pages.map(({ name, title }) => [name, title]),
  );
  const note =
    'Every verdict, cause, error code and scenario is a topic too: portwright explain reserved plan.stale';
  return [...table, '', ...wrapText(note, options).map((line) => paint('dim', line))].join('\n');
}

function topicLines(markdown: string, paint: Paint, options: TextOptions): string[] {
  const blocks = markdownBlocks(markdown);
  return blocks.flatMap((block, index) => {
    const before = blocks[index - 1];
    const isTight = before === undefined || before.kind === 'heading' || (isItem(before) && isItem(block));
    return [...(isTight ? [] : ['']), ...blockLines(block, paint, options)];
  });
}

function isItem(block: Block): boolean {
  return block.kind === 'text' && block.bullet !== '';
}

function blockLines(block: Block, paint: Paint, options: TextOptions): string[] {
  switch (block.kind) {
    case 'heading':
      return [paint('bold', block.text.replaceAll('`', ''))];
    case 'code':
      return block.lines.map((line) => (line === '' ? '' : `    ${paint('cyan', line)}`));
    case 'table': {
      const [head = [], ...rows] = block.rows.map((row) => row.map(inline));
      return textTable(
        head.map((title) => ({ title })),
        rows,
      ).map((line) => `  ${line}`);
    }
    case 'text':
      return wrapText(inline(block.text).replace(CODE, glued), {
        ...options,
        indent: block.bullet === '' ? '  ' : `  ${block.bullet}`,
        hanging: ' '.repeat(2 + block.bullet.length),
      }).map((line) => line.replaceAll(GLUE, ' '));
  }
}

const CODE = /`[^`]+`/g;
/** Of Unicode's private use: stands in no page. */
const GLUE = '\u{e000}';

/** A command within a sentence stays on one line, so that what is copied from it still works. */
function glued(code: string): string {
  return code.replaceAll(' ', GLUE);
}

const LINK = /\[([^\]]+)\]\(([^)]+)\)/g;

/** A link to another page is named at the end; an address is printed where it stands. */
function inline(text: string): string {
  return text
    .replace(LINK, (_, words: string, target: string) =>
      target.startsWith('https:') ? `${words} <${target}>` : words,
    )
    .replaceAll('**', '');
}

function referredTo(topics: readonly Topic[], known: readonly Topic[]): string[] {
  const shown = new Set(topics.map(({ name }) => name));
  const names = topics.flatMap(({ text }) =>
    [...text.matchAll(LINK)].flatMap(([, , target = '']) => topicOfLink(target, known) ?? []),
  );
  return [...new Set(names)].filter((name) => !shown.has(name));
}

/** The heading a link leads to, where that is a topic, or else the page. */
function topicOfLink(target: string, known: readonly Topic[]): string | undefined {
  if (target.startsWith('https:')) return undefined;
  const [path = '', anchor] = target.split('#');
  const heading = known.find(({ name }) => name.replaceAll('.', '').toLowerCase() === anchor);
  return heading?.name ?? known.find(({ name }) => name === basename(path, '.md'))?.name;
}
