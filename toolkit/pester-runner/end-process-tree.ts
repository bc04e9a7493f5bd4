import { type ChildProcess, execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { type Environment, windowsProgram } from './find-powershell.ts';

const execute = promisify(execFile);

/**
 * Kills a process with everything it started, also what has left its process group.
 *
 * Off Windows it must lead a process group of its own. On Windows `taskkill /t` walks the tree.
 */
export async function endProcessTree(child: ChildProcess, environment: Environment): Promise<void> {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (process.platform === 'win32') {
    const taskkill = windowsProgram(environment, 'taskkill.exe');
    // Fails where it has ended just now; the process itself is ours in any case.
    await execute(taskkill, ['/pid', `${pid}`, '/t', '/f'], { windowsHide: true }).catch(() =>
      child.kill('SIGKILL'),
    );
    return;
  }
  // Stopped first, so that it starts nothing more while its descendants are looked up.
  signal(-pid, 'SIGSTOP');
  const descendants = descendantsOf(pid, await readParents());
  for (const target of [...descendants, -pid, pid]) signal(target, 'SIGKILL');
}

function signal(target: number, name: NodeJS.Signals): void {
  try {
    process.kill(target, name);
  } catch {
    // It has ended by itself.
  }
}

/** Every process that descends from one, at any depth. */
function descendantsOf(pid: number, parents: ReadonlyMap<number, number>): number[] {
  const found = new Set([pid]);
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const [child, parent] of parents) if (found.has(parent)) found.add(child);
  }
  found.delete(pid);
  return [...found];
}

/** The parent of every process: from /proc, or from ps where there is none. */
async function readParents(): Promise<Map<number, number>> {
  if (process.platform !== 'linux') {
    const { stdout } = await execute('/bin/ps', ['-A', '-o', 'pid=,ppid=']).catch(() => ({ stdout: '' }));
    return new Map(
      [...stdout.matchAll(/^\s*(\d+)\s+(\d+)\s*$/gm)].map(([, pid, parent]) => [Number(pid), Number(parent)]),
    );
  }
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const pairs = await Promise.all(
    pids.map(async (pid): Promise<[number, number]> => [Number(pid), await parentOf(pid)]),
  );
  return new Map(pairs);
}

/** Zero for a process that has ended meanwhile. The name, in brackets, may hold anything, brackets too. */
async function parentOf(pid: string): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '');
  return Number(/^.*\) \S (\d+)/s.exec(stat)?.[1] ?? 0);
}
