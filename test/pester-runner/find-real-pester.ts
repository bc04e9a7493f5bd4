import { execFileSync } from 'node:child_process';
import { choosePester } from '../../toolkit/pester-runner/choose-pester.ts';
import { findPwsh, NO_POWERSHELL } from '../powershell/find-pwsh.ts';

/** A real PowerShell with a Pester that does, or why there is none. */
export type RealPester = { readonly executable: string } | { readonly missing: string };

const LIST = '@(Get-Module -ListAvailable Pester | ForEach-Object { "$($_.Version)" }) -join ","';

/** Looks for what the tests of real runs need. */
export function findRealPester(): RealPester {
  const executable = findPwsh();
  if (executable === undefined) return { missing: NO_POWERSHELL };
  try {
    const listed = execFileSync(executable, ['-NoProfile', '-NonInteractive', '-Command', LIST], {
      encoding: 'utf8',
    });
    choosePester(
      listed
        .trim()
        .split(',')
        .filter(Boolean)
        .map((version) => ({ version, path: '' })),
    );
    return { executable };
  } catch (error) {
    return { missing: `needs Pester: ${error instanceof Error ? error.message : String(error)}` };
  }
}
