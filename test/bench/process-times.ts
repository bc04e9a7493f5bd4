import { spawnSync } from 'node:child_process';

/** Without what makes every Node start slower here and there. */
export function benchEnvironment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const { NODE_EXTRA_CA_CERTS, NODE_OPTIONS, ...environment } = process.env;
  return { ...environment, ...more };
}

/** Wall time of one whole process, in milliseconds. @throws Error when it does not end with 0. */
export function timeProcess(args: readonly string[], environment: NodeJS.ProcessEnv): number {
  const startMs = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, {
    env: environment,
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - startMs;
}

/** Times two commands in turn, so that both see the same machine. @returns The medians, in milliseconds. */
export function timePairs(
  first: readonly string[],
  second: readonly string[],
  environment: NodeJS.ProcessEnv,
  pairs = 21,
): { readonly firstMs: number; readonly secondMs: number; readonly ratio: number } {
  const times = Array.from(
    { length: pairs + 1 },
    () => [timeProcess(first, environment), timeProcess(second, environment)] as const,
  );
  const counted = times.slice(1);
  const firstMs = median(counted.map(([time]) => time));
  const secondMs = median(counted.map(([, time]) => time));
  return { firstMs, secondMs, ratio: median(counted.map(([a, b]) => a / b)) };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
