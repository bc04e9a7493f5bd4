import { expect, test } from 'vitest';
import { look } from '../../toolkit/diagnosis/remedy.ts';
import { readMoreCommand } from '../../toolkit/report/read-more.ts';

test('the causes come first, then the pages of the remedies, each once', () => {
  const shown = [
    { cause: 'winnat-block', remedies: [look('a', 'a'), look('b', 'b', 'other-port')] },
    { cause: 'winnat-block', remedies: [look('c', 'c')] },
    { remedies: [look('d', 'd', 'exclusion')] },
  ] as const;
  expect(readMoreCommand(shown)).toBe('portwright explain winnat-block look other-port exclusion');
});

test('where nothing has to be done, nothing has to be read', () => {
  expect(readMoreCommand([{ cause: 'free', remedies: [] }])).toBeUndefined();
});
