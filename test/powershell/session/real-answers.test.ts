import fc from 'fast-check';
import { afterAll, describe, expect } from 'vitest';
import { createSession } from '../../../toolkit/powershell/session/session.ts';
import { realOptions, realSession, realTest, resultOf, runScript, titled } from './real-power-shell.ts';

/** What breaks out of a string, a comment, a line or a JSON text; Unicode's quotes are quotes in PowerShell too. */
const HOSTILE = [
  '$(',
  ')',
  '`',
  "'",
  '"',
  '‘',
  '’',
  '‚',
  '‛',
  '“',
  '”',
  '„',
  '#>',
  '<#',
  '@"',
  '\n',
  '\r',
  '\0',
  '\u0085',
  '\u2028',
  '$env:PATH',
  '{0}',
  '%',
  '\\',
  '/',
  '&',
  '<',
  ';',
  '|',
  '=',
  '\ufeff',
  '\ud800',
  '\udc00',
  '폴더',
  '🙂',
  'İı',
];
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.constantFrom(...HOSTILE), { maxLength: 12 }).map((parts) => parts.join('')),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
);
const ECHO = 'param($Question) @{ text = $Question.text; type = $Question.text.GetType().Name }';

describe(titled('answers of a real PowerShell'), () => {
  const session = createSession(realOptions());
  afterAll(() => session.close());

  realTest('text comes back verbatim, whatever it is', async () => {
    const check = async (text: string) => {
      expect(await resultOf(session, ECHO, { text })).toEqual({ text, type: 'String' });
    };
    await fc.assert(fc.asyncProperty(anyText, check), {
      numRuns: 500,
      examples: [...HOSTILE, '', '2024-01-01T00:00:00', '/Date(0)/', '\\/Date(0)\\/', HOSTILE.join('')].map(
        (text) => [text],
      ),
    });
  });

  realTest.each([
    ['warnings', 'Write-Warning noise'],
    ['warnings that are asked for', 'Write-Warning noise -WarningAction Continue'],
    ['verbose text', "$VerbosePreference = 'Continue'; Write-Verbose noise"],
    ['debug text', "$DebugPreference = 'Continue'; Write-Debug noise"],
    ['information', 'Write-Information noise -InformationAction Continue'],
    ['text for the person', 'Write-Host \'{"ok":1}\'; Write-Host \'{"ok":\' -NoNewline -ForegroundColor Red'],
    [
      'progress',
      "$ProgressPreference = 'Continue'; 1..9 | ForEach-Object { Write-Progress noise -PercentComplete $_ }",
    ],
    [
      'errors that do not end it',
      "Write-Error noise -ErrorAction Continue; $Host.UI.WriteErrorLine('noise')",
    ],
    ['text past the pipeline', "[Console]::Out.Write('{\"ok\":'); [Console]::Error.Write('noise')"],
    [
      '20,000 lines of it',
      '1..20000 | ForEach-Object { [Console]::Error.WriteLine("noise $_"); Write-Host "noise $_" }',
    ],
  ])('%s do not disturb the answer', async (_, noise) => {
    expect(await resultOf(session, `${noise}\n@{ fine = 'yes' }`)).toEqual({ fine: 'yes' });
  });

  realTest('what a native program prints on stderr does not disturb it, nor does its exit code', async () => {
    const script = `param($Question)
      & $Question.node -e 'console.error(1); process.stdout.write(String(2)); process.exit(3)' | Out-Null
      @{ exitCode = $LASTEXITCODE }`;
    expect(await resultOf(session, script, { node: process.execPath })).toEqual({ exitCode: 3 });
  });

  realTest('an answer may be of several megabytes', async () => {
    const script = `param($Question)
      @{ sockets = @(foreach ($port in 1..20000) { @{ port = $port; name = $Question.name } }) }`;
    const name = `${'x'.repeat(400)} 한글 ’ 🙂`;
    const expected = Array.from({ length: 20_000 }, (_, index) => ({ port: index + 1, name }));
    expect(await resultOf(session, script, { name })).toEqual({ sockets: expected });
  });

  realTest('an answer may be all of text that is not ASCII', async () => {
    const value = await resultOf(session, '@{ text = ([string] [char] 0xd55c) * 200000 }');
    expect(value).toEqual({ text: '한'.repeat(200_000) });
  });

  realTest.each([
    ['no element', '@()', []],
    ['one element', '@(1)', [1]],
    ['one element of one element', ',@(,1)', [[1]]],
    ['nothing', '$null', null],
    ['an empty text', "''", ''],
    ['a large number', '4294967295', 4294967295],
    ['a number with a fraction', '1.5', 1.5],
    ['a negative number', '-1', -1],
    ['true', '$true', true],
  ])('%s stays what it is', async (_, expression, expected) => {
    const { value } = Object(await resultOf(session, `@{ value = ${expression} }`));
    expect(value).toEqual(expected);
  });

  realTest.each([
    ['throws', "throw 'no'", { id: 'no', message: 'no' }],
    ['throws a .NET error', "[int]::Parse('no')", { id: 'FormatException' }],
    ['calls what is not there', 'Get-Nothing', { id: 'CommandNotFoundException' }],
    ['names a type that is not there', '[No.Such]::Type', { id: 'TypeNotFound' }],
    ['writes an error', "Write-Error 'no' -ErrorId own", { message: 'no' }],
    ['does not parse', '(', { id: 'ParseException' }],
  ])('a script that %s answers with the error', async (_, script, error) => {
    expect(await runScript(session, script)).toMatchObject({ error });
  });
});

describe(titled('a real PowerShell with settings of its own'), () => {
  realTest('strict mode and failing native programs do not break the frame', async () => {
    const session = realSession();
    await session.execute(
      "Set-StrictMode -Version Latest; $PSNativeCommandUseErrorActionPreference = $true; $ErrorActionPreference = 'Stop'",
    );
    for (const strange of [
      "$OFS = ';'",
      "$PSDefaultParameterValues = @{ '*:Depth' = 1 }",
      '$WhatIfPreference = $true',
    ])
      await session.execute(strange);
    const script = `
      $strict = $false
      try { [void] @{}.missing.more } catch { $strict = $true }
      @{ strict = $strict; deep = @{ deep = @{ deep = @{ deep = 1 } } } }`;
    const deep = { deep: { deep: { deep: 1 } } };
    expect(await resultOf(session, script)).toEqual({ strict: true, deep });
    expect(await resultOf(session, ECHO, { text: '’' })).toEqual({ text: '’', type: 'String' });
  });

  realTest.each(['tr-TR', 'ar-SA', 'fa-IR', 'de-DE'])(
    'numbers and dates are the same in %s',
    async (culture) => {
      const session = realSession({ environment: { LC_ALL: `${culture.replace('-', '_')}.UTF-8` } });
      const script = `
      [Threading.Thread]::CurrentThread.CurrentCulture = New-Object -TypeName Globalization.CultureInfo -ArgumentList '${culture}'
      $date = New-Object -TypeName DateTime -ArgumentList 2024, 2, 29, 13, 5, 9, ([DateTimeKind]::Utc)
      @{
          culture = [Threading.Thread]::CurrentThread.CurrentCulture.Name
          number = -8065
          fraction = 1234.5
          date = $date.ToString('o', [Globalization.CultureInfo]::InvariantCulture)
          text = [string] [char] 0xd55c
          listens = 'LISTEN' -eq 'listen'
      }`;
      expect(await resultOf(session, script)).toEqual({
        culture,
        number: -8065,
        fraction: 1234.5,
        date: '2024-02-29T13:05:09.0000000Z',
        text: '한',
        listens: true,
      });
    },
  );
});
