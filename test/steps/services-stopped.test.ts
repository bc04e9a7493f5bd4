import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const TOOLKIT = join(import.meta.dirname, '..', '..', 'toolkit');

test('winnat is the only service any step stops: never the Host Network Service', () => {
  const sources = readdirSync(join(TOOLKIT, 'steps')).map((name) =>
    readFileSync(join(TOOLKIT, 'steps', name), 'utf8'),
  );
  const stopped = sources.flatMap((text) =>
    [...text.matchAll(/stopService\(([^)]*)\)/g)].map(([, name]) => name),
  );
  expect(new Set(stopped)).toEqual(new Set(['WINNAT']));
  expect(sources.filter((text) => /\bHNS\b/.test(text))).toEqual([]);
});
