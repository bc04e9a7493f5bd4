import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { buildModule } from '../../../toolkit/powershell/module/build-module.ts';
import { scenarioCommand } from '../../../toolkit/powershell/module/commands/scenario-command.ts';
import { SCENARIO_COMMANDS } from '../../../toolkit/powershell/module/commands/scenario-commands.ts';
import { schemaParameters } from '../../../toolkit/powershell/module/model/schema-parameters.ts';
import { functionText } from '../../../toolkit/powershell/module/render/function-text.ts';
import { compareModule } from '../../../toolkit/powershell/module/write-module.ts';
import { defineScenario } from '../../../toolkit/scenario/define-scenario.ts';
import { anyScenario, hostileScenario } from './any-scenario.ts';
import { commands, generate, places, scenarios } from './module-input.ts';
import { loadSyntax } from './syntax.ts';

const syntax = await loadSyntax();

test('the committed module is what is generated: `npm run generate` writes it', () => {
  expect(compareModule(places.module, generate())).toEqual([]);
});

test('the same input gives the same bytes, in ASCII with line feeds', () => {
  const files = generate();
  expect([...generate()]).toEqual([...files]);
  for (const [path, text] of files) {
    expect(text, path).toMatch(/^[\n\x20-\x7e]+\n$/);
    expect(text.includes('npm run generate'), path).toBe(true);
  }
});

test('each command of the table belongs to a scenario, and each built-in scenario has one', () => {
  expect(Object.keys(SCENARIO_COMMANDS).sort()).toEqual(scenarios.map(({ id }) => id).sort());
});

test.each(commands)(
  '$name has an example for a start and one more, and says what it reads and gives',
  (command) => {
    expect(command.name).toMatch(
      /^(Add|ConvertFrom|Enable|Export|Get|Initialize|Invoke|Measure|New|Remove|Repair|Reset|Restart|Resume|Test|Trace|Undo|Watch)-Pw[A-Z]\w+([^s]|is)$/,
    );
    expect(command.examples.length).toBeGreaterThanOrEqual(2);
    for (const { code } of command.examples) expect(code).toMatch(/^(?!\.)(?:(?!#>)[\x20-\x7e])+$/);
    expect(command.outputs.length).toBeGreaterThan(0);
    expect(syntax.hasError(functionText(command))).toBe(false);
  },
);

test.each(commands)('$name asks before a change, and only then', ({ body, confirmImpact }) => {
  const writesFile = body.kind === 'read' && body.writes !== undefined;
  const changes = ['change', 'any-change', 'continuation'].includes(body.kind) || writesFile;
  expect(confirmImpact !== undefined).toBe(changes);
});

test('the module reads one file with its import, and every command is in it', () => {
  const files = generate();
  const read = [...(files.get('Portwright.psm1') ?? '').matchAll(/^\. "\$PSScriptRoot\/(.+)"$/gm)];
  expect(read.map(([, path]) => path)).toEqual(['Portwright.Public.ps1']);
  const text = files.get('Portwright.Public.ps1') ?? '';
  expect(commands.filter(({ name }) => !text.includes(`\nfunction ${name} {\n`))).toEqual([]);
});

test.each([
  ['a number', z.number().describe('x'), 'the type "number"'],
  ['a union', z.union([z.string(), z.int()]).describe('x'), '`anyOf`'],
  ['a date', z.iso.datetime().describe('x'), '`format`'],
  ['a list of two', z.array(z.string()).min(2).describe('x'), '`minItems` 2'],
  ['a list of lists', z.array(z.array(z.string())).describe('x'), 'a list of lists'],
  ['a pattern that .NET reads otherwise', z.string().regex(/^\s$/).describe('x'), 'no equal in .NET'],
  ['text without a description', z.string(), 'has no description'],
])('%s is refused, naming the scenario and the parameter', (_what, parameter, why) => {
  const build = () => schemaParameters(z.strictObject({ strange: parameter }), { owner: 'scenario odd' });
  expect(build).toThrow(expect.objectContaining({ code: 'scenario.invalid' }));
  expect(build).toThrow(/"strange" of scenario odd/);
  expect(build).toThrow(why);
});

test('a rule over several parameters must stand in the help', () => {
  const scenario = defineScenario({
    ...anyScenario('odd'),
    parameters: z.strictObject({ low: z.int().describe('Low'), high: z.int().describe('High') }),
    validate: ({ low, high }) => (low > high ? 'low is above high' : undefined),
  });
  const command = {
    name: 'Test-PwOdd',
    confirmImpact: 'High',
    verifies: 'x',
    undo: 'x',
    examples: [],
  } as const;
  // Its own type of parameters is narrower than that of scenarios in general.
  const build = (more: object) => scenarioCommand(scenario as never, { odd: { ...command, ...more } });
  expect(() => build({})).toThrow(expect.objectContaining({ code: 'scenario.invalid' }));
  const rules = [{ parameters: ['low', 'high'], sentence: 'Low is not above high.' }];
  expect(
    build({ rules })
      ?.parameters.slice(0, 2)
      .map((parameter) => parameter.rules),
  ).toEqual([['Low is not above high.'], ['Low is not above high.']]);
});

test('a scenario without a command of its own is listed all the same', () => {
  const scenario = anyScenario('mine');
  const files = buildModule({
    scenarios: [scenario],
    version: '1.2.3-rc.1',
    privateFiles: new Map(),
    questions: new Map(),
  });
  expect(files.get('Portwright.Data.psd1')).toMatch(/Name += 'mine'/);
  expect(files.get('Portwright.psd1')).toMatch(/ModuleVersion += '1\.2\.3'/);
  expect(files.get('Portwright.psd1')).toMatch(/Prerelease += 'rc1'/);
});

test('the private functions are joined in one file, in the scope of the module, and the elevated side is not among them', () => {
  const privateFiles = new Map([
    ['Private/Runner/Get-PwIt.ps1', '# Why.\nfunction Get-PwIt {\n    1\n}\n'],
    ['Private/Elevation/Elevated/Invoke-PwIt.ps1', 'function Invoke-PwIt {\n    2\n}\n'],
  ]);
  const files = buildModule({ scenarios: [], version: '1.0.0', privateFiles, questions: new Map() });
  expect(files.get('Portwright.Private.ps1')).toMatch(
    /^# Generated .*\n# .*\n\n# Why\.\nfunction script:Get-PwIt \{\n {4}1\n\}\n$/,
  );
});

test.each([
  ['no function', '1\n'],
  ['two functions', 'function Get-PwIt {\n}\nfunction Get-PwOther {\n}\n'],
  ['a function of another name than its kind', 'function it {\n}\n'],
])('a private file with %s is refused', (_what, text) => {
  const privateFiles = new Map([['Private/Runner/Get-PwIt.ps1', text]]);
  const build = () => buildModule({ scenarios: [], version: '1.0.0', privateFiles, questions: new Map() });
  expect(build).toThrow(expect.objectContaining({ code: 'scenario.invalid' }));
});

test('whatever a scenario says of itself, each of its files parses and is ASCII', () => {
  fc.assert(
    fc.property(hostileScenario, ({ scenario, command }) => {
      const model = scenarioCommand(scenario, { [scenario.id]: command });
      const text = model === undefined ? '' : functionText(model);
      expect(text).toMatch(/^[\n\x20-\x7e]+$/);
      expect(syntax.hasError(text)).toBe(false);
    }),
    { numRuns: 150 },
  );
});
