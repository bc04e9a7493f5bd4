import { statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Why a test that needs PowerShell is skipped. */
export const NO_POWERSHELL = 'needs PowerShell: put pwsh on PATH, or its path into PORTWRIGHT_PWSH';

/** A real PowerShell: what `PORTWRIGHT_PWSH` names, else pwsh on PATH. */
export function findPwsh(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const name = process.platform === 'win32' ? 'pwsh.exe' : 'pwsh';
  const candidates = [process.env.PORTWRIGHT_PWSH ?? '', ...folders.map((folder) => join(folder, name))];
  return candidates.find((path) => path !== '' && statSync(path, { throwIfNoEntry: false })?.isFile());
}
