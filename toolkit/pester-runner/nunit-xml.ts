import {
  type PesterContainer,
  type PesterError,
  type PesterRun,
  type PesterTest,
  reasonsOf,
} from './pester-run.ts';
import { xmlAttributes, xmlSeconds, xmlText } from './xml-text.ts';

/** https://docs.nunit.org/articles/nunit/technical-notes/usage/Test-Result-XML-Format.html */
const NUNIT_RESULT = {
  passed: 'Passed',
  failed: 'Failed',
  skipped: 'Skipped',
  inconclusive: 'Inconclusive',
} as const;

type RanTest = PesterTest & { readonly result: keyof typeof NUNIT_RESULT };

/**
 * Writes a run as NUnit 3 XML: a suite for each file, a case for each test that was not filtered out.
 *
 * A file that failed, by itself or by one of its blocks, is a failed suite that says why.
 */
export function nunitXml(run: PesterRun): string {
  const ran = run.tests.filter(hasRun);
  const attributes = { id: 0, ...totals(ran), result: run.result === 'passed' ? 'Passed' : 'Failed' };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<test-run${xmlAttributes({ ...attributes, duration: xmlSeconds(run.durationMs) })}>`,
    ...run.containers.flatMap((container, index) => suite(container, index + 1, run)),
    '</test-run>',
    '',
  ].join('\n');
}

function hasRun(test: PesterTest): test is RanTest {
  return test.result !== 'notRun';
}

function suite(container: PesterContainer, id: number, run: PesterRun): string[] {
  const { file, durationMs } = container;
  const tests = run.tests.filter(hasRun).filter((test) => test.container === file);
  const blocks = run.failedBlocks.filter((block) => block.container === file);
  const why = [...container.errors, ...blocks.flatMap(({ errors }) => errors)];
  const hasFailed = why.length > 0 || tests.some(({ result }) => result === 'failed');
  const attributes = {
    type: 'TestFixture',
    id: `${id}`,
    name: file,
    fullname: file,
    result: hasFailed ? 'Failed' : 'Passed',
    ...(why.length > 0 ? { label: 'Error' } : {}),
    ...totals(tests),
    duration: xmlSeconds(durationMs),
  };
  return [
    `  <test-suite${xmlAttributes(attributes)}>`,
    ...(why.length > 0 ? [`    ${failure(why)}`] : []),
    ...tests.flatMap((test, index) => testCase(test, `${id}-${index + 1}`, run)),
    '  </test-suite>',
  ];
}

function totals(tests: readonly RanTest[]): Record<string, number> {
  const count = (result: RanTest['result']): number => tests.filter((test) => test.result === result).length;
  return {
    testcasecount: tests.length,
    total: tests.length,
    passed: count('passed'),
    failed: count('failed'),
    inconclusive: count('inconclusive'),
    skipped: count('skipped'),
  };
}

function testCase(test: RanTest, id: string, run: PesterRun): string[] {
  const { path, durationMs, result, because } = test;
  const attributes = {
    id,
    name: path.at(-1) ?? '',
    fullname: path.join('.'),
    result: NUNIT_RESULT[result],
    duration: xmlSeconds(durationMs),
  };
  const categories = test.tags.map((value) => `<property${xmlAttributes({ name: 'Category', value })}/>`);
  return [
    `    <test-case${xmlAttributes(attributes)}>`,
    ...(categories.length > 0 ? [`      <properties>${categories.join('')}</properties>`] : []),
    ...(result === 'failed' ? [`      ${failure(reasonsOf(test, run))}`] : []),
    ...(because === null ? [] : [`      <reason><message>${xmlText(because)}</message></reason>`]),
    '    </test-case>',
  ];
}

function failure(errors: readonly PesterError[]): string {
  const message = xmlText(errors.map((error) => error.message).join('\n\n'));
  const stack = xmlText(errors.map((error) => error.stack).join('\n\n'));
  return `<failure><message>${message}</message><stack-trace>${stack}</stack-trace></failure>`;
}
