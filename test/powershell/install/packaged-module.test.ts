import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { installModule } from '../../../toolkit/powershell/install/install-module.ts';
import { KEEP_PORTS } from '../../scenario-file/scenario-texts.ts';
import { builtCli, PROJECT } from '../../support/built-cli.ts';
import { tempFolder } from '../../support/fake-terminal.ts';
import { findPwsh, NO_POWERSHELL } from '../find-pwsh.ts';

interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The folder the module lies in, and the variables of a person who has only Node and the module. */
interface Installed {
  readonly modules: string;
  readonly module: string;
  readonly environment: NodeJS.ProcessEnv;
}

let runner: string;

beforeAll(async () => {
  runner = join(await builtCli(), '..');
}, 300_000);

/** As `portwright powershell install --path` leaves it, in a folder with a blank and Korean letters. */
function installed(): Installed {
  const home = join(tempFolder(), '사용자 폴더');
  const modules = join(home, 'Modules');
  const source = { module: join(PROJECT, 'ps-wrappers', 'Portwright'), runner };
  const module = installModule({ source, version: '0.1.0', modules });
  return { modules, module, environment: { ...process.env, XDG_STATE_HOME: join(home, 'state') } };
}

async function run(program: string, words: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  try {
    const { stdout, stderr } = await promisify(execFile)(program, words, { env, timeout: 120_000 });
    return { exitCode: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as { code?: number; stdout?: string; stderr?: string };
    return { exitCode: code ?? -1, stdout, stderr };
  }
}

function callRunner({ module, environment }: Installed, words: readonly string[]): Promise<Ended> {
  return run(process.execPath, [join(module, 'cli', 'portwright.cjs'), ...words], environment);
}

describe('a module that carries the command line', () => {
  test('runs a scenario and puts it back with nothing beside it but Node', async () => {
    const place = installed();
    const state = join(place.modules, 'machine.json');
    const host = ['--host', 'simulated', '--state', state];
    const made = await callRunner(place, [
      'run',
      'reserve-ports',
      '--ports',
      '9300',
      '--yes',
      '--json',
      ...host,
    ]);
    expect({ exitCode: made.exitCode, stderr: made.stderr }).toEqual({ exitCode: 0, stderr: '' });
    const back = await callRunner(place, ['rollback', '--yes', '--json', ...host]);
    expect({ exitCode: back.exitCode, stderr: back.stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(JSON.parse(back.stdout)).toMatchObject({ outcome: 'done' });
  });

  test.each(['ko', 'de', 'ja'])('reads a Windows that speaks %s, in its own code page', async (locale) => {
    const place = installed();
    const state = join(place.modules, 'machine.json');
    await callRunner(place, ['simulate', 'create', '--state', state, '--locale', locale]);
    const host = ['--host', 'simulated', '--state', state];
    const { exitCode, stdout, stderr } = await callRunner(place, ['diagnose', '8065', '--json', ...host]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(JSON.parse(stdout).ports).toEqual([expect.objectContaining({ verdict: 'reserved' })]);
  });

  test.each(['mine.ts', 'mine.mjs'])(
    'says of a scenario file %s that it needs the npm installation, and how to get that',
    async (name) => {
      const place = installed();
      const file = join(place.modules, name);
      writeFileSync(file, KEEP_PORTS);
      const { exitCode, stdout } = await callRunner(place, ['run', file, '--json', '--host', 'simulated']);
      expect(exitCode).toBe(2);
      expect(JSON.parse(stdout)).toMatchObject({
        error: { code: 'scenario.needs-installation', remedy: 'npm install --global portwright' },
      });
    },
  );

  test('can install itself again', async () => {
    const place = installed();
    const other = join(place.modules, 'Other');
    mkdirSync(other);
    const words = ['powershell', 'install', '--path', other, '--json'];
    const { exitCode, stdout } = await callRunner(place, words);
    expect(exitCode).toBe(0);
    const [copy = ''] = JSON.parse(stdout).installed;
    const again = await callRunner({ ...place, module: copy }, ['--version']);
    expect(again).toEqual({ exitCode: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+/), stderr: '' });
  });

  test('what npm packs holds the module and the command line it finds', async () => {
    const place = installed();
    const packed = join(place.modules, 'node_modules', 'portwright');
    mkdirSync(packed, { recursive: true });
    for (const name of ['package.json', 'dist', 'ps-wrappers'])
      cpSync(join(PROJECT, name), join(packed, name), { recursive: true });
    for (const name of ['iconv-lite', 'safer-buffer'])
      symlinkSync(join(PROJECT, 'node_modules', name), join(place.modules, 'node_modules', name), 'junction');
    const copy = { ...place, module: packed };
    const words = ['powershell', 'install', '--path', join(place.modules, 'New'), '--json'];
    const { exitCode, stdout } = await run(
      process.execPath,
      [join(copy.module, 'dist', 'portwright.cjs'), ...words],
      place.environment,
    );
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).installed).toEqual([expect.stringContaining('Portwright')]);
  });
});

const pwsh = findPwsh();

describe(`PowerShell with the installed module${pwsh === undefined ? ` (skipped: ${NO_POWERSHELL})` : ''}`, () => {
  test.skipIf(pwsh === undefined)(
    'finds it by its name, without a warning, and cures a simulated machine with it',
    async () => {
      const place = installed();
      const script = join(place.modules, 'cure.ps1');
      writeFileSync(
        script,
        [
          '$ErrorActionPreference = "Stop"',
          'Import-Module Portwright -WarningVariable warnings',
          '$state = Join-Path $PSScriptRoot "machine.json"',
          '$run = Repair-PwPort 8065 -Container mattermost -HostKind simulated -State $state',
          '@{ warnings = @($warnings).Count; outcome = $run.Outcome; verified = $run.Verified; runner = (Get-Module Portwright).ModuleBase } | ConvertTo-Json -Compress',
        ].join('\n'),
      );
      const environment = {
        ...place.environment,
        PSModulePath: place.modules,
        PATH: `${join(process.execPath, '..')}:${process.env.PATH}`,
      };
      const { exitCode, stdout, stderr } = await run(
        pwsh ?? '',
        ['-NoProfile', '-File', script],
        environment,
      );
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      expect(JSON.parse(stdout)).toEqual({
        warnings: 0,
        outcome: 'done',
        verified: 'Yes',
        runner: place.module,
      });
    },
  );
});
