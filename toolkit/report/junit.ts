/** How one test ended. `failed` is an expectation that did not hold, `error` anything that went wrong on the way to it. */
export type JUnitResult =
  | { readonly kind: 'passed' }
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'failed' | 'error'; readonly message: string; readonly details?: string };

export interface JUnitCase {
  readonly name: string;
  readonly className: string;
  readonly durationMs: number;
  readonly result: JUnitResult;
}

export interface JUnitSuite {
  readonly name: string;
  /** Facts about the whole suite, such as the seed. */
  readonly properties?: Readonly<Record<string, string>>;
  readonly cases: readonly JUnitCase[];
}

/** Everything XML 1.0 cannot hold, escaped or not. */
const NOT_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/**
 * Writes the JUnit XML that CI systems read. Times are in seconds; nothing in it depends on the moment of writing.
 *
 * @returns A whole document, also when there are no suites.
 */
export function junitXml(name: string, suites: readonly JUnitSuite[]): string {
  const all = suites.flatMap(({ cases }) => cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${attributes({ name, ...totals(all) })}>`,
    ...suites.flatMap(suiteLines),
    '</testsuites>',
    '',
  ].join('\n');
}

function suiteLines(suite: JUnitSuite): string[] {
  const properties = Object.entries(suite.properties ?? {});
  return [
    `  <testsuite ${attributes({ name: suite.name, ...totals(suite.cases) })}>`,
    ...(properties.length === 0 ? [] : ['    <properties>']),
    ...properties.map(([key, value]) => `      <property ${attributes({ name: key, value })}/>`),
    ...(properties.length === 0 ? [] : ['    </properties>']),
    ...suite.cases.flatMap(caseLines),
    '  </testsuite>',
  ];
}

function caseLines({ name, className, durationMs, result }: JUnitCase): string[] {
  const head = attributes({ name, classname: className, time: seconds(durationMs) });
  switch (result.kind) {
    case 'passed':
      return [`    <testcase ${head}/>`];
    case 'skipped':
      return wrapCase(head, `<skipped ${attributes({ message: result.reason })}/>`);
    case 'failed':
    case 'error': {
      const tag = result.kind === 'failed' ? 'failure' : 'error';
      const body = escapeText(result.details ?? result.message);
      return wrapCase(head, `<${tag} ${attributes({ message: result.message })}>${body}</${tag}>`);
    }
  }
}

function wrapCase(head: string, inner: string): string[] {
  return [`    <testcase ${head}>`, `      ${inner}`, '    </testcase>'];
}

function totals(cases: readonly JUnitCase[]): Record<string, string> {
  const count = (kind: JUnitResult['kind']) =>
    String(cases.filter(({ result }) => result.kind === kind).length);
  return {
    tests: String(cases.length),
    failures: count('failed'),
    errors: count('error'),
    skipped: count('skipped'),
    time: seconds(cases.reduce((sum, { durationMs }) => sum + durationMs, 0)),
  };
}

function seconds(durationMs: number): string {
  return (durationMs / 1000).toFixed(3);
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([key, value]) => `${key}="${escapeAttribute(value)}"`)
    .join(' ');
}

/** Line ends and tabs are kept as references: a reader would turn bare ones into blanks. */
function escapeAttribute(text: string): string {
  return text.replace(NOT_XML, '').replace(/[&<>"\t\n\r]/g, (character) => ENTITIES[character] ?? '');
}

function escapeText(text: string): string {
  return text.replace(NOT_XML, '').replace(/[&<>\r]/g, (character) => ENTITIES[character] ?? '');
}
