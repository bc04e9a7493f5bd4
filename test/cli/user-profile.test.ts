import { describe, expect, test } from 'vitest';
import { loadBuiltInScenario } from '../../scenarios/index.ts';
import { withUserProfile } from '../../toolkit/cli/user-profile.ts';

const OF_A_PERSON = { environment: { UserProfile: 'C:\\Users\\me' } };
const PORTS = { ports: ['8065'] };

describe('the folder of the person who calls', () => {
  test('is a parameter of a scenario that asks for it, so that another account works on the same files', async () => {
    const scenario = await loadBuiltInScenario('wsl-mirrored');
    expect(withUserProfile(scenario, PORTS, 'auto', OF_A_PERSON)).toEqual({
      ...PORTS,
      userProfile: 'C:\\Users\\me',
    });
    expect(withUserProfile(scenario, PORTS, 'simulated', OF_A_PERSON)).toEqual({
      ...PORTS,
      userProfile: 'C:\\Users\\user',
    });
  });

  test('that somebody has named stays, and what is not known stays open', async () => {
    const scenario = await loadBuiltInScenario('wsl-portproxy');
    const named = { ...PORTS, userProfile: 'D:\\Homes\\she' };
    expect(withUserProfile(scenario, named, 'auto', OF_A_PERSON)).toBe(named);
    expect(withUserProfile(scenario, PORTS, 'auto', { environment: {} })).toBe(PORTS);
  });

  test('is no parameter of any other scenario', async () => {
    const scenario = await loadBuiltInScenario('reserve-ports');
    expect(withUserProfile(scenario, PORTS, 'auto', OF_A_PERSON)).toBe(PORTS);
  });
});
