import fc from 'fast-check';
import { expect, test } from 'vitest';
import { converse } from './converse.ts';

test('whatever comes as a request, one line of ASCII says why it is none, and the exit code is 2', async () => {
  const text = fc
    .array(fc.nat({ max: 0xffff }), { maxLength: 40 })
    .map((units) => String.fromCharCode(...units));
  const key = fc.constantFrom(
    'schemaVersion',
    'action',
    'host',
    'request',
    'parameters',
    '__proto__',
    'toString',
  );
  const almost = fc.dictionary(key, fc.oneof(fc.jsonValue(), fc.constantFrom(1, 'run', 'observe'), text));
  const first = fc.oneof(
    fc.json(),
    text,
    almost.map((document) => JSON.stringify(document)),
  );
  await fc.assert(
    fc.asyncProperty(first, async (line) => {
      const { exitCode, output, last, warned } = await converse(line, { staysOpen: false });
      expect(output).toMatch(/^[ -~]+\n$/);
      expect(last).toMatchObject({ type: 'error', error: { code: 'wrapper.invalid-request' }, exitCode: 2 });
      expect({ exitCode, warned }).toEqual({ exitCode: 2, warned: [] });
    }),
  );
});
