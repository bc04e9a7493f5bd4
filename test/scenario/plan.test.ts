import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createReadOnlyHost } from '../../toolkit/host/read-only-host.ts';
import { canonicalJson, hasWork, planScenario, refusals } from '../../toolkit/scenario/plan.ts';
import type { AnyStep } from '../../toolkit/scenario/step.ts';
import { fakeMachine, hostOf } from '../support/fake-machine.ts';
import { fakeBracket, fakeExpectation, fakeStep, ON, UP } from '../support/fake-steps.ts';
import { scenarioOf } from '../support/run-bench.ts';

async function planOf(steps: readonly AnyStep[], cells: Record<string, string>) {
  const host = hostOf(fakeMachine(cells));
  return (await planScenario(createReadOnlyHost(host), scenarioOf(steps), {})).plan;
}
const steps = [
  fakeExpectation('first', 'pre', 'ok', { phase: 'before' }),
  fakeStep('a'),
  fakeBracket('nat', [fakeStep('b'), fakeExpectation('meanwhile', 'b', ON)]),
  fakeExpectation('proof', 'a', ON),
];
const cells = { pre: 'ok', a: 'off', nat: UP, b: 'off' };
const dispositions = async (of: Record<string, string>) =>
  (await planOf(steps, of)).steps.map(({ id, disposition }) => `${id} ${disposition}`);

describe('a plan', () => {
  it('says of each step what will become of it, and lists the changes in order', async () => {
    expect(await dispositions(cells)).toEqual([
      'first satisfied',
      'a change',
      'nat change',
      'b change',
      'meanwhile proof',
      'proof proof',
    ]);
    expect((await planOf(steps, cells)).changes.map(({ what }) => what)).toEqual([
      'a off → on',
      'nat',
      'b off → on',
    ]);
  });

  it('takes nothing down for steps that have nothing to do', async () => {
    expect(await dispositions({ ...cells, b: ON })).toEqual([
      'first satisfied',
      'a change',
      'nat satisfied',
      'b satisfied',
      'meanwhile satisfied',
      'proof proof',
    ]);
  });

  it('of a machine that is as wanted has no work', async () => {
    const plan = await planOf(steps, { ...cells, a: ON, b: ON });
    expect(hasWork(plan, {})).toBe(false);
    expect(plan.changes).toEqual([]);
  });

  it('is refused by a precondition that does not hold, in its own words or those of the fact', async () => {
    const plan = await planOf(steps, { ...cells, pre: 'not ok' });
    expect(refusals(plan)).toEqual([{ reason: 'pre is not ok', remedy: 'Prove that pre is ok' }]);
    expect(plan.steps[0]?.disposition).toBe('refused');
  });

  it('asks only what has something to do whether it refuses, and leaves out what a refused step would change', async () => {
    const refusal = () => ({ reason: 'no', remedy: 'ask again' });
    const refusing = [fakeStep('a', { refusal })];
    expect(refusals(await planOf(refusing, { a: 'off' }))).toHaveLength(1);
    expect((await planOf(refusing, { a: 'off' })).changes).toEqual([]);
    expect(refusals(await planOf(refusing, { a: ON }))).toEqual([]);
  });

  it('shows notes of steps that change nothing too', async () => {
    const noted = [fakeStep('a', { notes: (state) => [`it is ${state}`] })];
    expect((await planOf(noted, { a: ON })).steps[0]?.notes).toEqual(['it is on']);
  });

  it('fails when a check would write, whichever it is', async () => {
    const writes = {
      check: (host: Parameters<AnyStep['check']>[0]) => host.writeText('a', ON).then(() => ON),
    };
    for (const of of [
      fakeStep('a', writes),
      fakeBracket('a', [], writes),
      fakeExpectation('a', 'a', ON, writes),
    ])
      await expect(planOf([of], { a: 'off' })).rejects.toMatchObject({ code: 'host.read-only' });
  });
});

describe('the promises of a plan', () => {
  const promising = (name: string) => ({
    promises: (state: string) => [
      { kind: 'service-state', service: `${name} was ${state}`, state: 'running' } as const,
    ],
  });
  const refusal = () => ({ reason: 'no', remedy: 'ask again' });
  const promisedBy = async (of: readonly AnyStep[], cells: Record<string, string>) =>
    (await planOf(of, cells)).promises.map(({ stepId }) => stepId);

  it('are those of every step, what holds already among them, from the state before', async () => {
    const of = [
      fakeStep('a', promising('a')),
      fakeBracket('nat', [fakeStep('b', promising('b'))], promising('nat')),
      fakeExpectation('proof', 'a', ON, promising('proof')),
    ];
    const { promises } = await planOf(of, { a: ON, nat: UP, b: 'off' });
    expect(promises).toEqual([
      { stepId: 'a', fact: { kind: 'service-state', service: 'a was on', state: 'running' } },
      { stepId: 'nat', fact: { kind: 'service-state', service: 'nat was up', state: 'running' } },
      { stepId: 'b', fact: { kind: 'service-state', service: 'b was off', state: 'running' } },
      { stepId: 'proof', fact: { kind: 'service-state', service: 'proof was on', state: 'running' } },
    ]);
  });

  it('are none of what is refused, of a bracket that takes nothing down, and of what had to hold before', async () => {
    const of = [
      fakeExpectation('first', 'pre', 'ok', { phase: 'before', ...promising('first') }),
      fakeStep('refused', { ...promising('refused'), refusal }),
      fakeBracket('nat', [fakeStep('b', promising('b'))], promising('nat')),
    ];
    expect(await promisedBy(of, { pre: 'ok', refused: 'off', nat: UP, b: ON })).toEqual(['b']);
  });

  it('are told once, by the first that makes them', async () => {
    const of = [
      fakeStep('a', promising('it')),
      fakeStep('b', promising('it')),
      fakeStep('c', promising('c')),
    ];
    expect(await promisedBy(of, { a: 'off', b: 'off', c: 'off' })).toEqual(['a', 'c']);
  });
});

describe("a plan's fingerprint", () => {
  const value = fc.constantFrom('off', 'other', ON);
  const machine = fc.record({ pre: fc.constant('ok'), a: value, nat: fc.constantFrom(UP, 'gone'), b: value });

  it('is another exactly when what steps and brackets saw is another', async () => {
    await fc.assert(
      fc.asyncProperty(machine, machine, async (one, other) => {
        const [first, second] = [await planOf(steps, one), await planOf(steps, other)];
        const isSame = one.a === other.a && one.nat === other.nat && one.b === other.b;
        expect(first.fingerprint === second.fingerprint).toBe(isSame);
      }),
    );
  });

  it('stays when a fact that must hold still does, with another measure', async () => {
    const measured = [fakeExpectation('load', 'load', '', { phase: 'before', isSatisfied: () => true })];
    const [calm, busy] = [await planOf(measured, { load: '12' }), await planOf(measured, { load: '97' })];
    expect(calm.fingerprint).toBe(busy.fingerprint);
  });

  it('does not hang on the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
        const turned = Object.fromEntries(Object.entries(object).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(object));
        expect(JSON.parse(canonicalJson(object))).toEqual(JSON.parse(JSON.stringify(object)));
      }),
    );
  });
});
