import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { LONGEST_BOOT_VALUE } from '../../toolkit/linux/own-sysctl-file.ts';
import { diagnosisSchema } from '../../toolkit/report/documents/diagnosis-schema.ts';
import { kernelValue, LOCAL_PORT_RANGE_FILE, RESERVED_PORTS_FILE } from '../support/fake-linux-host.ts';
import { createNamespace, type NetworkNamespace, NO_NAMESPACES } from '../support/network-namespace.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const MAIN = at('../../toolkit/cli/main-process.ts');
const fixture = (name: string) => at(`fixtures/${name}.ts`);
const ROUNDS = 1000;
const PORTS = 10;
const OWN_FILE = '90-portwright-reserved-ports.conf';

const rounds = z.object({ served: z.int(), opened: z.int() });
const taken = z.object({
  exitCode: z.int(),
  stdout: z.string(),
  opened: z.int(),
  areAlive: z.boolean(),
  holder: z.int(),
});
const summary = z.object({
  exitCode: z.int(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
});

let namespace: NetworkNamespace;
let folder: string;

/** What stands for /etc/sysctl.d while a command runs: the machine's own is never written. */
const settings = () => join(folder, 'sysctl.d');

beforeEach(async () => {
  if (NO_NAMESPACES !== undefined) return;
  folder = mkdtempSync(join(tmpdir(), 'portwright-netns-'));
  mkdirSync(settings());
  namespace = await createNamespace();
  await shell(`echo 8060 8069 > ${LOCAL_PORT_RANGE_FILE}`);
});

afterEach(async () => {
  if (NO_NAMESPACES !== undefined) return;
  await namespace.remove();
  rmSync(folder, { recursive: true });
});

async function run(argv: readonly string[]): Promise<{ exitCode: number; stdout: string }> {
  const { ending, exitCode, stdout, stderr } = await namespace.run(inPlace(argv));
  if (ending !== 'exited') throw new Error(`${argv.join(' ')}: ${ending} ${Buffer.from(stderr)}`);
  return { exitCode, stdout: Buffer.from(stdout).toString() };
}

function inPlace(argv: readonly string[]): string[] {
  const mount = 'mount --bind "$0" /etc/sysctl.d && exec "$@"';
  const environment = [`XDG_STATE_HOME=${join(folder, 'state')}`];
  return [
    '/usr/bin/unshare',
    '--mount',
    '/bin/sh',
    '-c',
    mount,
    settings(),
    '/usr/bin/env',
    ...environment,
    ...argv,
  ];
}

const shell = (line: string) => run(['/bin/sh', '-c', line]);
const node = (...argv: string[]) => run([process.execPath, ...argv]);
const portwright = (...words: string[]) => node(MAIN, ...words);
const reserved = async () => (await shell(`cat ${RESERVED_PORTS_FILE}`)).stdout.trim();

async function countRounds(count: number) {
  const { stdout } = await node(fixture('count-rounds'), '8065', `${count}`, `${PORTS}`);
  return rounds.parse(JSON.parse(stdout));
}

async function whileTaken(...words: string[]) {
  const { stdout } = await node(fixture('run-while-taken'), `${PORTS}`, process.execPath, MAIN, ...words);
  return taken.parse(JSON.parse(stdout));
}

describe.skipIf(NO_NAMESPACES !== undefined)(
  `in a network namespace${NO_NAMESPACES ? `: ${NO_NAMESPACES}` : ''}`,
  () => {
    test('every one of 1,000 rounds collides', async () => {
      expect(await countRounds(ROUNDS)).toEqual({ served: 0, opened: ROUNDS * PORTS });
    });

    test('and none of 1,000 once the port is reserved; rolled back, they collide again', async () => {
      expect(
        (await portwright('run', 'linux-reserve-ports', '--ports', '8065', '--no-persist', '--yes')).exitCode,
      ).toBe(0);
      expect(readdirSync(settings())).toEqual([]);
      // The tenth client finds no port: the reserved one is not given to it.
      expect(await countRounds(ROUNDS)).toEqual({ served: ROUNDS, opened: ROUNDS * (PORTS - 1) });
      expect((await portwright('rollback', '--yes')).exitCode).toBe(0);
      expect(await reserved()).toBe('');
      expect((await countRounds(PORTS)).served).toBe(0);
    });

    test('what the port is reserved by comes back to the letter, and what others added stays', async () => {
      await shell(`echo 9000-9001 > ${RESERVED_PORTS_FILE}`);
      await portwright('run', 'linux-reserve-ports', '--ports', '8065,9000-9010', '--yes');
      expect(await reserved()).toBe('8065,9000-9010');
      expect(readdirSync(settings())).toEqual([OWN_FILE]);
      await shell(`echo 8065,9000-9010,9100 > ${RESERVED_PORTS_FILE}`);
      expect((await portwright('rollback', '--yes')).exitCode).toBe(0);
      expect(await reserved()).toBe('9000-9001,9100');
      expect(readdirSync(settings())).toEqual([]);
    });

    test('what is kept in the file is what sysctl sets at boot', async () => {
      await portwright('run', 'linux-reserve-ports', '--ports', '8065,9000-9010', '--yes');
      await shell(`echo > ${RESERVED_PORTS_FILE}`);
      const { exitCode } = await shell(`sysctl -p /etc/sysctl.d/${OWN_FILE}`);
      expect({ exitCode, reserved: await reserved() }).toEqual({ exitCode: 0, reserved: '8065,9000-9010' });
    });

    test('fix reserves a port that a connection has, names the process, ends nothing, and is no success yet', async () => {
      const found = await whileTaken('fix', '8065', '--yes', '--json');
      expect(found).toMatchObject({ exitCode: 1, opened: PORTS, areAlive: true });
      const { error, exitCode } = summary.parse(JSON.parse(found.stdout));
      expect({ exitCode, code: error?.code }).toEqual({ exitCode: 1, code: 'fix.still-held' });
      expect(error?.message).toContain(`process ${found.holder}`);
      expect(await reserved()).toBe('8065');
      expect((await portwright('fix', '8065', '--yes')).exitCode).toBe(0);
    });

    test('fix changes nothing where a server listens', async () => {
      expect((await whileTaken('fix', '6379', '--yes')).exitCode).toBe(1);
      expect(await reserved()).toBe('');
      expect(readdirSync(settings())).toEqual([]);
    });

    test('diagnose names the connection, and its document is the published one', async () => {
      const { stdout, holder } = await whileTaken('diagnose', '8065', '--json');
      const { ports } = diagnosisSchema.parse(JSON.parse(stdout));
      expect(ports).toEqual([
        expect.objectContaining({ verdict: 'other-cause', cause: 'ephemeral-client', confidence: 'high' }),
      ]);
      expect(ports[0]?.summary).toContain(`(process ${holder}) to 127.0.0.1:6379`);
    });

    test('suggest and map know what is taken', async () => {
      const suggested = await whileTaken('suggest', '--near', '8065', '--count', '2');
      expect(suggested.stdout).toContain('linux-reserve-ports --ports');
      expect(suggested.stdout).toMatch(/^8070\/tcp|^8059\/tcp/m);
      expect((await whileTaken('map', '8065')).stdout).toContain('OTHER-CAUSE');
    });

    describe('killed between the file and the kernel', () => {
      const killed = () =>
        node(
          '--import',
          fixture('die-before-kernel-write'),
          MAIN,
          'run',
          'linux-reserve-ports',
          '--ports',
          '8065',
          '--yes',
        );

      test('a rollback takes the file away', async () => {
        expect((await killed()).exitCode).toBe(137);
        expect(existsSync(join(settings(), OWN_FILE))).toBe(true);
        expect((await portwright('rollback', '--yes')).exitCode).toBe(0);
        expect({ files: readdirSync(settings()), reserved: await reserved() }).toEqual({
          files: [],
          reserved: '',
        });
      });

      test('a resume goes on, and its rollback leads to the beginning', async () => {
        await killed();
        expect((await portwright('resume', '--yes')).exitCode).toBe(0);
        expect(await reserved()).toBe('8065');
        expect((await portwright('rollback', '--yes')).exitCode).toBe(0);
        expect({ files: readdirSync(settings()), reserved: await reserved() }).toEqual({
          files: [],
          reserved: '',
        });
      });
    });

    test('the range is moved and comes back', async () => {
      await portwright('run', 'linux-reserve-ports', '--local-port-range', '49152-60999', '--yes');
      expect((await shell(`cat ${LOCAL_PORT_RANGE_FILE}`)).stdout).toBe('49152\t60999\n');
      await portwright('rollback', '--yes');
      expect((await shell(`cat ${LOCAL_PORT_RANGE_FILE}`)).stdout).toBe('8060\t8069\n');
    });
  },
);

describe.skipIf(NO_NAMESPACES !== undefined)('the kernel of the other tests is like the real one', () => {
  async function compare(path: string, first: string, texts: readonly string[]) {
    const file = join(folder, 'values.json');
    writeFileSync(file, JSON.stringify([first, ...texts]));
    const { stdout } = await node(fixture('write-kernel-values'), path, file);
    const files = new Map([
      ['/proc/sys/net/ipv4/ip_unprivileged_port_start', '1024'],
      [path, ''],
    ]);
    const expected = [first, ...texts].map((text) => {
      try {
        files.set(path, kernelValue(files, path, text));
      } catch {
        // Refused: the old value stays.
      }
      return files.get(path);
    });
    expect(JSON.parse(stdout)).toEqual(expected);
  }

  test('for reserved ports', async () => {
    await compare(RESERVED_PORTS_FILE, '7000\n', [
      '8065\n',
      '',
      '8065, 8070\n',
      '8065 8070\n',
      '20-10\n',
      '65536\n',
      '1,2-4,10-10\n',
      '8080-8090,8085-8100,9000',
      '0,65535\n',
      '1,2,\n',
      '1,,2\n',
      'x\n',
      '-5\n',
      '\n',
    ]);
  });

  test('for lists longer than a page, which it takes in pieces', async () => {
    const every = (step: number, last: number) =>
      `${Array.from({ length: Math.floor(last / step) }, (_, index) => step * index + 1).join(',')}\n`;
    await compare(RESERVED_PORTS_FILE, every(2, 2500), [
      every(2, 11000),
      every(3, 40000),
      every(2, 65535),
      '1\n',
    ]);
  });

  test('for the local port range', async () => {
    await compare(LOCAL_PORT_RANGE_FILE, '40000 50000\n', [
      '60999 32768\n',
      '1000 2000\n',
      '32768 70000\n',
      '32768-60999\n',
      '32768,60999\n',
      '40000 40000\n',
      '1024\t65535\n',
    ]);
  });

  test('sysctl loses a value beyond the length that is refused', async () => {
    // 681 ports of five digits with their commas, and one range that fills the line up.
    const ports = Array.from({ length: 681 }, (_, index) => 10000 + 2 * index).join(',');
    const keeps = async (value: string) => {
      writeFileSync(join(settings(), 'x.conf'), `net.ipv4.ip_local_reserved_ports = ${value}\n`);
      await shell('sysctl -p /etc/sysctl.d/x.conf');
      return (await reserved()) === value;
    };
    const [longest, longer] = [`100-2000,${ports}`, `1000-2000,${ports}`];
    expect([longest.length, longer.length]).toEqual([LONGEST_BOOT_VALUE, LONGEST_BOOT_VALUE + 1]);
    expect([await keeps(longest), await keeps(longer)]).toEqual([true, false]);
  });
});
