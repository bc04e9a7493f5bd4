import fc from 'fast-check';
import { expect, test } from 'vitest';
import { junitXml } from '../../toolkit/report/junit.ts';

const passed = { name: 'converges', className: 'fix', durationMs: 1234, result: { kind: 'passed' } } as const;

test('one suite of every result', () => {
  const cases = [
    passed,
    { ...passed, name: 'again', durationMs: 0, result: { kind: 'skipped', reason: 'no <docker>' } },
    { ...passed, name: 'undo', result: { kind: 'failed', message: 'a & b', details: 'line 1\nline 2' } },
    { ...passed, name: 'check', result: { kind: 'error', message: '"boom"' } },
  ] as const;
  expect(junitXml('portwright', [{ name: 'fix', properties: { seed: '7' }, cases }]).split('\n')).toEqual([
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="portwright" tests="4" failures="1" errors="1" skipped="1" time="3.702">',
    '  <testsuite name="fix" tests="4" failures="1" errors="1" skipped="1" time="3.702">',
    '    <properties>',
    '      <property name="seed" value="7"/>',
    '    </properties>',
    '    <testcase name="converges" classname="fix" time="1.234"/>',
    '    <testcase name="again" classname="fix" time="0.000">',
    '      <skipped message="no &lt;docker&gt;"/>',
    '    </testcase>',
    '    <testcase name="undo" classname="fix" time="1.234">',
    '      <failure message="a &amp; b">line 1',
    'line 2</failure>',
    '    </testcase>',
    '    <testcase name="check" classname="fix" time="1.234">',
    '      <error message="&quot;boom&quot;">"boom"</error>',
    '    </testcase>',
    '  </testsuite>',
    '</testsuites>',
    '',
  ]);
});

test('no suites are a document too', () => {
  expect(junitXml('x', [])).toContain('<testsuites name="x" tests="0"');
});

test('any text at all is escaped, and what XML cannot hold is dropped', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const xml = junitXml('x', [
        { name: text, cases: [{ ...passed, result: { kind: 'failed', message: text } }] },
      ]);
      const inner = xml.slice(xml.indexOf('\n') + 1);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
      expect(inner).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
      expect(inner.replace(/<\/?[a-z]+( [a-z]+="[^"<]*")*\/?>/g, '')).not.toMatch(/[<]/);
      expect(inner).not.toMatch(/&(?!(amp|lt|gt|quot|#9|#10|#13);)/);
    }),
  );
});
