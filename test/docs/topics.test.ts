import { describe, expect, test } from 'vitest';
import { SCENARIO_IDS } from '../../scenarios/index.ts';
import { CAUSES } from '../../toolkit/diagnosis/cause.ts';
import { REMEDY_TOPICS } from '../../toolkit/diagnosis/remedy.ts';
import { VERDICTS } from '../../toolkit/diagnosis/verdict.ts';
import { ERROR_CODES } from '../../toolkit/errors/error-codes.ts';
import { topicsOf } from '../../toolkit/report/explain/doc-page.ts';
import { readDocPages } from '../../toolkit/report/explain/read-doc-pages.ts';

const pages = readDocPages();
const topics = topicsOf(pages);
const named = (name: string) => topics.filter((topic) => topic.name === name);
const pathsOf = (name: string) => named(name).map(({ path }) => path);

describe('each of these is explained in one place', () => {
  test.each([
    ['verdict', VERDICTS, /^docs\/verdicts\.md$/],
    ['cause', CAUSES, /^docs\/(?:causes\/.*|verdicts)\.md$/],
    ['error code', Object.keys(ERROR_CODES), /^docs\/errors\.md$/],
    ['scenario', SCENARIO_IDS, /^docs\/scenarios\.md$/],
    ['error number', ['10013', '10048'], /^docs\/why\.md$/],
  ])('%s', (_, names, place) => {
    const places = names.map((name) => [name, pathsOf(name).filter((path) => place.test(path))] as const);
    expect(places.filter(([, paths]) => paths.length !== 1)).toEqual([]);
  });

  test('remedy, on a page of its own', () => {
    for (const topic of REMEDY_TOPICS) {
      expect(pathsOf(topic)).toContain(`docs/remedies/${topic}.md`);
    }
    const inFolder = pages.filter(({ path }) => path.startsWith('docs/remedies/')).map(({ name }) => name);
    expect(inFolder.toSorted()).toEqual([...REMEDY_TOPICS].toSorted());
  });
});

test('nothing is explained that is not there: a renamed code takes its heading with it', () => {
  const known = new Set<string>([...VERDICTS, ...CAUSES, ...Object.keys(ERROR_CODES)]);
  const inCodes = topics.filter(({ name, path }) => {
    const isHeading = !path.endsWith(`/${name}.md`);
    return isHeading && /^docs\/(?:verdicts\.md|errors\.md|causes\/)/.test(path);
  });
  expect(inCodes.length).toBeGreaterThan(100);
  expect(inCodes.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
});

test.each(Object.entries(ERROR_CODES))('%s is said to end with %d', (code, exitCode) => {
  expect(named(code)[0]?.text).toMatch(new RegExp(`^## .*\\n\\nExit ${exitCode}\\. \\S.{20,}`));
});

test.each(REMEDY_TOPICS)(
  '%s says what it does, what it breaks, how long it lasts and how to undo it',
  (topic) => {
    const text = pages.find(({ path }) => path === `docs/remedies/${topic}.md`)?.text ?? '';
    const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
    expect(headings).toEqual(['What it does', 'What it breaks', 'How long it lasts', 'How to undo']);
  },
);

test('every section says something', () => {
  const empty = topics.filter(({ text }) => text.split('\n').slice(1).join('').trim().length < 30);
  expect(empty.map(({ name }) => name)).toEqual([]);
});
