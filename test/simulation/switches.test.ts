import { expect, it } from 'vitest';
import { createMachine } from '../../toolkit/simulation/create-machine.ts';
import { listRanges } from '../../toolkit/simulation/ranges.ts';
import { DEFAULT_SWITCHES, SWITCHES } from '../../toolkit/simulation/switches.ts';

it('every switch says what it means and where it comes from, and has its default in force', () => {
  expect(Object.keys(DEFAULT_SWITCHES).sort()).toEqual(Object.keys(SWITCHES).sort());
  for (const [name, { default: standard, meaning, source }] of Object.entries(SWITCHES)) {
    expect(createMachine().switches).toHaveProperty(name, standard);
    expect(meaning).toMatch(/\.$/);
    expect(source).not.toBe('');
  }
});

it('WSL’s mirrored block is listed or not', () => {
  for (const listsWslMirroredBlock of [true, false]) {
    const machine = createMachine({ wslNetworkingMode: 'mirrored', switches: { listsWslMirroredBlock } });
    const isListed = listRanges(machine, 'tcp', 'active').some(({ owner }) => owner === 'wsl-mirrored');
    expect(isListed).toBe(listsWslMirroredBlock);
  }
});
