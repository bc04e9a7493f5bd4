import { spawn } from 'node:child_process';
import { windowsProgram } from './windows-folders.ts';

/**
 * Kills a process with everything it started.
 *
 * Off Windows it must lead a process group of its own. On Windows `taskkill /t` walks the tree; should that not start, the
 * process itself is killed and its children are left.
 */
export function endProcessTree(
  subprocess: { readonly pid?: number | undefined; kill(signal: 'SIGKILL'): boolean },
  environment: Readonly<Record<string, string | undefined>>,
): void {
  const { pid } = subprocess;
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    const taskkill = windowsProgram(environment, 'taskkill.exe');
    const killer = spawn(taskkill, ['/pid', `${pid}`, '/t', '/f'], { stdio: 'ignore', windowsHide: true });
    killer.once('error', () => subprocess.kill('SIGKILL'));
    killer.once('exit', (code) => code !== 0 && subprocess.kill('SIGKILL'));
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The group is gone, having ended by itself just now, or somebody else's; the process is ours in any case.
    subprocess.kill('SIGKILL');
  }
}
