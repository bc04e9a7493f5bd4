// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are templates of compose
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DiagnosisDocument } from '../../toolkit/report/documents/diagnosis-schema.ts';
import { tempFolder } from '../support/fake-terminal.ts';
import { type Ended, lastDocument, newPlace } from '../support/place.ts';
import { publishedSchema } from '../support/published-schema.ts';

const SCHEMA = publishedSchema('diagnosis');
const document = (ended: Ended) => SCHEMA.parse(lastDocument(ended)) as DiagnosisDocument;
const found = (ended: Ended) =>
  document(ended).ports.map(({ port, protocol, sources }) => [
    `${port}/${protocol}`,
    ...sources.map(({ kind }) => kind),
  ]);

const EN_10013 = 'An attempt was made to access a socket in a way forbidden by its access permissions.';
const EN_10048 =
  'Only one usage of each socket address (protocol/network address/port) is normally permitted.';

/** A folder with these files; it is removed when the test has ended. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = tempFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

describe('diagnose --error', () => {
  test('takes port and cause from the message, and reads the machine for that port', async () => {
    const ended = await newPlace().on([
      'diagnose',
      '--json',
      '--error',
      `listen tcp 0.0.0.0:8065: bind: ${EN_10013}`,
    ]);
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
    expect(found(ended)).toEqual([['8065/tcp', 'error']]);
    expect(document(ended).ports[0]?.verdict).toBe('reserved');
    expect(document(ended).errors).toMatchObject([
      { class: 'forbidden', port: 8065, address: '0.0.0.0', program: 'go' },
    ]);
  });

  test('joins a port that is typed with the same one in the message', async () => {
    const ended = await newPlace().on([
      'diagnose',
      '8065',
      '443',
      '--json',
      '--error',
      'listen EACCES: permission denied 0.0.0.0:8065',
    ]);
    expect(found(ended)).toEqual([
      ['8065/tcp', 'asked', 'error'],
      ['443/tcp', 'asked'],
    ]);
  });

  test('reads standard input', async () => {
    const stdin = `[Errno 10048] error while attempting to bind on address ('127.0.0.1', 9000): ${EN_10048}`;
    expect(found(await newPlace().on(['diagnose', '--json', '--error', '-'], { stdin }))).toEqual([
      ['9000/tcp', 'error'],
    ]);
  });

  test('needs no Windows, and then calls nothing free', async () => {
    const ended = await newPlace().call([
      'diagnose',
      '--json',
      '--error',
      `listen tcp :8065: bind: ${EN_10013}`,
    ]);
    expect(document(ended)).toMatchObject({
      host: { kind: 'paste' },
      ports: [{ port: 8065, verdict: 'unknown' }],
    });
  });

  test('never makes a port free that the message calls refused', async () => {
    for (const said of [EN_10013, EN_10048]) {
      const ended = await newPlace().on(['diagnose', '--json', '--error', `listen tcp :443: bind: ${said}`]);
      expect(document(ended).ports.map(({ verdict }) => verdict)).not.toContain('free');
    }
  });

  test('gives a message without a port to the only port asked about', async () => {
    const ended = await newPlace().on([
      'diagnose',
      '443',
      '--json',
      '--error',
      `OSError: [WinError 10013] ${EN_10013}`,
    ]);
    expect(document(ended).ports).toMatchObject([{ port: 443, verdict: 'other-cause' }]);
  });

  test.each([
    ['a message of something else', ['--error', 'hello'], 'input.unrecognised-error'],
    ['standard input twice', ['--error', '-', '--from', '-'], 'input.invalid-argument'],
  ])('refuses %s', async (_what, words, code) => {
    const ended = await newPlace().on(['diagnose', '--json', ...words]);
    expect(ended.exitCode).toBe(2);
    expect(lastDocument(ended)).toMatchObject({ error: { code } });
  });

  test('is read the same inside a paste', async () => {
    const stdin = `my log says\n\nError: listen EACCES: permission denied ::1:5173\n    at Server.setupListenHandle (node:net:1734:21)\n`;
    const ended = await newPlace().call(['diagnose', '--json', '--from', '-'], { stdin });
    expect(found(ended)).toEqual([['5173/tcp', 'error']]);
  });
});

describe('diagnose --compose', () => {
  const COMPOSE =
    'services:\n  web:\n    ports: ["${APP_PORT}:80", "8080:8080/udp"]\n  debug:\n    profiles: [debug]\n    ports: ["9229:9229"]\n';
  const workingFolder = () =>
    folderOf({
      'compose.yaml': COMPOSE,
      '.env': 'APP_PORT=8065\n',
      'other.env': 'APP_PORT=18065\n',
      'over.yaml': 'services: { db: { ports: ["5432:5432"] } }',
    });
  const at = async (...words: readonly string[]) =>
    newPlace().on(['diagnose', '--json', ...words], { workingFolder: workingFolder() });

  test('diagnoses every port that the file publishes, and says where each stands', async () => {
    const ended = await at('--compose', 'compose.yaml');
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
    expect(document(ended).machine).toBeUndefined();
    expect(document(ended).ports.map(({ port, protocol, sources }) => [port, protocol, sources])).toEqual([
      [8065, 'tcp', [{ kind: 'compose', file: 'compose.yaml', service: 'web', text: '8065:80' }]],
      [8080, 'udp', [{ kind: 'compose', file: 'compose.yaml', service: 'web', text: '8080:8080/udp' }]],
    ]);
  });

  test('merges files, takes env files and profiles', async () => {
    const words = [
      '--compose',
      'compose.yaml',
      '--compose',
      'over.yaml',
      '--compose-env',
      'other.env',
      '--profile',
      'debug',
    ];
    expect(found(await at(...words)).map(([port]) => port)).toEqual([
      '18065/tcp',
      '8080/udp',
      '9229/tcp',
      '5432/tcp',
    ]);
  });

  test('reads files for a pasted table too', async () => {
    const stdin = `listen tcp :8065: bind: ${EN_10013}`;
    const ended = await newPlace().call(['diagnose', '--json', '--from', '-', '--compose', 'over.yaml'], {
      stdin,
      workingFolder: workingFolder(),
    });
    expect(found(ended)).toEqual([['5432/tcp', 'compose']]);
  });

  test.each([
    ['a file that is not there', {}, 'gone.yaml'],
    ['a port that is none', { 'gone.yaml': 'services: { web: { ports: ["x:80"] } }' }, '"x"'],
  ])('refuses %s, and names it', async (_what, files, part) => {
    const ended = await newPlace().on(['diagnose', '--compose', 'gone.yaml'], {
      workingFolder: folderOf(files),
    });
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain('input.invalid-compose');
    expect(ended.stderr).toContain(part);
  });
});

describe('diagnose without a port', () => {
  const files = {
    '.git/HEAD': '',
    'compose.yaml': 'services: { web: { ports: ["8065:80"] } }',
    'Properties/launchSettings.json': '{"profiles":{"api":{"applicationUrl":"http://localhost:5001"}}}',
    '.devcontainer/devcontainer.json': '{"forwardPorts":[3000, 8065]}',
    'src/deep/x': '',
  };

  test('adds the ports of the project to the machine', async () => {
    const workingFolder = join(folderOf(files), 'src', 'deep');
    const ended = await newPlace().on(['diagnose', '--json'], { workingFolder });
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
    expect(document(ended).machine).toBeDefined();
    expect(found(ended)).toEqual([
      ['8065/tcp', 'compose', 'devcontainer'],
      ['5001/tcp', 'launch-settings'],
      ['3000/tcp', 'devcontainer'],
    ]);
  });

  test('leaves them out with --no-project, and where a port is asked about', async () => {
    const workingFolder = folderOf(files);
    expect(found(await newPlace().on(['diagnose', '--json', '--no-project'], { workingFolder }))).toEqual([]);
    expect(found(await newPlace().on(['diagnose', '443', '--json'], { workingFolder }))).toEqual([
      ['443/tcp', 'asked'],
    ]);
  });

  test('warns of a file that cannot be read, and reads the others', async () => {
    const workingFolder = folderOf({ ...files, 'compose.yaml': 'services: [' });
    const ended = await newPlace().on(['diagnose', '--json'], { workingFolder });
    expect(ended.exitCode).toBe(0);
    expect(ended.stderr).toContain('compose.yaml');
    expect(found(ended).map(([port]) => port)).toEqual(['5001/tcp', '3000/tcp', '8065/tcp']);
  });

  test('adds the ports of running containers', async () => {
    const place = newPlace();
    await place.on(['fix', '8065', '--container', 'mattermost', '--yes']);
    expect(found(await place.on(['diagnose', '--json']))).toEqual([['8065/tcp', 'container']]);
  });

  test('reads the compose files of a development container too, and says in words where a port stands', async () => {
    const workingFolder = folderOf({
      '.devcontainer/devcontainer.json': '{"dockerComposeFile":"dev.yaml"}',
      '.devcontainer/dev.yaml': 'services: { db: { ports: ["5432:5432"] } }',
    });
    const { stdout } = await newPlace().on(['diagnose'], { workingFolder });
    expect(stdout).toContain(`published by service db of ${join('.devcontainer', 'dev.yaml')}: 5432:5432`);
  });

  test('follows COMPOSE_FILE as compose does', async () => {
    const workingFolder = folderOf({
      'a.yaml': 'services: { a: { ports: ["1:1"] } }',
      'b.yaml': 'services: { b: { ports: ["2:2"] } }',
    });
    const ended = await newPlace().on(['diagnose', '--json'], {
      workingFolder,
      environment: { COMPOSE_FILE: 'a.yaml:b.yaml' },
    });
    expect(found(ended).map(([port]) => port)).toEqual(['1/tcp', '2/tcp']);
  });
});
