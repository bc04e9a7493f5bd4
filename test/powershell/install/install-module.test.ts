import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { installModule } from '../../../toolkit/powershell/install/install-module.ts';
import { moduleFolders } from '../../../toolkit/powershell/install/module-folders.ts';
import { tempFolder } from '../../support/fake-terminal.ts';

function newSource(folder: string, mark: string) {
  const [module, runner] = [join(folder, `module-${mark}`), join(folder, `dist-${mark}`)];
  mkdirSync(join(module, 'Public'), { recursive: true });
  mkdirSync(join(runner, 'types'), { recursive: true });
  mkdirSync(join(runner, 'questions'));
  writeFileSync(join(module, 'Portwright.psd1'), mark);
  writeFileSync(join(module, 'Public', 'Get-PwRun.ps1'), mark);
  writeFileSync(join(runner, 'portwright.cjs'), mark);
  writeFileSync(join(runner, 'questions', 'probe-bind.ps1'), mark);
  writeFileSync(join(runner, 'types', 'index.d.ts'), mark);
  return { module, runner };
}

describe('installing the module', () => {
  test('puts it, with the command line and without its types, into a folder of its version', () => {
    const folder = tempFolder();
    const modules = join(folder, 'Modules');
    const target = installModule({ source: newSource(folder, 'a'), version: '1.2.3', modules });
    expect(target).toBe(join(modules, 'Portwright', '1.2.3'));
    expect(readdirSync(target).sort()).toEqual(['Portwright.psd1', 'Public', 'cli']);
    expect(readdirSync(join(target, 'cli')).sort()).toEqual([
      'node_modules',
      'package.json',
      'portwright.cjs',
      'questions',
    ]);
  });

  test('replaces the same version whole, keeps others and leaves nothing else behind', () => {
    const folder = tempFolder();
    const modules = join(folder, 'Modules');
    const install = (mark: string, version: string) =>
      installModule({ source: newSource(folder, mark), version, modules });
    install('a', '1.0.0');
    const target = install('b', '1.1.0');
    writeFileSync(join(target, 'Public', 'Left-Over.ps1'), '');
    install('c', '1.1.0');
    expect(readdirSync(join(modules, 'Portwright')).sort()).toEqual(['1.0.0', '1.1.0']);
    expect(readFileSync(join(target, 'Portwright.psd1'), 'utf8')).toBe('c');
    expect(existsSync(join(target, 'Public', 'Left-Over.ps1'))).toBe(false);
  });

  test('a failure keeps what was there', () => {
    const folder = tempFolder();
    const modules = join(folder, 'Modules');
    const target = installModule({ source: newSource(folder, 'a'), version: '1.0.0', modules });
    const broken = { module: join(folder, 'nowhere'), runner: join(folder, 'nowhere') };
    expect(() => installModule({ source: broken, version: '1.0.0', modules })).toThrow(
      expect.objectContaining({ code: 'host.file-failed' }),
    );
    expect(readFileSync(join(target, 'Portwright.psd1'), 'utf8')).toBe('a');
    expect(readdirSync(join(modules, 'Portwright'))).toEqual(['1.0.0']);
  });

  test('a module that is installed can install itself elsewhere', () => {
    const folder = tempFolder();
    const first = installModule({
      source: newSource(folder, 'a'),
      version: '1.0.0',
      modules: join(folder, 'One'),
    });
    const second = installModule({
      source: { module: first, runner: join(first, 'cli') },
      version: '1.0.0',
      modules: join(folder, 'Two'),
    });
    expect(readdirSync(second).sort()).toEqual(readdirSync(first).sort());
    expect(readdirSync(join(second, 'cli')).sort()).toEqual(readdirSync(join(first, 'cli')).sort());
  });
});

describe('the folders PowerShell looks in', () => {
  const environment = { USERPROFILE: 'C:\\Users\\Ann Lee', ProgramFiles: 'D:\\Programs' };

  test('on Windows one for each edition of the person', () => {
    expect(moduleFolders({ scope: 'CurrentUser', platform: 'win32', environment })).toEqual([
      'C:\\Users\\Ann Lee\\Documents\\PowerShell\\Modules',
      'C:\\Users\\Ann Lee\\Documents\\WindowsPowerShell\\Modules',
    ]);
  });

  test('on Windows below the Documents folder where that is elsewhere', () => {
    const documents = 'D:\\OneDrive\\Dokumente';
    expect(moduleFolders({ scope: 'CurrentUser', platform: 'win32', environment, documents })).toEqual([
      'D:\\OneDrive\\Dokumente\\PowerShell\\Modules',
      'D:\\OneDrive\\Dokumente\\WindowsPowerShell\\Modules',
    ]);
  });

  test('on Windows for everybody the one that both editions look in', () => {
    expect(moduleFolders({ scope: 'AllUsers', platform: 'win32', environment })).toEqual([
      'D:\\Programs\\WindowsPowerShell\\Modules',
    ]);
  });

  test('elsewhere the one of the XDG data folder, unless that is relative', () => {
    const folders = (home: string | undefined) =>
      moduleFolders({ scope: 'CurrentUser', platform: 'linux', environment: { XDG_DATA_HOME: home } });
    expect(folders('/data')).toEqual(['/data/powershell/Modules']);
    expect(folders('data')).toEqual(folders(undefined));
    expect(folders(undefined)[0]).toMatch(/\/\.local\/share\/powershell\/Modules$/);
  });
});
