import { describe, expect, test } from 'vitest';
import { type Topic, topicsOf } from '../../../toolkit/report/explain/doc-page.ts';
import { explanationText, topicListText } from '../../../toolkit/report/explain/explanation-text.ts';
import { readDocPages } from '../../../toolkit/report/explain/read-doc-pages.ts';
import { textWidth } from '../../../toolkit/report/text-width.ts';

const known = topicsOf(readDocPages());
const topic = (text: string): Topic => ({ name: 'mine', path: 'docs/mine.md', title: 'Mine', text });
const show = (text: string, columns = 40) => explanationText([topic(text)], known, { columns });

describe('a page in the terminal', () => {
  test('has its heading, its paragraphs and its lists, broken at the width', () => {
    const shown = show(
      '# Mine\n\nOne two three four five\nsix seven eight nine.\n\n- an item that is longer than the line is\n- two',
    );
    expect(shown.split('\n')).toEqual([
      'Mine',
      '  One two three four five six seven',
      '  eight nine.',
      '',
      '  - an item that is longer than the line',
      '    is',
      '  - two',
    ]);
  });

  test('never breaks a command, in a fence or in a sentence', () => {
    const command = 'portwright run reserve-ports --ports 8065,9000-9010';
    expect(show(`\`\`\`\n${command}\n\`\`\``).trim()).toBe(command);
    expect(show(`Some words before \`${command}\` and after it.`)).toContain(`\`${command}\``);
  });

  test('names the pages that its links lead to, and prints addresses', () => {
    const shown = show(
      '[keep](remedies/exclusion.md), [see](../causes/blocks.md#winnat-block), [x](https://example.org/y)',
    );
    expect(shown).toContain('<https://example.org/y>');
    expect(shown.split('\n').at(-1)).toBe('Read more: portwright explain exclusion winnat-block');
  });

  test('sets a table in columns', () => {
    expect(show('| a | b |\n|---|---|\n| long cell | c \\| d |').split('\n')).toEqual([
      '  a          b',
      '  ---------  -----',
      '  long cell  c | d',
    ]);
  });
});

describe.each(known)('$path $name', (each) => {
  const shown = explanationText([each], known, { columns: 80 });
  const wordsOf = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? [];

  test('loses no word on the way', () => {
    const printed = new Set(wordsOf(shown));
    const written = wordsOf(each.text.replace(/\]\((?!https:)[^)]*\)/g, ']').replace(/^```\w+$/gm, ''));
    expect(written.filter((word) => !printed.has(word))).toEqual([]);
  });

  test('is as wide as the terminal, but for what is copied and for tables', () => {
    const wide = shown.split('\n').filter((line) => textWidth(line) > 80);
    expect(wide.filter((line) => !/^ {4}\S|`|<https:|^ {2}\S.* {2}\S|^Read more: /.test(line))).toEqual([]);
  });
});

test('the list of pages has each of them', () => {
  const shown = topicListText(known.slice(0, 5));
  for (const { name, title } of known.slice(0, 5))
    expect(shown).toMatch(new RegExp(`^${name} +${title}$`, 'm'));
});
