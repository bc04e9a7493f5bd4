import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runProcess } from '../../toolkit/host/process-runner.ts';
import { builtCli } from '../support/built-cli.ts';
import type { Ended } from '../support/docker-engine.ts';
import { createNamespace, type NetworkNamespace } from '../support/network-namespace.ts';
import { lastDocument } from '../support/place.ts';

const PODMAN = '/usr/bin/podman';
const NEEDED = [PODMAN, '/usr/bin/busybox', '/usr/bin/nsenter', '/usr/sbin/ip'];

function whyNot(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'needs root on Linux';
  const missing = NEEDED.filter((path) => !existsSync(path));
  if (missing.length === 0) return undefined;
  return `needs ${missing.join(', ')}: apt-get install podman busybox-static iproute2`;
}

const NO_PODMAN = whyNot();
const name = `Podman in place of docker${NO_PODMAN === undefined ? '' : ` (${NO_PODMAN})`}`;

describe.skipIf(NO_PODMAN !== undefined)(name, () => {
  let folder = '';
  let cli = '';
  let namespace: NetworkNamespace;
  /** Why this machine cannot run a container with it: nested containers may not set limits. */
  let problem: string | undefined;

  const run = async (argv: readonly string[]): Promise<Ended> => {
    const environment = {
      ...process.env,
      XDG_STATE_HOME: join(folder, 'state'),
      CONTAINERS_STORAGE_CONF: join(folder, 'storage.conf'),
      CONTAINERS_CONF: join(folder, 'containers.conf'),
      PORTWRIGHT_DOCKER: PODMAN,
    };
    const { exitCode, stdout, stderr } = await runProcess({
      executable: '/usr/bin/nsenter',
      args: [`--net=/run/netns/${namespace.name}`, '--', ...argv],
      environment,
      timeoutMs: 60_000,
    });
    return { exitCode, stdout: Buffer.from(stdout).toString(), stderr: Buffer.from(stderr).toString() };
  };
  const podman = (...words: readonly string[]) => run([PODMAN, ...words]);
  const portwright = (...words: readonly string[]) => run([process.execPath, cli, ...words]);

  beforeAll(async () => {
    cli = await builtCli();
    // Its database keeps paths of at most 50 characters.
    folder = mkdtempSync('/tmp/pw-podman-');
    namespace = await createNamespace();
    writeConfiguration(folder);
    await podman('import', '--change', 'CMD ["/bin/httpd","-f","-p","80"]', imageTar(folder), 'web:1');
    const options = ['--name', 'web', '--stop-signal', 'SIGKILL', '--publish', '127.0.0.1:8065:80'];
    const { exitCode, stderr } = await podman('run', '--detach', ...options, 'web:1');
    if (exitCode !== 0) problem = stderr.trim();
  });
  afterAll(async () => {
    await podman('rm', '--force', '--all');
    await namespace?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  test('restart-container restarts a container of it, and proves that it serves', async ({ skip }) => {
    if (problem !== undefined) skip(`podman cannot run a container here: ${problem}`);
    const ended = await portwright('run', 'restart-container', '--container', 'web', '--yes', '--json');
    expect(ended.exitCode, ended.stdout + ended.stderr).toBe(0);
    expect(lastDocument(ended)).toMatchObject({ outcome: 'done' });
    expect(ended.stdout).toContain('tcp 8065 is held by conmon');
  });

  test('fix starts one that is stopped, and names one that has its port', async ({ skip }) => {
    if (problem !== undefined) skip(`podman cannot run a container here: ${problem}`);
    await podman('create', '--name', 'second', '--publish', '127.0.0.1:8065:80', 'web:1');
    const restart = ['run', 'restart-container', '--yes', '--container'];
    const refused = await portwright(...restart, 'second');
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain('tcp 8065 is published by container web');
    await podman('stop', 'web');
    const fixed = await portwright('fix', '8065', '--container', 'web', '--no-persist', '--yes');
    expect(fixed.exitCode, fixed.stderr).toBe(0);
  });

  test('an unknown container of it is named', async () => {
    const ended = await portwright('run', 'restart-container', '--container', 'nobody', '--yes');
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain('docker.container-unknown');
  });
});

/** All it writes is below the folder, and it needs neither systemd nor its journal. */
function writeConfiguration(folder: string): void {
  const storage = [
    '[storage]',
    'driver = "vfs"',
    `graphroot = "${folder}/data"`,
    `runroot = "${folder}/run"`,
  ];
  writeFileSync(join(folder, 'storage.conf'), `${storage.join('\n')}\n`);
  const limits = 'default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]';
  const containers = [
    '[containers]',
    limits,
    '[engine]',
    'cgroup_manager = "cgroupfs"',
    'events_logger = "file"',
  ];
  writeFileSync(join(folder, 'containers.conf'), `${containers.join('\n')}\n`);
}

function imageTar(folder: string): string {
  const [bin, tar] = [join(folder, 'image', 'bin'), join(folder, 'image.tar')];
  mkdirSync(bin, { recursive: true });
  execFileSync('cp', ['/usr/bin/busybox', bin]);
  chmodSync(join(bin, 'busybox'), 0o755);
  symlinkSync('busybox', join(bin, 'httpd'));
  execFileSync('tar', ['-C', join(folder, 'image'), '-cf', tar, '.']);
  return tar;
}
