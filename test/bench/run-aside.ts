import { spawn } from 'node:child_process';

/** Runs Node while this process goes on serving; @returns its wall time in milliseconds. @throws Error unless it ends with 0. */
export function runAside(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const startMs = performance.now();
    const child = spawn(process.execPath, args, { env: environment, stdio: 'ignore', timeout: 60_000 });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve(performance.now() - startMs);
      else reject(new Error(`node ${args.join(' ')} ended with ${code}`));
    });
  });
}
