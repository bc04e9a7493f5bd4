import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listenToLines } from '../../../toolkit/cli/requests/request-lines.ts';
import type { ToolkitError } from '../../../toolkit/errors/toolkit-error.ts';

/** Writes the pieces and ends; @returns what was heard. */
async function heard(pieces: readonly Uint8Array[]) {
  const input = new PassThrough();
  const lines: string[] = [];
  const ended = Promise.withResolvers<ToolkitError | undefined>();
  let ends = 0;
  listenToLines(input, {
    onLine: (line) => lines.push(line),
    onEnd(why) {
      ends += 1;
      ended.resolve(why);
    },
  });
  for (const piece of pieces) input.write(piece);
  input.end();
  const why = await ended.promise;
  return { lines, why, ends };
}

const bytes = (text: string) => new TextEncoder().encode(text);

describe('lines', () => {
  test('are the same however they are cut into pieces', async () => {
    const whole = bytes('\ufeff{"a":"한글"}\r\n\ncancel\nlast');
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat({ max: whole.length })), async (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), whole.length];
        const pieces = at.slice(1).map((end, index) => whole.subarray(at[index], end));
        const { lines, why, ends } = await heard(pieces);
        expect(lines).toEqual(['{"a":"한글"}', '', 'cancel', 'last']);
        expect({ why, ends }).toEqual({ why: undefined, ends: 1 });
      }),
      { numRuns: 30 },
    );
  });

  test('are none where there is nothing', async () => {
    expect(await heard([])).toEqual({ lines: [], why: undefined, ends: 1 });
  });

  test.each([
    ['with a line end', [new Uint8Array(16 * 1024 * 1024 + 1).fill(0x20), bytes('\nnext\n')]],
    ['that never ends', Array.from({ length: 17 }, () => new Uint8Array(1024 * 1024).fill(0x20))],
  ])('above 16 MiB are refused: one %s', async (_how, pieces) => {
    const { lines, why } = await heard(pieces);
    expect(lines).toEqual([]);
    expect(why?.code).toBe('wrapper.invalid-request');
  });

  test('of 16 MiB are taken', async () => {
    const { lines, why } = await heard([new Uint8Array(16 * 1024 * 1024).fill(0x20), bytes('\n')]);
    expect(lines.map(({ length }) => length)).toEqual([16 * 1024 * 1024]);
    expect(why).toBeUndefined();
  });

  test('that are not UTF-8 are refused', async () => {
    const { lines, why } = await heard([Uint8Array.of(0xff, 0xfe, 0x7b, 0x00, 0x0a)]);
    expect(lines).toEqual([]);
    expect(why?.code).toBe('wrapper.invalid-request');
  });
});
