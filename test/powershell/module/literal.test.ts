import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dataLiteral, literal } from '../../../toolkit/powershell/module/text/literal.ts';
import { hostileText } from './hostile-text.ts';
import { PWSH, REAL, runPwsh } from './run-pwsh.ts';
import { loadSyntax } from './syntax.ts';

const syntax = await loadSyntax();

test.each([
  ['', "''"],
  ['plain', "'plain'"],
  ["it's", "'it''s'"],
  ['$(x) `n --%', "'$(x) `n --%'"],
  ['it\u2019s', "('it' + [char]0x2019 + 's')"],
  ['\u2019', "('' + [char]0x2019)"],
  ['a\nb', "('a' + [char]0x000a + 'b')"],
])('%j is written %s', (text, written) => {
  expect(literal(text)).toBe(written);
});

test('in a data file no operator stands', () => {
  expect(dataLiteral('"it\u2019s"')).toBe(`"$([char]0x0022)$('it')$([char]0x2019)$('s')$([char]0x0022)"`);
});

test.each([
  ['an expression', literal],
  ['a data file', dataLiteral],
])('any text for %s is one line of ASCII that parses', (_where, write) => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const written = write(text);
      expect(written).toMatch(/^[\x20-\x7e]+$/);
      expect(syntax.hasError(`$x = ${written}`)).toBe(false);
    }),
    { numRuns: 300 },
  );
});

describe(REAL, () => {
  const realTest = test.skipIf(PWSH === undefined);

  realTest('reads back exactly the text, in a script, in an attribute and in a data file', () => {
    const cases = fc.sample(hostileText, 400).map((text) => ({
      units: [...Array(text.length).keys()].map((index) => text.charCodeAt(index)),
      expression: literal(text),
      data: `@{ Text = ${dataLiteral(text)} }`,
    }));
    const wrong = runPwsh(
      `$wrong = @(foreach ($case in $Data) {
        $expected = -join [char[]] @($case.units)
        $script = "param([ValidateSet($($case.expression))] [string] \`$X = $($case.expression)) [PSCustomObject] @{ X = \`$X }"
        $tokens = $errors = $null
        $ast = [Management.Automation.Language.Parser]::ParseInput($script, [ref] $tokens, [ref] $errors)
        if ($errors) { "$errors : $script"; continue }
        $evaluated = & ([ScriptBlock]::Create($case.expression))
        if (-not [string]::Equals($expected, $evaluated, 'Ordinal')) { "expression: $script" }
        $set = $ast.ParamBlock.Parameters[0].Attributes[0].PositionalArguments[0]
        $parameter = (& { Set-Item function:Read-It ([ScriptBlock]::Create($script)); (Get-Command Read-It).Parameters['X'] })
        $value = ($parameter.Attributes | Where-Object { $_ -is [ValidateSet] }).ValidValues[0]
        if (-not [string]::Equals($expected, $value, 'Ordinal')) { "attribute: $script" }
        $table = [Management.Automation.Language.Parser]::ParseInput($case.data, [ref] $tokens, [ref] $errors)
        if ($errors) { "$errors : $($case.data)"; continue }
        $read = $table.Find({ $args[0] -is [Management.Automation.Language.HashtableAst] }, $false).SafeGetValue()
        if (-not [string]::Equals($expected, $read.Text, 'Ordinal')) { "data: $($case.data)" }
      })
      ConvertTo-Json -InputObject $wrong`,
      cases,
    );
    expect(wrong).toEqual([]);
  });
});
