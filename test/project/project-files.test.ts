import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseDevContainer } from '../../toolkit/project/dev-container.ts';
import { findProjectFiles, type ProjectFolders } from '../../toolkit/project/find-project-files.ts';
import { parseLaunchSettings } from '../../toolkit/project/launch-settings.ts';

describe('launchSettings.json', () => {
  const read = (text: string) =>
    parseLaunchSettings(text, 'launchSettings.json').map(
      ({ port, profile, text: found }) => `${port} ${profile} ${found}`,
    );

  test('names the ports of its profiles and of IIS, with comments, commas and a byte order mark', () => {
    const text = `\uFEFF// of our team
{
  "iisSettings": { "iisExpress": { "applicationUrl": "http://localhost:50123/", "sslPort": 44301 } }, /* IIS */
  "profiles": {
    "https": { "applicationUrl": "https://localhost:7001;http://[::1]:5001", }, // two
    "any": { "applicationUrl": "http://*" , "environmentVariables": { "ASPNETCORE_URLS": "http://+:8080/a//b" } },
    "Container": { "httpPort": 18080, "sslPort": 0 },
    "worker": { "commandName": "Project" },
  },
}`;
    expect(read(text)).toEqual([
      '7001 https https://localhost:7001',
      '5001 https http://[::1]:5001',
      '80 any http://*',
      '8080 any http://+:8080/a//b',
      '18080 Container httpPort 18080',
      '50123 iisExpress http://localhost:50123/',
      '44301 iisExpress sslPort 44301',
    ]);
  });

  test('leaves out ports that the system chooses', () => {
    expect(read('{"profiles":{"a":{"applicationUrl":"http://127.0.0.1:0;http://unix:/tmp/x"}}}')).toEqual([]);
  });

  test.each([
    ['{"profiles":{"a":{"applicationUrl":"http://localhost:70000"}}}', '70000'],
    ['{"profiles":{"a":{"applicationUrl":"localhost"}}}', 'profile a'],
    ['{"profiles":{"a":{"applicationUrl":8080}}}', '8080'],
    ['{"profiles":{"a":{"httpPort":"x"}}}', 'httpPort'],
    ['{', 'launchSettings.json'],
    ['[]', 'launchSettings.json'],
  ])('%s is refused with its value', (text, part) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({ code: 'input.invalid-project-file', message: expect.stringContaining(part) }),
    );
  });
});

describe('devcontainer.json', () => {
  const read = (text: string) => {
    const { ports, composeFiles } = parseDevContainer(text, 'devcontainer.json');
    return [
      ...ports.map(({ port, protocol, text: found }) => `${port}/${protocol} ${found}`),
      ...composeFiles,
    ];
  };

  test('names forwarded, published and attributed ports, each once, and its compose files', () => {
    const text = `{ "forwardPorts": [3000, "db:5432"], // both
      "appPort": [8000, "127.0.0.1:9000:80", "53:53/udp", "7000-7001:70-71"],
      "portsAttributes": { "3000": { "label": "app" }, "9229": { "label": "inspector" }, "40000-55000": {}, ".+/x.js": {}, "5000": { "onAutoForward": "ignore" } },
      "dockerComposeFile": ["../compose.yaml", "compose.yaml"], }`;
    expect(read(text)).toEqual([
      '3000/tcp forwardPorts 3000',
      '5432/tcp forwardPorts db:5432',
      '8000/tcp appPort 8000',
      '9000/tcp appPort 127.0.0.1:9000:80',
      '53/udp appPort 53:53/udp',
      '7000/tcp appPort 7000-7001:70-71',
      '7001/tcp appPort 7000-7001:70-71',
      '9229/tcp portsAttributes 9229 (inspector)',
      '../compose.yaml',
      'compose.yaml',
    ]);
  });

  test.each([
    '{"forwardPorts":["db"]}',
    '{"forwardPorts":[70000]}',
    '{"appPort":"a:b"}',
    '{"appPort":[true]}',
    '3',
  ])('%s is refused', (text) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'input.invalid-project-file' }));
  });
});

describe('files of a project', () => {
  const root = join('/', 'home', 'project');
  const at = (...parts: readonly string[]) => join(root, ...parts);
  const having = (...paths: readonly string[]): ProjectFolders => ({
    isFile: (path) => paths.includes(path),
    exists: (path) => paths.includes(path),
    foldersIn: (path) => (path === at('.devcontainer') ? ['python'] : []),
  });

  test("are compose's own, the first name before the others, with an override", () => {
    const folders = having(at('compose.yml'), at('docker-compose.yml'), at('compose.override.yaml'));
    expect(findProjectFiles(root, folders).compose).toEqual([at('compose.yml'), at('compose.override.yaml')]);
    expect(findProjectFiles(root, having(at('compose.override.yaml'))).compose).toEqual([]);
  });

  test('are looked for up to the folder with .git, the nearest of each kind', () => {
    const folders = having(
      at('.git'),
      at('compose.yaml'),
      at('src', 'compose.yaml'),
      at('.devcontainer', 'python', 'devcontainer.json'),
      at('src', 'web', 'Properties', 'launchSettings.json'),
      join('/', 'home', 'docker-compose.yml'),
    );
    expect(findProjectFiles(at('src', 'web'), folders)).toEqual({
      compose: [at('src', 'compose.yaml')],
      launchSettings: [at('src', 'web', 'Properties', 'launchSettings.json')],
      devContainers: [at('.devcontainer', 'python', 'devcontainer.json')],
    });
  });

  test('are those of the folder alone where no .git marks a root', () => {
    expect(findProjectFiles(at('src'), having(at('compose.yaml'))).compose).toEqual([]);
    expect(findProjectFiles(root, having(at('compose.yaml'))).compose).toEqual([at('compose.yaml')]);
  });
});
