import {
  type PesterContainer,
  type PesterError,
  type PesterRun,
  type PesterTest,
  reasonsOf,
} from './pester-run.ts';
import { xmlAttributes, xmlSeconds, xmlText } from './xml-text.ts';

/** One `testcase`, and what it counts as. */
interface Case {
  readonly kind: 'passed' | 'failure' | 'error' | 'skipped';
  readonly lines: readonly string[];
}

/**
 * Writes a run as JUnit XML: a suite for each file, a case for each test that was not filtered out.
 *
 * A block or a file that failed is a case with an `error`, so that no report of a failed run is green.
 */
export function junitXml(run: PesterRun): string {
  const suites = run.containers.map((container) => suite(container, run));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${xmlAttributes({
      name: 'Pester',
      ...totals(
        suites.flatMap(({ cases }) => cases),
        run.durationMs,
      ),
    })}>`,
    ...suites.flatMap(({ lines }) => lines),
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(
  container: PesterContainer,
  run: PesterRun,
): { cases: readonly Case[]; lines: readonly string[] } {
  const { file, durationMs, errors } = container;
  const broken = errors.length === 0 ? [] : [erroneous({ name: file, classname: file, file }, errors)];
  const blocks = run.failedBlocks
    .filter((block) => block.container === file)
    .map(({ path, line, errors: why }) =>
      erroneous({ name: path.join('.'), classname: file, file, line }, why),
    );
  const tests = run.tests
    .filter((test) => test.container === file && test.result !== 'notRun')
    .map((test) => testCase(test, run));
  const cases = [...broken, ...blocks, ...tests];
  const attributes = xmlAttributes({ name: file, ...totals(cases, durationMs) });
  return {
    cases,
    lines: [`  <testsuite${attributes}>`, ...cases.flatMap(({ lines }) => lines), '  </testsuite>'],
  };
}

function totals(cases: readonly Case[], durationMs: number): Record<string, string | number> {
  const count = (kind: Case['kind']): number => cases.filter((one) => one.kind === kind).length;
  return {
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
    time: xmlSeconds(durationMs),
  };
}

function testCase(test: PesterTest, run: PesterRun): Case {
  const { path, file, line, durationMs, result, because } = test;
  const attributes = {
    name: path.join('.'),
    classname: test.container,
    file,
    line,
    time: xmlSeconds(durationMs),
  };
  if (result === 'failed') return withInner(attributes, 'failure', reasonsOf(test, run));
  if (result === 'passed') return { kind: 'passed', lines: [`    <testcase${xmlAttributes(attributes)}/>`] };
  const message = because ?? (result === 'inconclusive' ? result : undefined);
  return {
    kind: 'skipped',
    lines: [
      `    <testcase${xmlAttributes(attributes)}>`,
      `      <skipped${xmlAttributes({ message })}/>`,
      '    </testcase>',
    ],
  };
}

function erroneous(attributes: Record<string, string | number>, errors: readonly PesterError[]): Case {
  return withInner({ ...attributes, time: xmlSeconds(0) }, 'error', errors);
}

function withInner(
  attributes: Record<string, string | number>,
  kind: 'failure' | 'error',
  errors: readonly PesterError[],
): Case {
  const message = errors[0]?.message ?? '';
  const text = errors.map((error) => `${error.message}\n${error.stack}`.trimEnd()).join('\n\n');
  return {
    kind,
    lines: [
      `    <testcase${xmlAttributes(attributes)}>`,
      `      <${kind}${xmlAttributes({ message })}>${xmlText(text)}</${kind}>`,
      '    </testcase>',
    ],
  };
}
