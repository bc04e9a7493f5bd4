import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { QUESTIONS, type QuestionName } from '../../toolkit/host/questions.ts';
import { createPowerShellQuestions } from '../../toolkit/powershell/session/ask-power-shell.ts';
import { codeOf, temporaryFolder } from '../host/stand-in-folder.ts';
import { findPwsh, NO_POWERSHELL } from './find-pwsh.ts';

const FOLDER = fileURLToPath(new URL('../../toolkit/powershell/questions/', import.meta.url));
const FILES = readdirSync(FOLDER).sort();

test('every question has one script, and no script is there for nothing', () => {
  expect(FILES).toEqual(['_frame.ps1', ...Object.keys(QUESTIONS).map((name) => `${name}.ps1`)].sort());
});

test.each(FILES)('%s is ASCII, and says at its head what it reads and where that is documented', (file) => {
  const text = readFileSync(join(FOLDER, file), 'utf8');
  expect(text).toMatch(/^[\n\x20-\x7e]*$/);
  expect(text).toMatch(/^# [A-Z].*\n(?:# .*\n)+param\(/);
  if (file !== '_frame.ps1') expect(text).toMatch(/^# Source: /m);
});

const executable = findPwsh();

describe(`a real PowerShell${executable === undefined ? ` (${NO_POWERSHELL})` : ''}`, () => {
  const realTest = test.skipIf(executable === undefined);
  const environment = { ...process.env, POWERSHELL_TELEMETRY_OPTOUT: '1' };
  const shell = createPowerShellQuestions({ executable: executable ?? '', environment, timeoutMs: 60_000 });
  afterAll(() => shell.close());

  realTest('parses every script without an error, and finds nothing in it that 5.1 lacks', () => {
    const check = `
      Get-ChildItem -LiteralPath $env:PW_FOLDER -Filter *.ps1 | ForEach-Object {
        $tokens = $errors = $null
        $ast = [Management.Automation.Language.Parser]::ParseFile($_.FullName, [ref] $tokens, [ref] $errors)
        $errors | ForEach-Object { "$_" }
        $tokens | Where-Object { $_.Kind -match '^(Question|AndAnd|OrOr)' } | ForEach-Object { "$($_.Kind) $($_.Extent.Text)" }
        $newer = 'TernaryExpressionAst', 'PipelineChainAst'
        $ast.FindAll({ $newer -contains $args[0].GetType().Name }, $true) | ForEach-Object { $_.Extent.Text }
      }
      'parsed'`;
    const found = execFileSync(executable ?? '', ['-NoProfile', '-NonInteractive', '-Command', check], {
      env: { ...environment, PW_FOLDER: FOLDER, TERM: 'dumb', NO_COLOR: '1' },
      encoding: 'utf8',
    });
    expect(found.trim()).toBe('parsed');
  });

  realTest('its analyzer finds nothing wrong with any of them', ({ skip }) => {
    const check = `
      if (-not (Get-Module -ListAvailable -Name PSScriptAnalyzer)) { return 'absent' }
      $syntax = @{ Rules = @{ PSUseCompatibleSyntax = @{ Enable = $true; TargetVersions = '5.1', '7.0' } } }
      foreach ($settings in 'PSGallery', $syntax) {
        Invoke-ScriptAnalyzer -Path $env:PW_FOLDER -Recurse -Settings $settings -ExcludeRule PSReviewUnusedParameter |
          ForEach-Object { "$($_.ScriptName):$($_.Line) $($_.RuleName) $($_.Message)" }
      }
      'analyzed'`;
    const found = execFileSync(executable ?? '', ['-NoProfile', '-NonInteractive', '-Command', check], {
      env: { ...environment, PW_FOLDER: FOLDER, TERM: 'dumb', NO_COLOR: '1' },
      encoding: 'utf8',
    }).trim();
    skip(found === 'absent', 'needs PSScriptAnalyzer: Install-Module PSScriptAnalyzer');
    expect(found).toBe('analyzed');
  });

  realTest('binds a free port, and lets go of it', async () => {
    const port = await freePort();
    for (const protocol of ['tcp', 'udp', 'tcp'] as const) {
      expect(await shell.ask('probe-bind', { protocol, address: '127.0.0.1', port })).toEqual({
        socketError: 0,
      });
    }
  });

  realTest('says 10048 of a port that somebody listens on, and connects to it', async () => {
    const server = createServer();
    const port = await listen(server);
    const bound = await shell.ask('probe-bind', { protocol: 'tcp', address: '127.0.0.1', port });
    const connected = await shell.ask('probe-connect', { address: '127.0.0.1', port });
    server.close();
    expect([bound, connected]).toEqual([{ socketError: 10048 }, { socketError: 0 }]);
  });

  realTest.each([
    ['192.0.2.1', 10049],
    ['::1', 0],
  ])('binding to %s ends with %i', async (address, socketError) => {
    const port = await freePort();
    expect(await shell.ask('probe-bind', { protocol: 'udp', address, port })).toEqual({ socketError });
  });

  realTest('says 10061 of a port that nobody serves', async () => {
    const port = await freePort();
    expect(await shell.ask('probe-connect', { address: '127.0.0.1', port })).toEqual({ socketError: 10061 });
  });

  realTest('reads parameters as data, whatever they look like', async () => {
    const folder = temporaryFolder();
    const proof = join(folder, 'proof');
    for (const address of [
      `$(New-Item '${proof}')`,
      `'; New-Item '${proof}'; '`,
      `"\n New-Item '${proof}' \n"`,
      '’;',
    ]) {
      const asking = shell.ask('probe-bind', { protocol: 'tcp', address, port: 8065 });
      expect(await codeOf(asking)).toBe('ask.failed');
    }
    expect(existsSync(proof)).toBe(false);
  });

  realTest('answers in UTF-8 whatever the console has', async () => {
    const path = join(temporaryFolder(), '없는 폴더 ’');
    const answer = await shell.ask('folder-security', { path });
    expect(answer).toEqual({ exists: false, isLink: false, ownerSid: '', writerSids: [] });
  });

  const WINDOWS_ONLY: [QuestionName, object][] = [
    ['net-tcp-setting', {}],
    ['listeners', {}],
    ['net-nat', {}],
    ['last-boot', {}],
    ['optional-feature', { featureName: 'Microsoft-Hyper-V' }],
    ['reserve-port', { protocol: 'tcp', startPort: 9999, numberOfPorts: 1 }],
    ['release-port', { protocol: 'udp', startPort: 9999, numberOfPorts: 1 }],
    ['folder-security', { path: '/' }],
    ['create-protected-folder', { path: '/nowhere/at/all' }],
    ['firewall-rule', { layer: 'host', name: 'Portwright-8065-tcp' }],
    ['remove-firewall-rule', { layer: 'hyper-v', name: 'Portwright-8065-tcp' }],
  ];
  test.skipIf(executable === undefined || process.platform === 'win32').each(WINDOWS_ONLY)(
    'cannot answer %s off Windows, and says so',
    async (name, question) => {
      // Each is the question of its name; a table of them has one type.
      expect(await codeOf(shell.ask(name, question as never))).toMatch(/^ask\.(unavailable|failed)$/);
      const port = await freePort();
      expect(await shell.ask('probe-bind', { protocol: 'tcp', address: '127.0.0.1', port })).toEqual({
        socketError: 0,
      });
    },
  );
});

function listen(server: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((listening) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      listening(typeof address === 'object' && address ? address.port : 0);
    });
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((closed) => server.close(closed));
  return port;
}
