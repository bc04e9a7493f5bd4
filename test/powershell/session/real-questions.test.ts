import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished } from 'vitest';
import { createPowerShellQuestions } from '../../../toolkit/powershell/session/ask-power-shell.ts';
import { codeOf, isAlive, temporaryFolder } from '../../host/stand-in-folder.ts';
import {
  LONG_MS,
  type PreparedPowerShell,
  preparedPowerShell,
  realOptions,
  titled,
  unixTest,
} from './real-power-shell.ts';

/** A cmdlet that notes each call in a file and then does something. */
function noting(cmdlet: string, body: string) {
  const list = join(temporaryFolder(), 'calls');
  const note = `[IO.File]::AppendAllText('${list}', "call\`n")`;
  const preparation = `function ${cmdlet} { [CmdletBinding()] param($LiteralPath) ${note}; ${body} }`;
  return {
    preparation,
    calls: () => (existsSync(list) ? readFileSync(list, 'utf8').split('\n').length - 1 : 0),
  };
}

const names = async ({ questions }: PreparedPowerShell) => (await questions.ask('net-nat', {})).names;
/** A question that changes something, and begins with Test-Path. */
const change = ({ questions }: PreparedPowerShell) =>
  questions.ask('create-protected-folder', { path: '/nowhere' });

describe(titled('questions to a real PowerShell'), () => {
  unixTest(
    'ten of them start one process, and twenty at once share it, each with its own answer',
    async () => {
      const prepared = preparedPowerShell('function Get-Acl { throw "$args" }');
      const { questions, started } = prepared;
      const missing = { exists: false, isLink: false, ownerSid: '', writerSids: [] };
      for (let turn = 0; turn < 10; turn++) {
        expect(await questions.ask('folder-security', { path: `/nowhere/${turn}` })).toEqual(missing);
      }
      const asked = Array.from({ length: 20 }, (_, index) => `/${'.'.repeat(index % 2)}/nowhere-${index}`);
      const asking = asked.map((path, index) =>
        index % 2 === 0
          ? questions.ask('folder-security', { path })
          : codeOf(questions.ask('probe-connect', { address: path, port: 1 })),
      );
      const expected = asked.map((_, index) => (index % 2 === 0 ? missing : 'ask.failed'));
      expect(await Promise.all(asking)).toEqual(expected);
      expect(started()).toHaveLength(1);
    },
  );

  unixTest('one that changes nothing is asked once more when PowerShell ended', async () => {
    const first = join(temporaryFolder(), 'first');
    const body = `if (-not [IO.File]::Exists('${first}')) { [void] (New-Item '${first}'); [Environment]::Exit(3) }; @{ Name = 'nat' }`;
    const { preparation, calls } = noting('Get-NetNat', body);
    const prepared = preparedPowerShell(preparation);
    expect(await names(prepared)).toEqual(['nat']);
    expect([calls(), prepared.started().length]).toEqual([2, 2]);
  });

  unixTest('one that always ends PowerShell is asked twice, and unavailable', async () => {
    const { preparation, calls } = noting('Get-NetNat', 'exit');
    const prepared = preparedPowerShell(preparation);
    expect(await codeOf(names(prepared))).toBe('ask.unavailable');
    expect([calls(), prepared.started().length]).toEqual([2, 2]);
    expect(prepared.started().filter(isAlive)).toEqual([]);
  });

  unixTest('one that changes something is asked once, whatever becomes of it', async () => {
    const { preparation, calls } = noting('Test-Path', '[Environment]::Exit(3)');
    const prepared = preparedPowerShell(preparation);
    const asking = change(prepared);
    expect(await codeOf(asking)).toBe('ask.failed');
    await expect(asking).rejects.toThrow('PowerShell ended before it answered create-protected-folder');
    expect([calls(), prepared.started().length]).toEqual([1, 1]);
    const { questions, started } = prepared;
    expect(await questions.ask('folder-security', { path: '/nowhere' })).toMatchObject({ exists: false });
    expect(started()).toHaveLength(2);
  });

  unixTest('one that changes something and takes too long is asked once', async () => {
    const { preparation, calls } = noting('Test-Path', 'Start-Sleep -Seconds 1000');
    const prepared = preparedPowerShell(preparation, { timeoutMs: 10_000 });
    expect(await codeOf(change(prepared))).toBe('host.timed-out');
    expect([calls(), prepared.started().length]).toEqual([1, 1]);
    await expect.poll(() => prepared.started().filter(isAlive), { timeout: 10_000 }).toEqual([]);
  });

  unixTest('in constrained language mode none is answered, and PowerShell is started once', async () => {
    const prepared = preparedPowerShell(
      "$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'",
    );
    const asking = [names(prepared), change(prepared)];
    for (const answer of await Promise.allSettled([...asking, names(prepared)])) {
      expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'ask.unavailable' } });
      expect(answer).toHaveProperty('reason.message', expect.stringContaining('ConstrainedLanguage'));
    }
    expect(await codeOf(names(prepared))).toBe('ask.unavailable');
    expect(prepared.started()).toHaveLength(1);
    await expect.poll(() => prepared.started().filter(isAlive), { timeout: 10_000 }).toEqual([]);
  });

  unixTest('twenty thousand sockets are one answer', async () => {
    const { questions } = preparedPowerShell(`
      function Get-CimInstance { [pscustomobject] @{ ProcessId = [uint32] $PID; Name = 'Dienst' } }
      function Get-NetUDPEndpoint { }
      function Get-NetTCPConnection {
          foreach ($port in 1..20000) {
              [pscustomobject] @{ LocalAddress = '::'; LocalPort = [uint16] $port; State = 'Listen'; OwningProcess = $PID }
          }
      }
      foreach ($name in 'Get-NetTCPConnection', 'Get-NetUDPEndpoint', 'Get-CimInstance') {
          $body = (Get-Item "function:$name").ScriptBlock
          Set-Item "function:$name" ([ScriptBlock]::Create("[CmdletBinding()] param(\`$ClassName, \`$Filter) $body"))
      }`);
    const { sockets } = await questions.ask('listeners', {});
    expect(sockets).toHaveLength(20_000);
    expect(sockets.at(-1)).toMatchObject({ localPort: 20_000, processName: 'pwsh', services: ['Dienst'] });
  });

  unixTest('a profile that prints and throws is not loaded', async () => {
    const home = temporaryFolder();
    const folder = join(home, '.config', 'powershell');
    const proof = join(home, 'proof');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'profile.ps1'), `Set-Content '${proof}' x; '{"ok":{}}'; throw 'profile'`);
    const options = realOptions({ environment: { HOME: home, XDG_CONFIG_HOME: join(home, '.config') } });
    const questions = createPowerShellQuestions(options);
    onTestFinished(() => questions.close());
    expect(await questions.ask('folder-security', { path: '/nowhere' })).toMatchObject({ exists: false });
    expect(existsSync(proof)).toBe(false);
    const { executable, environment } = options;
    const shown = { env: environment, stdio: 'pipe', timeout: LONG_MS } as const;
    expect(() => execFileSync(executable, ['-Command', '1'], shown)).not.toThrow();
    expect(existsSync(proof), 'a PowerShell that loads profiles loads this one').toBe(true);
  });
});

describe(titled('closing questions to a real PowerShell'), () => {
  unixTest.each([0, 1, 5, 20])('%i turns after its start leaves no process behind', async (turns) => {
    const folder = temporaryFolder();
    const [executable, list] = [join(folder, 'powershell.exe'), join(folder, 'started')];
    const options = realOptions();
    writeFileSync(executable, `#!/bin/sh\necho $$ > '${list}'\nexec '${options.executable}' "$@"\n`, {
      mode: 0o755,
    });
    const questions = createPowerShellQuestions({ ...options, executable });
    const asking = codeOf(questions.ask('net-nat', {}));
    const started = () => (existsSync(list) ? Number(readFileSync(list, 'utf8')) : 0);
    await expect.poll(started, { interval: 1, timeout: 10_000 }).toBeGreaterThan(0);
    for (let turn = 0; turn < turns; turn++) await new Promise((next) => setImmediate(next));
    await Promise.all([questions.close(), questions.close()]);
    expect(isAlive(started())).toBe(false);
    expect(await asking).toBe('host.aborted');
    expect(await codeOf(questions.ask('net-nat', {}))).toBe('host.aborted');
  });
});
