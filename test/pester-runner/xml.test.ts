import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { junitXml, nunitXml, type PesterRun, type PesterTest } from '../../toolkit/pester-runner/index.ts';
import { elementsOf } from './well-formed.ts';

const FILE = '/tests/One.Tests.ps1';
const VERSIONS = {
  powershell: { version: '7.4.6', edition: 'core', executable: '/bin/pwsh' },
  pester: { version: '5.6.1', path: '/p' },
} as const;

/** A run of one file with a test for each result, in which every text is the same. */
function runWith(text: string): PesterRun {
  const errors = [{ message: text, stack: text }];
  const test: Omit<PesterTest, 'result'> = {
    path: [text, text],
    container: FILE,
    file: '/tests/shared.ps1',
    line: 3,
    durationMs: 1234,
    errors: [],
    because: null,
    tags: [text],
  };
  const tests: PesterTest[] = [
    { ...test, result: 'passed' },
    { ...test, result: 'failed', errors },
    { ...test, result: 'failed', path: [text, 'in', 'block'] },
    { ...test, result: 'skipped', because: text },
    { ...test, result: 'inconclusive' },
    { ...test, result: 'notRun' },
  ];
  return {
    ...VERSIONS,
    result: 'failed',
    counts: {
      total: 6,
      passed: 1,
      failed: 2,
      skipped: 1,
      inconclusive: 1,
      notRun: 1,
      failedBlocks: 1,
      failedContainers: 1,
    },
    durationMs: 5000,
    containers: [{ file: FILE, result: 'failed', durationMs: 4000, errors }],
    failedBlocks: [
      { container: FILE, path: [text], file: FILE, line: 1, errors: [{ message: 'why', stack: '' }] },
    ],
    tests,
    coverage: null,
  };
}

const writers = [
  ['JUnit', junitXml],
  ['NUnit', nunitXml],
] as const;

describe.each(writers)('%s', (_name, write) => {
  test('is well-formed and keeps its shape, whatever the texts hold', () => {
    const names = elementsOf(write(runWith('plain'))).map(({ name }) => name);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(elementsOf(write(runWith(text))).map(({ name }) => name)).toEqual(names);
      }),
    );
  });

  test.each([
    '\u0000',
    '\u001b[31m',
    '\ufffe\uffff',
    '\ud800',
    ']]>',
    '<a b="c">&amp;',
    '\u0085\u2028',
    'a\nb\tc\r\nd',
  ])('holds %j as well as XML can', (text) => {
    const kept = [...text].map((char) =>
      /^[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]$/u.test(char) ? '\ufffd' : char,
    );
    const elements = elementsOf(write(runWith(text)));
    const said = elements.flatMap(({ attributes, text: inner }) => [...attributes.values(), inner]);
    expect(said.some((value) => value.includes(kept.join('')))).toBe(true);
  });

  test('a run without tests is a document too', () => {
    const { counts } = runWith('');
    const none = Object.fromEntries(Object.keys(counts).map((key) => [key, 0])) as PesterRun['counts'];
    const empty = {
      ...runWith(''),
      result: 'passed',
      counts: none,
      containers: [],
      tests: [],
      failedBlocks: [],
    } as const;
    expect(elementsOf(write({ ...empty, containers: [], tests: [], failedBlocks: [] }))).toHaveLength(1);
  });
});

test('JUnit: a case for each test that ran, an error for each block and file that failed', () => {
  const elements = elementsOf(junitXml(runWith('a')));
  const suite = elements.find(({ name }) => name === 'testsuite');
  expect(Object.fromEntries(suite?.attributes ?? [])).toEqual({
    name: FILE,
    tests: '7',
    failures: '2',
    errors: '2',
    skipped: '2',
    time: '4.000',
  });
  expect(elements.filter(({ name }) => name === 'testcase')).toHaveLength(7);
  expect(
    elements.filter(({ name }) => name === 'failure').map(({ attributes }) => attributes.get('message')),
  ).toEqual(['a', 'why']);
});

test('NUnit: counts by result, the failed file says why, tags are categories', () => {
  const elements = elementsOf(nunitXml(runWith('a')));
  const suite = elements.find(({ name }) => name === 'test-suite');
  expect(Object.fromEntries(suite?.attributes ?? [])).toMatchObject({
    result: 'Failed',
    label: 'Error',
    testcasecount: '5',
    passed: '1',
    failed: '2',
    skipped: '1',
    inconclusive: '1',
  });
  expect(elements.filter(({ name }) => name === 'property')).toHaveLength(5);
});
