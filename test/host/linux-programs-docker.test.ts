import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { locateLinuxProgram } from '../../toolkit/host/linux-programs.ts';

describe.skipIf(process.platform === 'win32')("docker's program on Linux", () => {
  let folder = '';
  const at = (name: string) => join(folder, name);
  const place = (environment: Readonly<Record<string, string>>, isRoot = false) => ({ environment, isRoot });
  const program = (name: string) => {
    writeFileSync(at(name), '#!/bin/sh\n');
    chmodSync(at(name), 0o755);
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'pw-programs-'));
    program('podman');
    program('nerdctl');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('is podman where there is no docker', () => {
    expect(locateLinuxProgram('docker.exe', place({ PATH: folder }))).toBe(at('podman'));
  });

  test('is docker where there are both', () => {
    program('docker');
    expect(locateLinuxProgram('docker.exe', place({ PATH: folder }))).toBe(at('docker'));
    rmSync(at('docker'));
  });

  test('is the one that PORTWRIGHT_DOCKER names', () => {
    const environment = { PATH: folder, PORTWRIGHT_DOCKER: at('nerdctl') };
    expect(locateLinuxProgram('docker.exe', place(environment))).toBe(at('nerdctl'));
  });

  test.each(['nerdctl', '/no/such/program'])('is not %s, whatever PATH holds', (named) => {
    const environment = { PATH: folder, PORTWRIGHT_DOCKER: named };
    expect(() => locateLinuxProgram('docker.exe', place(environment))).toThrow(named);
  });

  test('is for root none in a folder that somebody else can write in', () => {
    chmodSync(folder, 0o777);
    const environment = { PORTWRIGHT_DOCKER: at('nerdctl') };
    expect(() => locateLinuxProgram('docker.exe', place(environment, true))).toThrow('only root can write');
    chmodSync(folder, 0o700);
  });

  test.runIf(process.geteuid?.() === 0)('nor where a link leads to one', () => {
    const [shared, own] = [at('shared'), at('own')];
    mkdirSync(shared);
    mkdirSync(own);
    program('shared/docker');
    symlinkSync(join(shared, 'docker'), join(own, 'docker'));
    const environment = { PORTWRIGHT_DOCKER: join(own, 'docker') };
    expect(locateLinuxProgram('docker.exe', place(environment, true))).toBe(join(own, 'docker'));
    chmodSync(shared, 0o777);
    expect(() => locateLinuxProgram('docker.exe', place(environment, true))).toThrow('only root can write');
  });
});
