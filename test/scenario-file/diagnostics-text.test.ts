import ts from 'typescript';
import { expect, test } from 'vitest';
import { diagnosticsText } from '../../toolkit/scenario-file/diagnostics-text.ts';

const PATH = '/somewhere/else/mine.ts';

function diagnostic(text: string, found: string, messageText: ts.Diagnostic['messageText']): ts.Diagnostic {
  const file = ts.createSourceFile(PATH, text, ts.ScriptTarget.ES2023);
  const [start, length] = [text.indexOf(found), found.length];
  return { category: ts.DiagnosticCategory.Error, code: 2322, file, start, length, messageText };
}

const written = (...diagnostics: readonly ts.Diagnostic[]) =>
  diagnosticsText(PATH, diagnostics, 'type', ts.flattenDiagnosticMessageText).split('\n');

test('the mark stands under the place, behind tabs and wide letters too', () => {
  const lines = written(
    diagnostic("const a = 1;\r\n\tlet 포트 = '값', b = wrong;\r\n", 'wrong', 'no such thing'),
  );
  expect(lines).toEqual([
    `${PATH}:2:20: no such thing (TS2322)`,
    "  2 |  let 포트 = '값', b = wrong;",
    '    |                       ~~~~~',
    `1 type error in ${PATH}: nothing was run`,
  ]);
});

test('a place of several lines is marked on its first one, and an empty one still has a mark', () => {
  expect(written(diagnostic('f(a,\n  b);\n', 'a,\n  b', 'wrong'))[2]).toBe('    |   ~~');
  expect(written(diagnostic('let a', '', 'missing'))[2]).toBe('    | ~');
});

test('an explanation in several parts and an error without a place are kept whole', () => {
  const next = [{ messageText: 'because', category: ts.DiagnosticCategory.Error, code: 1, next: [] }];
  const chain = { messageText: 'wrong', category: ts.DiagnosticCategory.Error, code: 2, next };
  const error = { ...diagnostic('a', 'a', chain), file: undefined, start: undefined, length: undefined };
  expect(written(error).slice(0, 2)).toEqual(['wrong', '  because (TS2322)']);
});

test('of many errors the first ten are shown and all are counted', () => {
  const lines = written(...Array.from({ length: 12 }, () => diagnostic('let a', 'a', 'wrong')));
  expect(lines.filter((line) => line.includes('(TS2322)'))).toHaveLength(10);
  expect(lines.at(-1)).toMatch(/^12 type errors .* first 10/);
});
