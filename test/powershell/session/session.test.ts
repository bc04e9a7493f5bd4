import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSession } from '../../../toolkit/powershell/session/session.ts';
import { codeOf, isAlive, standInFolder, temporaryFolder } from '../../host/stand-in-folder.ts';

test.skipIf(process.platform === 'win32').each([0, 1, 2, 3, 4, 6])(
  'closing a session %s turns after its first line leaves no PowerShell behind',
  async (turns) => {
    const list = join(temporaryFolder(), 'started');
    const folder = standInFolder({
      'powershell.exe': `require('fs').appendFileSync(${JSON.stringify(list)}, process.pid + '\\n'); process.stdin.resume()`,
    });
    const session = createSession({
      executable: join(folder, 'powershell.exe'),
      environment: {},
      timeoutMs: 5000,
    });
    const executing = codeOf(session.execute('anything'));
    for (let turn = 0; turn < turns; turn++) await null;
    await session.close();
    expect(await executing).toBe('host.aborted');
    const started = existsSync(list) ? readFileSync(list, 'utf8').trim().split('\n').map(Number) : [];
    expect(started.filter(isAlive)).toEqual([]);
  },
);
