import { Command, InvalidArgumentError, Option } from 'commander';

/** What the command line says, as commander reads it. */
export interface CommandOptions {
  readonly tag?: string[];
  readonly excludeTag?: string[];
  readonly name?: string[];
  readonly coverage?: string[];
  readonly coverageOutput?: string;
  readonly coverageTarget?: number;
  readonly timeout?: number;
  readonly output?: string;
  readonly nunit?: string;
  readonly json?: true;
  readonly allowNoTests?: true;
  readonly edition?: 'core' | 'desktop';
  readonly executable?: string;
  readonly executableArgument?: string[];
}

const EXAMPLES = `
Examples:
  $ pester-runner tests
  $ pester-runner tests/Port.Tests.ps1 --tag Unit --timeout 120 --output junit.xml
  $ pester-runner tests --coverage src --coverage-target 80 --json

Exit codes:
  0 all passed · 1 some failed · 2 bad input, or no test ran · 3 PowerShell or Pester is missing or does not do
  4 PowerShell ended without a result · 124 timeout · 130 interrupted`;

/** The command line, without what it does. Throws commander's errors instead of ending the process. */
export function createCommand(version: string): Command {
  return new Command('pester-runner')
    .description('Runs Pester tests, shows each as it ends, and says how they went.')
    .version(version)
    .argument('[paths...]', 'test files, and folders whose *.Tests.ps1 are run', ['.'])
    .option('--tag <tag>', 'run only tests with this tag; may be repeated', collect)
    .option('--exclude-tag <tag>', 'leave out tests with this tag; may be repeated', collect)
    .option(
      '--name <pattern>',
      'run only tests whose full name, Describe.Context.It, fits; may be repeated',
      collect,
    )
    .option(
      '--coverage <path>',
      'measure how much of this script or folder the tests execute; may be repeated',
      collect,
    )
    .option('--coverage-output <file>', 'write the coverage as JaCoCo XML')
    .option('--coverage-target <percent>', 'fail below this coverage, 0 to 100', number)
    .option('--timeout <seconds>', 'end everything after this time', number)
    .option('--output <file>', 'write the results as JUnit XML')
    .option('--nunit <file>', 'write the results as NUnit 3 XML')
    .option('--json', 'print one JSON document instead of lines')
    .option('--allow-no-tests', 'succeed also when no test ran')
    .addOption(
      new Option('--edition <edition>', 'PowerShell 7 or Windows PowerShell').choices(['core', 'desktop']),
    )
    .option(
      '--executable <path>',
      'the PowerShell to use (else PESTER_RUNNER_POWERSHELL, else pwsh, else powershell)',
    )
    .option(
      '--executable-argument <argument>',
      'an argument for it, before all others; may be repeated',
      collect,
    )
    .addHelpText('after', EXAMPLES)
    .exitOverride();
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('It is not a number.');
  return value;
}
