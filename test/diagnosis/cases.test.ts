import { describe, expect, test } from 'vitest';
import { VERDICTS } from '../../toolkit/diagnosis/verdict.ts';
import { parsePortSpecs } from '../../toolkit/ports/port-spec.ts';
import { answerCase } from './cases/answer-case.ts';
import { LABELLED_CASES } from './cases/index.ts';
import {
  CASE_CAUSES,
  CASE_KINDS,
  CASE_LANGUAGES,
  type ErrorClass,
  kindOf,
  type LabelledCase,
} from './cases/labelled-case.ts';
import { markCase } from './cases/mark-case.ts';
import { FORBIDDEN, IN_USE } from './cases/socket-sentences.ts';

/** All is well, or it cannot be otherwise. */
const NOTHING_TO_DO: ReadonlySet<string> = new Set([
  'container-publishes',
  'hns-own-50000',
  'administered-exclusion',
  'quic-administered',
]);

/** Every line begins with a program, and no word of it is a placeholder. */
const RUNNABLE =
  /^(?:(?:portwright|netsh|net|netstat|tasklist|docker|reg|wsl|shutdown|ipconfig|sudo) [^<>\n]+\n?|netstat|ipconfig)+$/;

const withErrors = LABELLED_CASES.filter(({ expect: { errors } }) => errors !== undefined);

/** A person sees these; a terminal wraps lines and programs set other apostrophes. */
const plain = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .replaceAll('’', "'")
    .replace(/[.)]+$/, '');
const holds = (text: string, sentences: readonly string[]) =>
  sentences.some((sentence) => plain(text).includes(plain(sentence)));

const WITNESS: Readonly<Record<ErrorClass, (text: string) => boolean>> = {
  reserved: (text) =>
    /10013|EACCES|Permission denied|0x80070005/.test(text) || holds(text, Object.values(FORBIDDEN)),
  'in-use': (text) =>
    /10048|EADDRINUSE|already in use|already exists|existing registration/i.test(text) ||
    holds(text, Object.values(IN_USE)),
  'allocated-by-container': (text) => text.includes('port is already allocated'),
  unknown: (text) => !/10013|10048/.test(text),
  'not-a-bind': (text) => /connect|HttpListener/i.test(text),
};

const counted = (of: (labelled: LabelledCase) => string | undefined, name: string) =>
  LABELLED_CASES.filter((labelled) => of(labelled) === name).length;

describe('the set of labelled cases', () => {
  test('is large, and each case has a name of its own', () => {
    const ids = LABELLED_CASES.map(({ id }) => id);
    expect(ids.length).toBeGreaterThanOrEqual(150);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z0-9]+(?:-[a-z0-9]+)+$/.test(id))).toEqual([]);
  });

  test('names a public page for each case', () => {
    const without = LABELLED_CASES.filter(({ source }) => {
      const url = URL.parse(source);
      return url?.protocol !== 'https:' || url.pathname.length < 2;
    });
    expect(without).toEqual([]);
  });

  test('says of a third what is commonly answered, and why that is wrong', () => {
    const folk = LABELLED_CASES.flatMap(({ folkAnswer }) => (folkAnswer === undefined ? [] : [folkAnswer]));
    expect(folk.length * 3).toBeGreaterThanOrEqual(LABELLED_CASES.length);
    expect(folk.filter(({ said, wrongBecause }) => said === '' || wrongBecause === '')).toEqual([]);
  });

  test.each(CASE_LANGUAGES)('holds %s', (language) => {
    expect(counted((labelled) => labelled.language, language)).toBeGreaterThanOrEqual(3);
  });

  test.each(CASE_KINDS)('holds %s', (kind) => {
    expect(counted(kindOf, kind)).toBeGreaterThanOrEqual(15);
  });

  test.each(VERDICTS)('expects %s several times', (verdict) => {
    expect(counted((labelled) => labelled.expect.verdict, verdict)).toBeGreaterThanOrEqual(3);
  });

  test.each(CASE_CAUSES)('expects the cause %s more than once', (cause) => {
    expect(counted((labelled) => labelled.expect.cause, cause)).toBeGreaterThanOrEqual(2);
  });
});

describe('each labelled case', () => {
  test('holds evidence of one kind, and an answer to one question', () => {
    const unsound = LABELLED_CASES.filter(({ paste, error, machine, expect: { verdict, finding } }) => {
      const hasText = paste !== undefined || error !== undefined;
      return hasText === (machine !== undefined) || (verdict === undefined) === (finding === undefined);
    });
    expect(unsound.map(({ id }) => id)).toEqual([]);
  });

  test('asks about a port or a container, unless the error names a port or the machine is looked at', () => {
    const aimless = LABELLED_CASES.filter(
      ({ asked = [], container, error, expect: { finding } }) =>
        asked.length === 0 && container === undefined && error === undefined && finding === undefined,
    );
    expect(aimless.map(({ id }) => id)).toEqual([]);
    for (const { asked = [] } of LABELLED_CASES) expect(() => parsePortSpecs(asked)).not.toThrow();
  });

  test('with an error text expects of it what stands in it', () => {
    const lying = withErrors.filter(({ error = '', expect: { errors = [] } }) =>
      errors.some(
        ({ class: errorClass, port, address = '' }) =>
          !WITNESS[errorClass](error) ||
          !error.replace(/\n/g, '').includes(address) ||
          (port !== undefined && !new RegExp(`\\b${port}\\b`).test(error)),
      ),
    );
    expect(lying.map(({ id }) => id)).toEqual([]);
    expect(
      LABELLED_CASES.filter(
        ({ error, expect: { errors } }) => (error === undefined) !== (errors === undefined),
      ),
    ).toEqual([]);
  });

  test('of which the verdict is not free or excluded warns of calling it free', () => {
    const unguarded = LABELLED_CASES.filter(
      ({ expect: { verdict = 'free', notFree } }) =>
        !['free', 'excluded', 'other-cause'].includes(verdict) && notFree !== true,
    );
    expect(unguarded.map(({ id }) => id)).toEqual([]);
    const contradictory = LABELLED_CASES.filter(
      ({ expect: { verdict, notFree } }) => verdict === 'free' && notFree === true,
    );
    expect(contradictory).toEqual([]);
  });
});

test.each(CASE_CAUSES)(
  '%s comes with evidence, and with commands unless nothing is to be done',
  async (cause) => {
    const labelled = LABELLED_CASES.filter(({ expect: { cause: of } }) => of === cause);
    const answers = await Promise.all(labelled.map(answerCase));
    const said = answers.flatMap(({ diagnosis }) =>
      [...(diagnosis?.ports ?? []), ...(diagnosis?.told ?? [])].filter((found) => found.cause === cause),
    );
    for (const { verdict, evidence, remedies } of said) {
      expect(evidence.map(({ code }) => code)).not.toEqual([]);
      if (verdict !== 'free' && !NOTHING_TO_DO.has(cause)) expect(remedies.length).toBeGreaterThan(0);
      for (const { command, disturbs, lasts } of remedies) {
        expect(command).toMatch(RUNNABLE);
        expect([disturbs, lasts]).not.toContain('');
      }
    }
  },
);

test('nothing that cannot be bound is ever called free', async () => {
  const marks = await Promise.all(
    LABELLED_CASES.map(async (labelled) => ({
      id: labelled.id,
      ...markCase(labelled, await answerCase(labelled)),
    })),
  );
  expect(marks.filter(({ calledFreeWrongly }) => calledFreeWrongly).map(({ id }) => id)).toEqual([]);
});
