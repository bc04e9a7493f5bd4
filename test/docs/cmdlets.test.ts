import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readDocPages } from '../../toolkit/report/explain/read-doc-pages.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

test('every command of the PowerShell module that a page names is one of its public commands', () => {
  const published = globSync('ps-wrappers/Portwright/Public/*.ps1', { cwd: ROOT }).map((path) =>
    basename(path, '.ps1'),
  );
  const named = readDocPages().flatMap(({ text }) => text.match(/\b[A-Z][a-z]+-Pw[A-Za-z]+\b/g) ?? []);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !published.includes(name))).toEqual([]);
});
