import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { topicsOf } from '../../../toolkit/report/explain/doc-page.ts';

const page = (text: string) => ({ name: 'causes', path: 'docs/causes.md', text });
const PAGE = page(
  [
    '# Causes',
    '',
    'All of them.',
    '',
    '## `one` and `two`',
    '',
    'Both.',
    '',
    '```',
    '# `no-heading`',
    '```',
    '',
    '### `three`',
    '',
    'Within.',
    '',
    '## No code',
    '',
    'Plain.',
  ].join('\n'),
);
const topics = topicsOf([PAGE]);
const textOf = (name: string) => topics.find((topic) => topic.name === name)?.text;

describe('topics', () => {
  test('are the page, and every code in a heading', () => {
    expect(topics.map(({ name, title }) => [name, title])).toEqual([
      ['causes', 'Causes'],
      ['one', 'one and two'],
      ['two', 'one and two'],
      ['three', 'three'],
    ]);
  });

  test('go to the next heading of their rank, and hold those below', () => {
    expect(textOf('two')).toBe(textOf('one'));
    expect(textOf('one')).toContain('Within.');
    expect(textOf('one')).not.toContain('Plain.');
    expect(textOf('three')).toBe('### `three`\n\nWithin.');
  });

  test('leave alone what looks like a heading in a fence', () => {
    expect(textOf('one')).toContain('# `no-heading`');
    expect(textOf('no-heading')).toBeUndefined();
  });

  test('of any text are parts of it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('# a', '## `b`', '```', 'text', '', '### `c` `d`', '#x')),
        (lines) => {
          const text = lines.join('\n');
          for (const topic of topicsOf([page(text)])) expect(text).toContain(topic.text);
        },
      ),
    );
  });
});
