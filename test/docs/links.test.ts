import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readDocPages } from '../../toolkit/report/explain/read-doc-pages.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const pages = readDocPages();

/** Of a page, without what stands in fences. */
function linksOf(text: string): string[] {
  return [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/\[[^\]]+\]\(([^)]+)\)/g)].flatMap(
    ([, target]) => target ?? [],
  );
}

/** The anchors that GitHub gives to the headings of a page. */
function anchorsOf(text: string): string[] {
  return [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe.each(pages)('$path', ({ path, text }) => {
  test('leads only to files and headings that are there', () => {
    const inside = linksOf(text).filter((target) => !target.startsWith('https://'));
    const dead = inside.filter((target) => {
      const [file = '', anchor] = target.split('#');
      const found = file === '' ? join(ROOT, path) : join(ROOT, dirname(path), file);
      if (!existsSync(found)) return true;
      return anchor !== undefined && !anchorsOf(readFileSync(found, 'utf8')).includes(anchor);
    });
    expect(dead).toEqual([]);
  });

  test('leads outside by https, to addresses that are whole', () => {
    const outside = linksOf(text).filter((target) => /^[a-z]+:/.test(target));
    const odd = outside.filter((target) => !/^https:\/\/[\w.-]+\.[a-z]+\/[\w./#-]*$/.test(target));
    expect(odd).toEqual([]);
  });
});

test('a thread is called by its own number', () => {
  const threads = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/\[([^\]]+)\]\(https:\/\/github\.com\/[^)]+\/(?:issues|pull)\/(\d+)\)/g)].map(
      ([, words = '', number = '']) => ({ path, words, number }),
    ),
  );
  expect(threads.length).toBeGreaterThan(30);
  const odd = threads.filter(({ words, number }) => words.includes('#') && !words.endsWith(`#${number}`));
  expect(odd).toEqual([]);
});

test('every page can be reached from the index', () => {
  const reached = new Set(['docs/README.md']);
  for (const path of reached) {
    const text = pages.find((page) => page.path === path)?.text ?? '';
    for (const target of linksOf(text)) {
      const [file = ''] = target.split('#');
      if (file.endsWith('.md') && !file.startsWith('https:'))
        reached.add(join(dirname(path), file).replaceAll('\\', '/'));
    }
  }
  expect(pages.map(({ path }) => path).filter((path) => !reached.has(path))).toEqual([]);
});
