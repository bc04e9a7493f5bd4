import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs npm, that of the tests where one runs them, without a network and without scripts; @returns what it printed. */
export async function npm(words: readonly string[], cwd: string): Promise<string> {
  const given = process.env.npm_execpath;
  const [program, first] = given === undefined ? ['npm', []] : [process.execPath, [given]];
  const options = ['--offline', '--ignore-scripts', '--silent'];
  const { stdout } = await promisify(execFile)(program, [...first, ...words, ...options], { cwd });
  return stdout;
}

/** Packs a built package of this project into a folder; @returns the tarball's name in it. */
export async function npmPack(words: readonly string[], folder: string, cwd: string): Promise<string> {
  const packed = await npm(['pack', ...words, '--pack-destination', folder], cwd);
  return packed.trim().split('\n').at(-1) ?? '';
}
