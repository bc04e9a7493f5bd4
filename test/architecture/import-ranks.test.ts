import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** From bottom to top: a file imports from its own rank and from those below it. The first pattern that fits decides. */
const RANKS: readonly (readonly [rank: number, pattern: RegExp, name: string])[] = [
  // A package of its own: see also the test that it stands alone.
  [0, /^toolkit\/pester-runner\//, 'pester-runner'],
  [0, /^toolkit\/(errors|ports)\/|^toolkit\/version\.ts$/, 'errors, ports'],
  [
    1,
    /^toolkit\/host\/(command|command-error|host|question-effect|questions|wait-until)\.ts$/,
    'host contract',
  ],
  [2, /^toolkit\/(windows|linux)\//, 'windows, linux'],
  [
    3,
    /^toolkit\/scenario\/(step|define-scenario|when|port-parameters|promised-fact|pending-proof|past-runs|wsl-parameters)\.ts$/,
    'scenario contract',
  ],
  [4, /^toolkit\/steps\//, 'steps'],
  [5, /^toolkit\/(diagnosis|scenario|compose|project)\//, 'diagnosis, scenario runner, project files'],
  [
    6,
    /^toolkit\/(simulation|host|powershell|report|scenario-file|scenario-test)\//,
    'simulation, hosts, powershell, report',
  ],
  [7, /^toolkit\/(index|scenario-kit)\.ts$/, 'index'],
  [8, /^scenarios\//, 'scenarios'],
  [9, /^toolkit\/cli\//, 'cli'],
];

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?'(\.[^']+)'|\bimport\(\s*'(\.[^']+)'\s*\)/g;
/** Only these may start a process. */
const MAY_START_PROCESSES = /^toolkit\/(host|powershell\/session|pester-runner)\//;
const STARTS_PROCESS =
  /from '(?:node:)?child_process'|from 'execa'|import\('execa'\)|from 'node-powershell'|import\('node-powershell'\)/;

const files = globSync(['toolkit/**/*.ts', 'scenarios/**/*.ts'], { cwd: ROOT })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !file.includes('/dist/'));

function rankOf(file: string): number | undefined {
  return RANKS.find(([, pattern]) => pattern.test(file))?.[0];
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(IMPORT)].map(([, from, late]) =>
    normalize(join(dirname(file), from ?? late ?? '')).replaceAll('\\', '/'),
  );
}

describe('imports point down only', () => {
  test('there are files to look at, and imports in them', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap(importsOf).length).toBeGreaterThan(100);
  });

  test.each(files)('%s', (file) => {
    const rank = rankOf(file);
    expect(rank, `${file} has no rank`).toBeDefined();
    const tooHigh = importsOf(file).filter(
      (imported) => imported.endsWith('.ts') && (rankOf(imported) ?? 99) > (rank ?? 0),
    );
    expect(tooHigh).toEqual([]);
  });
});

test('processes start only in host, the PowerShell session and the Pester runner', () => {
  const starting = files.filter((file) => STARTS_PROCESS.test(readFileSync(join(ROOT, file), 'utf8')));
  expect(starting.filter((file) => !MAY_START_PROCESSES.test(file))).toEqual([]);
});

test('the Pester runner stands alone: it imports nothing of the toolkit, and only the packages that its manifest names', () => {
  const own = files.filter((file) => file.startsWith('toolkit/pester-runner/'));
  expect(own.length).toBeGreaterThan(10);
  const manifest: unknown = JSON.parse(
    readFileSync(join(ROOT, 'toolkit/pester-runner/package.json'), 'utf8'),
  );
  const { dependencies } = manifest as { readonly dependencies: Readonly<Record<string, string>> };
  const foreign = own.flatMap((file) => {
    const packages = [
      ...readFileSync(join(ROOT, file), 'utf8').matchAll(/(?:from|import\() ?'([^'.][^']*)'/g),
    ];
    const unnamed = packages.map(([, name = '']) => name).filter((name) => !name.startsWith('node:'));
    return [
      ...unnamed.filter((name) => dependencies[name] === undefined),
      ...importsOf(file).filter((imported) => !imported.startsWith('toolkit/pester-runner/')),
    ];
  });
  expect(foreign).toEqual([]);
  const users = files.filter((file) => !own.includes(file));
  expect(users.flatMap(importsOf).filter((imported) => own.includes(imported))).toEqual([]);
});
