import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { NEEDED_NODE, refuseOldNode } from '../../toolkit/cli/refuse-old-node.ts';
import { errorSchema } from '../../toolkit/report/documents/error-schema.ts';
import { runBuiltCli } from '../support/built-cli.ts';
import { newPlace } from '../support/place.ts';

/** What is written where this version of Node.js runs. */
function on(version: string, ...words: string[]) {
  const written = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof written) => ({
    write: (text: string) => {
      written[name] += text;
      return true;
    },
  });
  // Nothing of a stream is used but `write`.
  const streams = { stdout: stream('stdout'), stderr: stream('stderr') } as unknown as NodeJS.Process;
  return { exitCode: refuseOldNode(version, words, streams), ...written };
}

describe('a Node.js that is too old', () => {
  test.each(['18.20.8', '20.20.2', '22.17.9', '9.11.2'])('%s is refused in two plain lines', (version) => {
    const { exitCode, stdout, stderr } = on(version, 'diagnose', '8065');
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(`error: Node.js ${version} is too old`);
    expect(stderr).toContain('[node.too-old]');
    expect(stderr.trimEnd().split('\n')).toHaveLength(2);
  });

  test('is named in a document where one was asked for', () => {
    const document = errorSchema.parse(JSON.parse(on('20.20.2', 'diagnose', '8065', '--json').stdout));
    expect(document).toMatchObject({ error: { code: 'node.too-old' }, exitCode: 2 });
    expect(document.error.message).toContain(NEEDED_NODE.replace('>=', ''));
  });
});

test('the command line that is built says so before it loads anything that an old one has not', async () => {
  const place = newPlace();
  const old = place.file(
    'old.cjs',
    "delete require('node:module').enableCompileCache; Object.defineProperty(process, 'versions', { value: { node: '20.0.0' } });",
  );
  // The folder has a blank in its name.
  const environment = { NODE_OPTIONS: `--require ${JSON.stringify(old)}` };
  const { exitCode, stdout, stderr } = await runBuiltCli(['diagnose', '8065'], environment);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toMatch(/^error: Node\.js 20\.0\.0 is too old .*\n {2}install it .*\n$/);
});

test.each(['22.18.0', '22.20.1', '24.0.0', '100.1.0', process.versions.node])('%s will do', (version) => {
  expect(on(version, '--json')).toEqual({ exitCode: undefined, stdout: '', stderr: '' });
});

test('what is needed is what the package declares, in the one form that is read', () => {
  const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(NEEDED_NODE).toBe(engines.node);
  expect(NEEDED_NODE).toMatch(/^>=\d+(?:\.\d+){0,2}$/);
});
