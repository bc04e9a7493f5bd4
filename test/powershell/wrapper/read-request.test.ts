import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ToolkitError } from '../../../toolkit/errors/toolkit-error.ts';
import { readRequest } from '../../../toolkit/powershell/wrapper/read-request.ts';

const NOW = Date.parse('2026-01-31T12:00:00Z');
const HOST = { kind: 'simulated' };
const RUN = { schemaVersion: 1, action: 'run', host: HOST, scenario: 'fix', parameters: { ports: ['8065'] } };
const APPROVED = { ...RUN, approved: { fingerprint: 'a'.repeat(64) } };
const ROLLBACK = { schemaVersion: 1, action: 'rollback', host: HOST, run: 'fix' };

function errorOf(document: unknown): ToolkitError {
  try {
    readRequest(typeof document === 'string' ? document : JSON.stringify(document), NOW);
  } catch (error) {
    if (error instanceof ToolkitError) return error;
    throw error;
  }
  throw new Error('it was read');
}

function elevated(request: unknown, ageMs = 0) {
  const createdAt = new Date(NOW - ageMs).toISOString();
  return { schemaVersion: 1, id: '0'.repeat(32), createdAt, node: '/n', runner: '/r', request };
}

describe('a request', () => {
  test('is read, with what may be left out filled in', () => {
    expect(readRequest(JSON.stringify(RUN), NOW)).toEqual(RUN);
    expect(readRequest(JSON.stringify(ROLLBACK), NOW)).toEqual({
      ...ROLLBACK,
      approved: false,
      preview: false,
    });
  });

  test.each([
    ['text that is no JSON', 'portwright', /"portwright" is not JSON/],
    ['nothing', '', /"" is not JSON/],
    ['an unknown action', { ...RUN, action: 'format' }, /^action "format" /],
    ['no action', { schemaVersion: 1 }, /^action is missing/],
    ['another version', { ...RUN, schemaVersion: 2 }, /^schemaVersion 2 /],
    ['an unknown key', { ...RUN, force: true }, /^force true /],
    ['an unknown key further in', { ...RUN, host: { kind: 'simulated', root: 'C:\\' } }, /^host\.root "C:/],
    ['another kind of host', { ...RUN, host: { kind: 'mac' } }, /^host\.kind "mac" /],
    [
      'a fingerprint that is none',
      { ...RUN, approved: { fingerprint: 'yes' } },
      /^approved\.fingerprint "yes" /,
    ],
    [
      'a list within a list',
      {
        schemaVersion: 1,
        action: 'observe',
        host: HOST,
        commands: [{ file: 'netsh.exe', args: [7] }],
        questions: [],
      },
      /^commands\[0\]\.args\[0\] 7 /,
    ],
    ['a list', [], /^the request with a list /],
    ['null', null, /^the request null /],
  ])('with %s is refused with the place and what stands there', (_what, document, message) => {
    const error = errorOf(document);
    expect(error.code).toBe('wrapper.invalid-request');
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/^\S.*[^.]$/s);
  });

  test('is refused with a short message however long or deep it is', () => {
    const deep = `{"schemaVersion":1,"action":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    for (const text of [deep, JSON.stringify({ action: 'x'.repeat(1_000_000) }), 'y'.repeat(1_000_000)]) {
      expect(errorOf(text).message.length).toBeLessThan(600);
    }
  });

  test('of any shape is read or refused, and nothing else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string(), almost()), (text) => {
        try {
          readRequest(text, NOW);
        } catch (error) {
          expect(error).toBeInstanceOf(ToolkitError);
        }
      }),
    );
  });
});

/** A good request with one of its values replaced by anything. */
function almost(): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom(RUN, APPROVED, ROLLBACK, elevated(APPROVED)),
      fc.constantFrom(
        'action',
        'host',
        'approved',
        'run',
        'parameters',
        'schemaVersion',
        'request',
        '__proto__',
      ),
      fc.jsonValue(),
    )
    .map(([request, key, value]) =>
      JSON.stringify(Object.assign(Object.create(null), request, { [key]: value })),
    );
}

describe('the document of the elevated side', () => {
  test.each([0, 299_000, -59_000])('is good %d ms after it was written', (ageMs) => {
    expect(readRequest(JSON.stringify(elevated(APPROVED, ageMs)), NOW)).toEqual(APPROVED);
  });

  test('may hold a continuation that was agreed to', () => {
    const request = { ...ROLLBACK, approved: true, preview: false };
    expect(readRequest(JSON.stringify(elevated(request)), NOW)).toEqual(request);
  });

  test.each([
    ['too old', 301_000],
    ['from the future', -61_000],
  ])('is refused when it is %s', (_what, ageMs) => {
    expect(errorOf(elevated(APPROVED, ageMs)).code).toBe('elevation.request-invalid');
  });

  test.each([
    ['a run nobody has agreed to', RUN, /^request\.approved is missing/],
    ['a rollback nobody has agreed to', ROLLBACK, /^request\.approved is missing/],
    [
      'a rollback that is still to be asked for',
      { ...ROLLBACK, approved: false },
      /^request\.approved false /,
    ],
    ['an action that changes nothing', { schemaVersion: 1, action: 'runs' }, /^request\.action "runs" /],
  ])('is refused with %s', (_what, request, message) => {
    const error = errorOf(elevated(request));
    expect(error.code).toBe('wrapper.invalid-request');
    expect(error.message).toMatch(message);
  });

  test('is refused with a time that is none', () => {
    expect(errorOf({ ...elevated(APPROVED), createdAt: 'yesterday' }).message).toMatch(
      /^createdAt "yesterday" /,
    );
  });

  test.each(['./mine.ts', 'C:\\Users\\ann\\mine.ts', 'mine.mjs', '..', 'fix ', ''])(
    'a scenario file of somebody is not run with new rights: %j',
    (scenario) => {
      expect(errorOf(elevated({ ...APPROVED, scenario })).code).toBe('wrapper.invalid-request');
    },
  );
});
