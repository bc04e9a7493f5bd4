import { describe, expect, test } from 'vitest';
import type { DiagnosisDocument } from '../../toolkit/report/documents/diagnosis-schema.ts';
import type { ExplanationDocument } from '../../toolkit/report/documents/explanation-schema.ts';
import { lastDocument, newPlace } from '../support/place.ts';
import { publishedSchema } from '../support/published-schema.ts';

const SCHEMA = publishedSchema('explanation');
const explain = (...words: readonly string[]) => newPlace().call(['explain', ...words]);

describe('explain', () => {
  test('prints what a code means, with the name of every page it leads to', async () => {
    const { exitCode, stdout, stderr } = await explain('winnat-block');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^winnat-block\n {2}\S/);
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^Read more: portwright explain exclusion /);
  });

  test('prints several after each other, and takes capitals for small letters', async () => {
    const { stdout } = await explain('PLAN.STALE', 'exclusion');
    expect(stdout).toMatch(/^plan\.stale\n[\s\S]*\n\nKeep a port with an exclusion\n/);
  });

  test('without a topic lists the pages', async () => {
    const { exitCode, stdout } = await explain();
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^why {2,}Why a free port cannot be bound$/m);
    expect(stdout).not.toContain('winnat-block');
  });

  test('prints one line of JSON that fits the published schema', async () => {
    const [one, all] = [await explain('reserved', '--json'), await explain('--json')];
    const document = SCHEMA.parse(lastDocument(one)) as ExplanationDocument;
    expect(document.topics.map(({ name, path }) => [name, path])).toEqual([['reserved', 'docs/verdicts.md']]);
    const { topics } = SCHEMA.parse(lastDocument(all)) as ExplanationDocument;
    expect(topics.map(({ name }) => name)).toContain('exclusion');
  });

  test.each([
    ['hns-own-rang', 'portwright explain hns-own-range'],
    ['8065', 'portwright diagnose 8065 says why'],
    ['8065/udp', 'portwright diagnose 8065/udp says why'],
    ['eacces', 'portwright explain 10013'],
    ['EADDRINUSE', 'portwright explain 10048'],
    ['zzzzzzzz', 'portwright explain lists the pages'],
  ])('of %s knows nothing, and says what to call', async (word, remedy) => {
    const { exitCode, stdout, stderr } = await explain(word);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('[input.unknown-topic]');
    expect(stderr).toContain(remedy);
  });
});

describe('a diagnosis', () => {
  test('names, once and at its end, the pages about what it shows, and they can be printed', async () => {
    const { stdout } = await newPlace().on(['diagnose', '8065']);
    const [line, ...more] = stdout.split('\n').filter((shown) => shown.startsWith('Read more: '));
    expect(more).toEqual([]);
    const words = line?.replace('Read more: portwright ', '').split(' ') ?? [];
    expect(words.slice(0, 3)).toEqual(['explain', 'winnat-block', 'exclusion']);
    expect((await newPlace().call(words)).exitCode).toBe(0);
  });

  test('has, as JSON, a page with every remedy', async () => {
    const ended = await newPlace().on(['diagnose', '8065', '--json']);
    const document = lastDocument(ended) as DiagnosisDocument;
    expect(document.ports[0]?.remedies.map(({ page }) => page)).toEqual([
      'docs/remedies/exclusion.md',
      'docs/remedies/dynamic-range.md',
      'docs/remedies/exclusion.md',
    ]);
  });
});
