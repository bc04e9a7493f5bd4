import fc from 'fast-check';
import { z } from 'zod';
import type { ScenarioCommand } from '../../../toolkit/powershell/module/commands/scenario-commands.ts';
import { defineScenario, type Scenario } from '../../../toolkit/scenario/define-scenario.ts';
import { hostileText } from './hostile-text.ts';

/** A scenario with no parameters that does nothing. */
export function anyScenario(id: string): Scenario {
  return defineScenario({
    id,
    title: 'A title',
    summary: 'A summary.',
    platform: 'windows',
    parameters: z.strictObject({}),
    steps: () => [],
  });
}

/** A scenario whose every text is hostile, and its command. */
export const hostileScenario: fc.Arbitrary<{
  readonly scenario: Scenario;
  readonly command: ScenarioCommand;
  readonly choices: readonly string[];
  readonly textDefault: string;
}> = fc
  .record({
    title: hostileText,
    summary: hostileText,
    description: hostileText,
    textDefault: hostileText,
    choices: fc.uniqueArray(hostileText, {
      minLength: 1,
      maxLength: 3,
      selector: (text) => text.toLowerCase(),
    }),
    say: hostileText,
  })
  .map(({ title, summary, description, textDefault, choices, say }) => ({
    scenario: defineScenario({
      ...anyScenario('hostile'),
      title,
      summary,
      parameters: z.strictObject({
        free: z.string().default(textDefault).describe(description),
        choice: z.enum(choices).optional().describe(description),
      }),
    }) as unknown as Scenario, // Its own parameters are narrower than those of scenarios in general.
    command: {
      name: 'Test-PwHostile',
      confirmImpact: 'High' as const,
      verifies: say,
      undo: say,
      examples: [{ code: 'Test-PwHostile', text: say }],
      rules: [{ parameters: ['free'], sentence: say }],
    },
    choices,
    textDefault,
  }));
