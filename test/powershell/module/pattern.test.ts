import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { dotNetPattern } from '../../../toolkit/powershell/module/model/pattern.ts';
import { containerParameter, portsParameter } from '../../../toolkit/scenario/port-parameters.ts';
import { PWSH, REAL, runPwsh } from './run-pwsh.ts';

test.each([
  ['^\\d+$', '^[0-9]+\\z'],
  ['^[\\d,]{1,3}$', '^[0-9,]{1,3}\\z'],
  ['^a\\/b$', '^a/b\\z'],
  ['a.b', 'a[^\\n\\r\\u2028\\u2029]b'],
  ['^[a-z-[]+$', '^[a-z-\\[]+\\z'],
  ['^(?:\u2019|x)$', '^(?:\\u2019|x)\\z'],
])('%s becomes %s', (source, pattern) => {
  expect(dotNetPattern(source)).toEqual({ pattern });
});

test.each([
  ['^\\s+$', '\\s+$'],
  ['^\\p{L}$', '\\p{L}$'],
  ['^(?=a)', '(?=a)'],
  ['^(?<year>\\d)', '(?<year>\\d)'],
  ['(a)\\1', '\\1'],
  ['[^]', '[^]'],
])('%s is refused: nobody here knows its equal', (source, unknown) => {
  expect(dotNetPattern(source)).toEqual({ unknown: unknown.slice(0, 12) });
});

test.each([
  ['ports', portsParameter.element],
  ['a container', containerParameter],
])('the pattern of %s says by itself what the schema takes: JSON Schema keeps no flag', (_what, schema) => {
  const { pattern = '' } = z.toJSONSchema(schema, { io: 'input' });
  const written = new RegExp(pattern);
  const texts = fc
    .stringMatching(written)
    .chain((text) => fc.constantFrom(text, text.toUpperCase(), `${text}\n`));
  fc.assert(
    fc.property(texts, (text) => {
      expect(schema.safeParse(text).success).toBe(written.test(text));
    }),
  );
});

describe(REAL, () => {
  const SPEC = '^\\d{1,5}(-\\d{1,5})?(\\/(tcp|udp))?$';
  const SOURCES = [
    SPEC,
    '^[a-zA-Z0-9][a-zA-Z0-9_.-]*$',
    '^[a-z0-9][a-zA-Z0-9._/:@-]*$',
    '^\\w.\\d[^\\d-]$',
    '^[a-z-[]+$',
    '(a|b){2,3}?x*$',
  ];
  const texts = fc.oneof(
    ...SOURCES.map((source) => fc.stringMatching(new RegExp(source))),
    fc.string({
      unit: fc.constantFrom('a', 'B', '0', '\u0660', '\u00e9', '-', '[', ']', '.', '/', '\n', '\r', '\u2028'),
      maxLength: 5,
    }),
    fc
      .tuple(fc.stringMatching(new RegExp(SPEC)), fc.constantFrom('\n', '\u0660', '/TCP'))
      .map((parts) => parts.join('')),
  );

  test.skipIf(PWSH === undefined)('.NET takes what JavaScript takes', () => {
    const cases = fc
      .sample(fc.record({ source: fc.constantFrom(...SOURCES), text: texts }), 600)
      .map((one) => ({
        ...one,
        ...dotNetPattern(one.source),
        matches: new RegExp(one.source).test(one.text),
      }));
    expect(new Set(cases.map(({ matches }) => matches)).size).toBe(2);
    const wrong = runPwsh(
      `ConvertTo-Json -InputObject @($Data | Where-Object { [regex]::IsMatch($_.text, $_.pattern, 'None') -ne $_.matches })`,
      cases,
    );
    expect(wrong).toEqual([]);
  });
});
