import { expect, test } from 'vitest';
import * as library from '../toolkit/index.ts';
import * as scenarioKit from '../toolkit/scenario-kit.ts';

test('the library holds all that built-in scenarios are made of', () => {
  expect(library).toMatchObject({ ...scenarioKit });
});
