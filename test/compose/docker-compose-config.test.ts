import { describe, expect, test } from 'vitest';
import { askCompose, parseComposeConfig } from '../../toolkit/compose/docker-compose-config.ts';
import { ToolkitError } from '../../toolkit/errors/toolkit-error.ts';
import type { Command } from '../../toolkit/host/command.ts';
import type { Host } from '../../toolkit/host/host.ts';
import { shown } from './compose-files.ts';

/** As `docker compose config --format json` prints it; the keys are those of the compose specification. */
const PRINTED = JSON.stringify({
  name: 'shop',
  services: {
    db: { image: 'postgres', network_mode: 'host', ports: [{ mode: 'ingress', target: 1, published: '1' }] },
    web: {
      ports: [
        { mode: 'ingress', target: 80, published: '8080', protocol: 'tcp' },
        { mode: 'ingress', host_ip: '::1', target: 53, published: '53', protocol: 'udp' },
        { mode: 'ingress', target: 9000, protocol: 'tcp' },
      ],
    },
    worker: {},
  },
});

/** A machine on which docker answers like this. */
function machine(answer: { readonly exitCode: number; readonly stdout: string } | ToolkitError) {
  const ran: Command[] = [];
  const run: Host['run'] = async (command) => {
    ran.push(command);
    if (answer instanceof ToolkitError) throw answer;
    return { command, stderr: '', durationMs: 1, ...answer };
  };
  // askCompose runs one command and touches nothing else of a host.
  return { host: { run } as Host, ran };
}
const request = { files: ['a.yaml', 'b.yaml'], envFiles: ['x.env'], profiles: ['dev'], environment: {} };
const absolute = (path: string) => `/project/${path}`;

describe("compose's own answer", () => {
  test('gives every published port', () => {
    expect(
      parseComposeConfig(PRINTED, 'compose.yaml').map((port) => [shown(port), port.file, port.text]),
    ).toEqual([
      ['8080 web', 'compose.yaml', '8080:80'],
      ['[::1]:53/udp web', 'compose.yaml', '[::1]:53:53/udp'],
    ]);
  });

  test.each(['', 'no configuration', '[]', '{"services":[]}', '{"services":{"a":{"ports":[{}]}}}'])(
    'of another shape is refused: %j',
    (text) => {
      expect(() => parseComposeConfig(text)).toThrow(ToolkitError);
    },
  );

  test('is asked with absolute paths, reading only', async () => {
    const { host, ran } = machine({ exitCode: 0, stdout: PRINTED });
    const ports = await askCompose(host, request, absolute);
    expect(ports?.map(({ port, file }) => [port, file])).toEqual([
      [8080, undefined],
      [53, undefined],
    ]);
    expect(ran).toMatchObject([
      {
        file: 'docker.exe',
        effect: 'read',
        args: [
          'compose',
          '--file=/project/a.yaml',
          '--file=/project/b.yaml',
          '--env-file=/project/x.env',
          '--profile=dev',
          'config',
          '--format',
          'json',
        ],
      },
    ]);
  });

  test.each([
    ['compose refuses the files', { exitCode: 15, stdout: '' }],
    ['the output is of another shape', { exitCode: 0, stdout: 'services:' }],
    ['docker is missing', new ToolkitError('host.program-missing', 'there is no docker.exe')],
  ])('is none where %s', async (_what, answer) => {
    expect(await askCompose(machine(answer).host, request, absolute)).toBeUndefined();
  });

  test('is interrupted by an interruption', async () => {
    const { host } = machine(new ToolkitError('host.aborted', 'interrupted'));
    await expect(askCompose(host, request, absolute)).rejects.toMatchObject({ code: 'host.aborted' });
  });
});
