import { execFile, execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, type TestContext, test } from 'vitest';
import type { Ended } from '../support/docker-engine.ts';
import { type InstalledPortwright, installPortwright } from '../support/installed-portwright.ts';

const SIMULATED = ['--host', 'simulated'];
const isPosix = process.platform !== 'win32';
const isLinuxRoot = process.platform === 'linux' && process.getuid?.() === 0;

let root = '';
let installed: InstalledPortwright | string = '';

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'pw installed-'));
  installed = await installPortwright(root);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function theInstalled({ skip }: Pick<TestContext, 'skip'>): InstalledPortwright {
  return typeof installed === 'string' ? skip(installed) : installed;
}

interface Call {
  readonly argv: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly cwd: string;
}

/** Runs a program with an environment that holds nothing of this project's own. */
function call({ argv: [program = '', ...args], environment = {}, cwd }: Call): Promise<Ended> {
  const { PATH = '' } = process.env;
  const env = { PATH, HOME: join(root, 'home'), LANG: 'C.UTF-8', ...environment };
  return new Promise((resolve) => {
    const child = execFile(program, args, { cwd, env, timeout: 60_000 }, (_error, stdout, stderr) =>
      resolve({ exitCode: child.exitCode ?? -1, stdout, stderr }),
    );
    child.stdin?.end();
  });
}

/** A folder of its own for what Portwright keeps. */
function stateHome(): string {
  return mkdtempSync(join(root, 'state-'));
}

describe('the installed tarball', () => {
  test('holds a command that runs from its own folder', async (context) => {
    const { folder, command } = theInstalled(context);
    const { version } = JSON.parse(
      readFileSync(join(folder, 'node_modules', 'portwright', 'package.json'), 'utf8'),
    ) as { version: string };
    const ended = await call({ argv: [command, '--version'], cwd: folder });
    expect(ended).toMatchObject({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
  });

  test('is found by npx, and keeps what it did in the home folder', async (context) => {
    const { folder } = theInstalled(context);
    const home = mkdtempSync(join(root, 'home 한글-'));
    const npx = ['npx', '--offline', '--no-install', 'portwright'];
    const fix = ['fix', '8065', '--container', 'mattermost', '--yes', ...SIMULATED, '--json'];
    const ended = await call({ argv: [...npx, ...fix], cwd: folder, environment: { HOME: home } });
    expect(ended.exitCode, ended.stderr).toBe(0);
    expect(JSON.parse(ended.stdout)).toMatchObject({ outcome: 'done', host: { kind: 'simulated' } });
    expect(readdirSync(join(home, '.local', 'state', 'portwright', 'runs'))).toHaveLength(1);
  });

  test.skipIf(!isPosix)(
    'works over stand-ins that it serves itself, from a folder with a blank',
    async (context) => {
      const { folder, command } = theInstalled(context);
      const [state, bin] = [join(folder, 'machine 1.json'), join(folder, 'stand ins')];
      const environment = { XDG_STATE_HOME: stateHome(), PORTWRIGHT_ELEVATED: '1' };
      const server = execFile(command, ['simulate', 'serve', '--state', state, '--bin', bin], {
        cwd: folder,
      });
      context.onTestFinished(() => void server.kill());
      await new Promise((ready) => server.stdout?.once('data', ready));
      const host = ['--host', 'windows', '--system-root', bin];
      const fixed = await call({
        argv: [command, 'fix', '8065', '--container', 'mattermost', '--yes', '--json', ...host],
        cwd: folder,
        environment,
      });
      expect(fixed.exitCode, fixed.stderr).toBe(0);
      const rolledBack = await call({
        argv: [command, 'rollback', '--yes', ...host],
        cwd: folder,
        environment,
      });
      expect(rolledBack.exitCode, rolledBack.stderr).toBe(0);
    },
  );

  test.skipIf(!isPosix)('says what it cannot write where its folder is no folder', async (context) => {
    const { folder, command } = theInstalled(context);
    const notAFolder = join(root, 'a file');
    writeFileSync(notAFolder, '');
    const environment = { XDG_STATE_HOME: notAFolder };
    const diagnosed = await call({
      argv: [command, 'diagnose', '8065', ...SIMULATED],
      cwd: folder,
      environment,
    });
    expect(diagnosed.exitCode, diagnosed.stderr).toBe(0);
    const fixed = await call({
      argv: [command, 'fix', '8065', '--yes', ...SIMULATED],
      cwd: folder,
      environment,
    });
    expect(fixed.exitCode).toBe(1);
    expect(fixed.stderr).toContain('[host.file-failed]');
    expect(fixed.stderr).toContain(notAFolder);
    expect(fixed.stderr).not.toContain('a bug');
  });
});

describe.skipIf(!isLinuxRoot)(
  `where the disk ${isLinuxRoot ? 'is' : '(needs root on Linux, to mount one) is'}`,
  () => {
    function mounted({ onTestFinished }: Pick<TestContext, 'onTestFinished'>, options: string): string {
      const folder = mkdtempSync(join(root, 'disk-'));
      execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'portwright-test', folder]);
      onTestFinished(() => void execFileSync('umount', [folder]));
      return folder;
    }

    test.for(['HOME', 'XDG_STATE_HOME'])(
      'read-only, as %s, a diagnosis works and a fix changes nothing',
      async (name, context) => {
        const { folder, command } = theInstalled(context);
        const environment = { [name]: mounted(context, 'ro,size=64k') };
        const diagnosed = await call({
          argv: [command, 'diagnose', '8065', ...SIMULATED],
          cwd: folder,
          environment,
        });
        expect(diagnosed.exitCode, diagnosed.stderr).toBe(0);
        const state = join(stateHome(), 'machine.json');
        const fix = [command, 'fix', '8065', '--yes', ...SIMULATED, '--state', state];
        const fixed = await call({ argv: fix, cwd: folder, environment });
        expect(fixed.exitCode).toBe(1);
        expect(fixed.stderr).toContain('[host.file-failed]');
        expect(fixed.stderr).toContain(environment[name]);
        expect(existsSync(state) && rangesOfUser(state)).toBe(false);
      },
    );

    test.for([0, 1, 2, 3, 4])(
      'full but for %i pages, a run is whole or not at all',
      async (pages, context) => {
        const { folder, command } = theInstalled(context);
        const disk = mounted(context, 'size=1m');
        mkdirSync(join(disk, 'portwright'), { mode: 0o700 });
        const free = 4096 * pages;
        writeFileSync(join(disk, 'others'), Buffer.alloc(1024 * 1024 - free));
        const state = join(stateHome(), 'machine.json');
        // Scattered, so that the journal fills more than one page.
        const ports = Array.from({ length: 60 }, (_, index) => `${3000 + 2 * index}`).join(',');
        const reserve = ['run', 'reserve-ports', '--ports', ports, '--yes', ...SIMULATED, '--state', state];
        const ended = await call({
          argv: [command, ...reserve],
          cwd: folder,
          environment: { XDG_STATE_HOME: disk },
        });
        expect([0, 1], ended.stdout + ended.stderr).toContain(ended.exitCode);
        if (ended.exitCode === 1) expect(ended.stdout + ended.stderr).toContain('host.disk-full');
        expect(rangesOfUser(state)).toBe(ended.exitCode === 0);
      },
    );
  },
);

/** Whether there are rows that somebody has added on the machine of that file. */
function rangesOfUser(state: string): boolean {
  const { ranges } = JSON.parse(readFileSync(state, 'utf8')) as { ranges: { tcp: { owner: string }[] } };
  return ranges.tcp.some(({ owner }) => owner === 'user');
}

const hasScript = isPosix && existsSync('/usr/bin/script');

describe.skipIf(!hasScript)(
  `on a terminal ${hasScript ? '' : '(needs script: apt-get install bsdutils)'}`,
  () => {
    /** What a person sees in a window of that many columns. */
    function onTerminal({ folder }: InstalledPortwright, columns: number, environment = {}) {
      const line = `stty cols ${columns} rows 24; exec node_modules/.bin/portwright diagnose 8065 --host simulated`;
      return call({
        argv: ['/usr/bin/script', '--quiet', '--return', '--command', line, '/dev/null'],
        cwd: folder,
        environment: { TERM: 'xterm-256color', XDG_STATE_HOME: stateHome(), ...environment },
      });
    }
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what is looked for
    const COLOUR = /\u001b\[[\d;]*m/g;

    test('of 40 columns nothing is wider but commands, which are there to be copied', async (context) => {
      const { exitCode, stdout } = await onTerminal(theInstalled(context), 40);
      expect(exitCode).toBe(0);
      const isCommand = (line: string) => /^\s*(?:\S+ \S+: )?(?:portwright|netsh) /.test(line);
      const lines = stdout.replace(COLOUR, '').split('\r\n');
      const tooWide = lines.filter((line) => line.length > 40 && !isCommand(line));
      expect(tooWide).toEqual([]);
    });

    test('colours are used, and none where NO_COLOR is set', async (context) => {
      expect((await onTerminal(theInstalled(context), 100)).stdout).toMatch(COLOUR);
      expect((await onTerminal(theInstalled(context), 100, { NO_COLOR: '1' })).stdout).not.toMatch(COLOUR);
    });

    test('no colours and no questions where there is none', async (context) => {
      const { folder, command } = theInstalled(context);
      const environment = { XDG_STATE_HOME: stateHome(), TERM: 'xterm-256color' };
      const asked = await call({ argv: [command, 'fix', '8065', ...SIMULATED], cwd: folder, environment });
      expect(asked.exitCode).toBe(2);
      expect(asked.stderr).toContain('[input.confirmation-required]');
      expect(asked.stdout + asked.stderr).not.toMatch(COLOUR);
    });
  },
);

const canSlowDown = process.platform === 'linux' && existsSync('/usr/bin/strace');

describe.skipIf(!canSlowDown)(
  `on a slow disk ${canSlowDown ? '' : '(needs strace: apt-get install strace)'}`,
  () => {
    const SLOW_US = 100_000;

    test('every sync is waited for, and the run is done', async (context) => {
      const { folder, command } = theInstalled(context);
      const log = join(root, 'strace.log');
      const inject = `inject=fsync,fdatasync:delay_enter=${SLOW_US}`;
      const strace = ['strace', '-f', '-qq', '-o', log, '-e', 'trace=fsync,fdatasync', '-e', inject];
      const fix = [command, 'fix', '8065', '--container', 'mattermost', '--yes', ...SIMULATED, '--json'];
      const environment = { XDG_STATE_HOME: stateHome() };
      const ended = await call({ argv: [...strace, ...fix], cwd: folder, environment });
      expect(ended.exitCode, ended.stderr).toBe(0);
      expect(JSON.parse(ended.stdout)).toMatchObject({ outcome: 'done' });
      const syncs = readFileSync(log, 'utf8').match(/sync\(\d+\)\s+= 0 \(DELAYED\)/g) ?? [];
      expect(syncs.length).toBeGreaterThan(3);
    });
  },
);
