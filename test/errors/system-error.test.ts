import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fromSystemError } from '../../toolkit/errors/system-error.ts';

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe('an error of the system', () => {
  test('keeps its own words and names the file', () => {
    const path = join(tmpdir(), 'pw-no-such-folder', 'file');
    expect(fromSystemError(thrownBy(() => readFileSync(path)))).toMatchObject({
      code: 'host.file-failed',
      message: expect.stringMatching(/pw-no-such-folder.*ENOENT/),
    });
  });

  test.skipIf(process.platform !== 'linux')('says that the disk is full where it is', () => {
    // The kernel's own full disk.
    const found = fromSystemError(thrownBy(() => writeFileSync(openSync('/dev/full', 'w'), 'text')));
    expect(found).toMatchObject({ code: 'host.disk-full', exitCode: 1 });
    expect(found?.remedy).toContain('XDG_STATE_HOME');
  });

  test('is nothing else: a bug stays one', () => {
    expect(fromSystemError(new TypeError('x is not a function'))).toBeUndefined();
    expect(fromSystemError('text')).toBeUndefined();
    const folder = mkdtempSync(join(tmpdir(), 'pw-error-'));
    expect(fromSystemError(thrownBy(() => rmSync(folder, { recursive: true })))).toBeUndefined();
  });
});
