/** A scenario file that keeps ports 8065 and 9000-9002. */
export const KEEP_PORTS = `import { defineScenario, ensureExcludedPortRanges, parsePortGroups } from 'portwright';
import { z } from 'zod';

export default defineScenario({
  id: 'keep-ports',
  title: 'Keep our ports',
  summary: 'Adds administered exclusions for the ports of our containers.',
  platform: 'windows',
  parameters: z.strictObject({ more: z.int().default(9000) }),
  steps: ({ more }) =>
    parsePortGroups(['8065', \`\${more}-\${more + 2}\`]).map((group) => ensureExcludedPortRanges(group)),
});
`;

/** The smallest scenario file, with other source text for some of its parts; one part on each line, from line 4 on. */
export function scenarioWith(parts: Readonly<Record<string, string>> = {}): string {
  const all = {
    id: "'mine'",
    title: "'Mine'",
    summary: "'Mine.'",
    platform: "'windows'",
    parameters: 'z.strictObject({})',
    steps: '() => []',
    ...parts,
  };
  const lines = Object.entries(all).map(([name, text]) => `  ${name}: ${text},\n`);
  return `import { defineScenario } from 'portwright';
import { z } from 'zod';
export default defineScenario({
${lines.join('')}});
`;
}
