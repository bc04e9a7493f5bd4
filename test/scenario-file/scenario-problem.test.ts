import { expect, test } from 'vitest';
import { z } from 'zod';
import { scenarioProblem } from '../../toolkit/scenario-file/scenario-problem.ts';

const SCENARIO = {
  id: 'mine',
  title: 'Mine',
  summary: 'Mine.',
  platform: 'windows',
  parameters: z.strictObject({}),
  steps: () => [],
};

test('a scenario has no problem', () => {
  expect(scenarioProblem(SCENARIO)).toBeUndefined();
});

test.each([
  ['nothing', undefined, 'no default export'],
  ['null', null, 'null'],
  ['a list', [SCENARIO], 'a list'],
  ['a function', () => SCENARIO, 'a function'],
  ['a text', 'mine', 'a string'],
])('%s is named as what it is', (_name, value, words) => {
  expect(scenarioProblem(value)).toContain(words);
});

test.each([
  ['id', 3],
  ['title', ' '],
  ['summary', undefined],
  ['platform', 'macos'],
  ['parameters', z.string()],
  ['parameters', {}],
  ['steps', []],
])('a wrong %s is named', (part, value) => {
  expect(scenarioProblem({ ...SCENARIO, [part]: value })).toContain(`\`${part}\``);
});
