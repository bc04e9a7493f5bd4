import { describe, expect, it, test } from 'vitest';
import { loadBuiltInScenario } from '../../scenarios/index.ts';
import { optionName, parseParameters } from '../../toolkit/scenario/parse-parameters.ts';

const fix = await loadBuiltInScenario('fix');
const reproduce = await loadBuiltInScenario('reproduce-8065');

describe('parameters', () => {
  it('are filled in with their defaults', () => {
    expect(parseParameters(fix, { ports: ['8065'] })).toEqual({
      ports: ['8065'],
      resetRange: false,
      acceptOutage: false,
      shutdownWsl: false,
    });
  });

  test.each([
    [fix, {}, 'input.invalid-parameter', /--ports is missing/],
    [fix, { ports: [] }, 'input.invalid-parameter', /--ports/],
    [fix, { ports: ['abc'] }, 'input.invalid-parameter', /--ports \["abc"\].*8065/],
    [fix, { ports: ['8065'], container: '-rf' }, 'input.invalid-parameter', /--container "-rf"/],
    [fix, { ports: ['8065'], contaner: 'x' }, 'input.invalid-parameter', /contaner/],
    [fix, { ports: ['0'] }, 'ports.invalid-port', /0/],
    [fix, { ports: ['70000'] }, 'ports.invalid-port', /70000/],
    [fix, { ports: ['80-70'] }, 'ports.invalid-range', /80-70/],
    [reproduce, { port: 65536 }, 'input.invalid-parameter', /--port 65536/],
    [reproduce, { cycles: 21 }, 'input.invalid-parameter', /--cycles 21/],
    [reproduce, { method: 'magic' }, 'input.invalid-parameter', /--method "magic"/],
  ])('%# that are wrong are named with their value', (scenario, given, code, message) => {
    expect(() => parseParameters(scenario, given)).toThrow(
      expect.objectContaining({ code, exitCode: 2, message: expect.stringMatching(message) }),
    );
  });

  it('are judged together by the scenario', () => {
    const judged = { ...fix, validate: () => 'too many cooks' };
    expect(() => parseParameters(judged, { ports: ['8065'] })).toThrow(
      expect.objectContaining({ code: 'input.invalid-parameter', message: 'too many cooks' }),
    );
  });

  it('are named as they are typed', () => {
    expect(optionName('shutdownWsl')).toBe('--shutdown-wsl');
    expect(optionName('ports')).toBe('--ports');
  });
});
