import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect } from 'vitest';
import type { Question } from '../../toolkit/host/questions.ts';
import { temporaryFolder } from '../host/stand-in-folder.ts';
import { answerTo, define, row, session } from './both-ways.ts';
import { realTest, runScript, titled } from './session/real-power-shell.ts';

describe(titled('folder-security'), () => {
  const rule = (sid: string, rights: string, type = 'Allow') =>
    row(
      `AccessControlType = [Security.AccessControl.AccessControlType]::${type}; FileSystemRights = ${rights}; ` +
        `IdentityReference = [pscustomobject] @{ Value = '${sid}' }`,
    );
  const acl = (rules: string) =>
    `
    $acl = New-Object -TypeName PSObject
    $acl | Add-Member -MemberType ScriptMethod -Name GetAccessRules -Value { ${rules} }
    $acl | Add-Member -MemberType ScriptMethod -Name GetOwner -Value { [pscustomobject] @{ Value = 'S-1-5-18' } }
    $acl`.replaceAll('\n', ';');

  realTest.each<[string, string, string[]]>([
    ['nobody', '', []],
    ['one who may write', rule('S-1-5-18', '0x1f01ff'), ['S-1-5-18']],
    ['one who may write twice', rule('S-1-1-0', '2') + rule('S-1-1-0', '0x40000000'), ['S-1-1-0']],
    ['readers', rule('S-1-1-0', '0x1200a9') + rule('S-1-5-32-545', '[int]::MinValue'), []],
    ['the denied', rule('S-1-1-0', '0x1f01ff', 'Deny') + rule('S-1-5-18', '0x10000000'), ['S-1-5-18']],
  ])('%s', async (_, rules, writerSids) => {
    await define({ 'Get-Acl': acl(rules) });
    const folder = temporaryFolder();
    const known = { exists: true, ownerSid: 'S-1-5-18', writerSids };
    expect(await answerTo('folder-security', { path: folder })).toEqual({ ...known, isLink: false });
    const link = join(folder, 'link');
    symlinkSync(folder, link, 'junction');
    expect(await answerTo('folder-security', { path: link })).toEqual({ ...known, isLink: true });
  });

  realTest('no folder, whatever its name', async () => {
    const missing = { exists: false, isLink: false, ownerSid: '', writerSids: [] };
    for (const name of ['missing', 'a[b]*?', "’'`$(1)", '폴더\ud800', 'missing/too']) {
      const path = join(temporaryFolder(), name);
      expect(await answerTo('folder-security', { path })).toEqual(missing);
    }
  });
});

describe(titled('reserve-port and release-port'), () => {
  /** System calls that return what they were called with: one number of both, and another base for udp. */
  const calls = (type: string, verb: string, rest: string) =>
    `public static class ${type} {` +
    ['Tcp', 'Udp']
      .map((protocol, base) => {
        const name = `${verb}Persistent${protocol}PortReservation(ushort startPort, ushort numberOfPorts${rest})`;
        return `public static uint ${name} { ${rest && 'token = 1; '}return numberOfPorts * 65536u + startPort - ${base}u; }`;
      })
      .join(' ') +
    '}';
  beforeAll(async () => {
    const types = calls('ReservePort', 'Create', ', out ulong token') + calls('ReleasePort', 'Delete', '');
    await session.execute(`Add-Type -TypeDefinition 'namespace Portwright { ${types} }'`);
  });

  realTest.each([
    ['tcp', 8065, 1, 65536 + 0x811f],
    ['udp', 8065, 2, 131072 + 0x811f - 1],
    ['tcp', 65535, 65535, 4294967295],
    ['udp', 1, 1, 65536 + 0x0100 - 1],
  ] as const)(
    '%s %i+%i is given in network byte order',
    async (protocol, startPort, numberOfPorts, win32Error) => {
      const span = { protocol, startPort, numberOfPorts };
      expect(await answerTo('reserve-port', span)).toEqual({ win32Error });
      expect(await answerTo('release-port', span)).toEqual({ win32Error });
    },
  );
});

describe(titled('sockets and folders of this machine'), () => {
  realTest.each([
    ['127.0.0.1', 0],
    ['::1', 0],
    ['::1%0', 0],
    ['192.0.2.1', 10049],
  ])('probe-bind on %s ends with %i', async (address, socketError) => {
    const answer = await answerTo('probe-bind', { protocol: 'udp', address, port: 47_808 });
    expect(answer).toEqual({ socketError });
  });

  realTest('probe-connect is refused where nobody serves', async () => {
    expect(await answerTo('probe-connect', { address: '127.0.0.1', port: 1 })).toEqual({
      socketError: 10061,
    });
  });

  realTest.each(['probe-bind', 'probe-connect'] as const)(
    '%s of what is no address is an error',
    async (name) => {
      const question = {
        address: '127.0.0.1.5’',
        port: 1,
        ...(name === 'probe-bind' && { protocol: 'tcp' as const }),
      };
      // The question of either name; the table of both has one type.
      expect(await answerTo(name, question as Question<typeof name>)).toMatchObject({
        error: { id: 'FormatException' },
      });
    },
  );

  realTest('create-protected-folder leaves alone what is there', async () => {
    const path = join(temporaryFolder(), "there [1] ’'");
    mkdirSync(path);
    expect(await answerTo('create-protected-folder', { path })).toEqual({ created: false });
  });

  realTest('.NET has what create-protected-folder calls there', async () => {
    const script = `
      $types = [type[]] ([Security.AccessControl.DirectorySecurity], [string])
      @{ has = $null -ne [IO.FileSystemAclExtensions].GetMethod('CreateDirectory', $types) }`;
    expect(await runScript(session, script)).toEqual({ ok: { has: true } });
  });
});
