import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../host/stand-in-folder.ts';
import { findPwsh, NO_POWERSHELL } from '../find-pwsh.ts';

/** Undefined where there is no PowerShell. */
export const PWSH = findPwsh();

/** For the title of a group of tests. */
export const REAL = `a real PowerShell${PWSH === undefined ? ` (${NO_POWERSHELL})` : ''}`;

/**
 * Runs a script in a PowerShell of its own.
 *
 * @param input - Read by the script as `$Data`, whatever is in it.
 * @returns What it wrote as JSON: its output must be one JSON document.
 */
export function runPwsh(script: string, input: unknown = {}): unknown {
  const folder = temporaryFolder();
  const inFolder = (name: string) => join(folder, name);
  // The answer goes into a file: what is written for a person (-WhatIf) stands on standard output too.
  const frame = `$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue'
$Data = [IO.File]::ReadAllText((Join-Path $PSScriptRoot 'data.json')) | ConvertFrom-Json
$answer = . (Join-Path $PSScriptRoot 'body.ps1')
[IO.File]::WriteAllText((Join-Path $PSScriptRoot 'answer.json'), ($answer -join ''))
`;
  writeFileSync(inFolder('frame.ps1'), frame);
  writeFileSync(inFolder('body.ps1'), `\ufeff${script}`);
  writeFileSync(inFolder('data.json'), asciiJson(input));
  execFileSync(PWSH ?? '', ['-NoProfile', '-NonInteractive', '-File', inFolder('frame.ps1')], {
    env: { ...process.env, POWERSHELL_TELEMETRY_OPTOUT: '1', TERM: 'dumb', NO_COLOR: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: 300_000,
  });
  return JSON.parse(readFileSync(inFolder('answer.json'), 'utf8'));
}

function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
