import { chmodSync, existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import {
  prepareRunStateDirectory,
  runStateDirectory,
  unsafeReason,
  userStateDirectory,
} from '../../toolkit/scenario/state-directory.ts';
import { fakeHost } from '../support/fake-host.ts';
import { inFolder } from '../support/run-bench.ts';

const ADMINISTRATORS = 'S-1-5-32-544';
const SYSTEM = 'S-1-5-18';
const USERS = 'S-1-5-32-545';
const SOMEBODY = 'S-1-5-21-1-2-3-1001';
const unsafe = expect.objectContaining({ code: 'run.state-directory-unsafe', exitCode: 2 });
const safe = { exists: true, isLink: false, ownerSid: ADMINISTRATORS, writerSids: [ADMINISTRATORS, SYSTEM] };

function folderOf(path: string, mode: number): void {
  mkdirSync(path);
  chmodSync(path, mode);
}

describe('where state is kept', () => {
  const onLinux = (environment: Record<string, string | undefined>) =>
    ({ platform: 'linux', environment }) as const;
  const onWindows = (environment: Record<string, string | undefined>) =>
    ({ platform: 'win32', environment }) as const;
  const home = join(homedir(), '.local', 'state', 'portwright');

  test.each([
    ['XDG_STATE_HOME', { XDG_STATE_HOME: '/var/state' }, '/var/state/portwright'],
    ['no variable', {}, home],
    ['an empty one', { XDG_STATE_HOME: '' }, home],
    ['a relative one, which the XDG specification tells to ignore', { XDG_STATE_HOME: 'state' }, home],
  ])('off Windows with %s', (_what, environment, path) => {
    expect(userStateDirectory(onLinux(environment))).toBe(path);
    expect(runStateDirectory(onLinux(environment))).toBe(path);
  });

  test('on Windows is split between the user and the machine', () => {
    const both = onWindows({ LOCALAPPDATA: 'C:\\Users\\김\\AppData\\Local', ProgramData: 'D:\\ProgramData' });
    expect(userStateDirectory(both)).toBe(join('C:\\Users\\김\\AppData\\Local', 'Portwright'));
    expect(runStateDirectory(both)).toBe(join('D:\\ProgramData', 'Portwright'));
    expect(runStateDirectory(onWindows({}))).toBe(join('C:\\ProgramData', 'Portwright'));
    expect(userStateDirectory(onWindows({}))).toBe(join(homedir(), 'AppData', 'Local', 'Portwright'));
  });
});

describe.skipIf(process.platform === 'win32')('a folder off Windows', () => {
  const prepare = (path: string) => prepareRunStateDirectory(path, fakeHost({}), 'linux');

  it('is made for its owner alone, and used again', () =>
    inFolder(async (folder) => {
      const path = join(folder, 'a', 'b');
      await prepare(path);
      await prepare(path);
      expect(statSync(path).mode & 0o777).toBe(0o700);
    }));

  it.each([
    ['a link', (path: string, folder: string) => symlinkSync(folder, path)],
    ['a link to nothing', (path: string, folder: string) => symlinkSync(join(folder, 'no'), path)],
    ['a file', (path: string) => writeFileSync(path, '')],
    ['writable for a group', (path: string) => folderOf(path, 0o770)],
    ['writable for all', (path: string) => folderOf(path, 0o707)],
  ])('that is %s is refused and left as it is', (_what, make) =>
    inFolder(async (folder) => {
      const path = join(folder, 'state');
      make(path, folder);
      await expect(prepare(path)).rejects.toThrow(unsafe);
      expect(existsSync(join(folder, 'no'))).toBe(false);
    }),
  );

  it.runIf(process.getuid?.() !== 0)('of another owner is refused', () =>
    expect(prepare('/usr')).rejects.toThrow(unsafe),
  );
});

describe('a folder on Windows', () => {
  it.each([
    ['of Administrators', safe, undefined],
    ['of SYSTEM', { ...safe, ownerSid: SYSTEM }, undefined],
    ['that is a link', { ...safe, isLink: true }, /link/],
    ['of a user', { ...safe, ownerSid: SOMEBODY }, new RegExp(SOMEBODY)],
    ['in which users can write', { ...safe, writerSids: [SYSTEM, USERS] }, new RegExp(USERS)],
    ['in which its creator can write', { ...safe, writerSids: ['S-1-3-0'] }, /S-1-3-0/],
  ])('%s', (_what, security, reason) => {
    if (reason === undefined) expect(unsafeReason(security)).toBeUndefined();
    else expect(unsafeReason(security)).toMatch(reason);
  });

  it('is made where there is none, and looked at again before it is trusted', async () => {
    const none = { exists: false, isLink: false, ownerSid: '', writerSids: [] };
    const host = fakeHost({
      ask: { 'folder-security': [none, safe], 'create-protected-folder': [{ created: true }] },
    });
    await prepareRunStateDirectory('C:\\ProgramData\\Portwright', host, 'win32');
    expect(host.written).toEqual(['ask create-protected-folder {"path":"C:\\\\ProgramData\\\\Portwright"}']);
    expect(host.unused()).toEqual([]);
  });

  it('that somebody else made first is refused', async () => {
    const none = { exists: false, isLink: false, ownerSid: '', writerSids: [] };
    const host = fakeHost({
      ask: {
        'folder-security': [none, { ...safe, ownerSid: SOMEBODY }],
        'create-protected-folder': { created: false },
      },
    });
    await expect(prepareRunStateDirectory('C:\\P', host, 'win32')).rejects.toThrow(unsafe);
  });
});
