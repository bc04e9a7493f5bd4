import { describe, expect, test } from 'vitest';
import { findHook, type HookCall, runHook } from '../../toolkit/host/run-hook.ts';
import { tempFolder } from '../support/fake-terminal.ts';

const call = (more: Partial<HookCall> = {}): HookCall => ({
  input: '',
  environment: process.env,
  timeoutMs: 20_000,
  signal: new AbortController().signal,
  ...more,
});
const node = (script: string, ...args: string[]) => findHook(process.execPath, ['-e', script, ...args]);
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('a hook', () => {
  test('gets its arguments verbatim, its input whole, and the environment it is given', async () => {
    const script =
      'process.stdout.write(JSON.stringify([process.argv.slice(1), require("fs").readFileSync(0, "utf8"), process.env.X]))';
    const input = `${'한글 '.repeat(50_000)}end`;
    const words = ['a b', '$(id)', '"', '%PATH%', '*'];
    const { ending, exitCode, stdout } = await runHook(
      node(script, ...words),
      call({ input, environment: { ...process.env, X: 'y' } }),
    );
    expect({ ending, exitCode }).toEqual({ ending: 'exited', exitCode: 0 });
    expect(JSON.parse(text(stdout))).toEqual([words, input, 'y']);
  });

  test('need not read its input', async () => {
    const outcome = await runHook(node('process.exit(3)'), call({ input: 'x'.repeat(1_000_000) }));
    expect(outcome).toMatchObject({ ending: 'exited', exitCode: 3 });
  });

  test('is ended when its time is over, and when it is interrupted', async () => {
    const endless = node('setInterval(() => {}, 1000)');
    expect((await runHook(endless, call({ timeoutMs: 50 }))).ending).toBe('timed-out');
    const stop = new AbortController();
    const running = runHook(endless, call({ signal: stop.signal }));
    stop.abort();
    expect((await running).ending).toBe('aborted');
  });

  test.each([
    ['is not there', () => './no-such-program'],
    ['is a folder', () => tempFolder()],
    ['is a name of PATH and no path', () => 'node'],
  ])('that %s is refused', (_what, path) => {
    expect(() => findHook(path(), [])).toThrow(expect.objectContaining({ code: 'input.invalid-argument' }));
  });
});
