import { styleText } from 'node:util';
import { type PesterError, type PesterRun, type PesterTest, type Result, reasonsOf } from './pester-run.ts';

const MARKS: Readonly<Record<Result, string>> = {
  passed: '+',
  failed: '-',
  skipped: '!',
  inconclusive: '?',
  notRun: ' ',
};
const COLORS = {
  passed: 'green',
  failed: 'red',
  skipped: 'yellow',
  inconclusive: 'yellow',
  notRun: 'gray',
} as const;

/** One line for a test, without a line feed, in Pester's own marks. */
export function testLine(test: PesterTest, isColored: boolean): string {
  const { result, path, durationMs, because } = test;
  const mark = isColored
    ? styleText(COLORS[result], `[${MARKS[result]}]`, { validateStream: false })
    : `[${MARKS[result]}]`;
  const reason = because === null ? '' : `, because ${oneLine(because)}`;
  return `${mark} ${oneLine(path.join('.'))}${reason} (${Math.round(durationMs)} ms)`;
}

/** What is said when all have ended: every failure with its place and reason, then the counts. Ends with a line feed. */
export function summaryText(run: PesterRun): string {
  const { counts, coverage, pester, powershell } = run;
  const figures = (['passed', 'failed', 'skipped', 'inconclusive', 'notRun'] as const)
    .filter((result) => counts[result] > 0 || result === 'passed' || result === 'failed')
    .map((result) => `${counts[result]} ${result === 'notRun' ? 'not run' : result}`);
  const broken = [
    ...(counts.failedBlocks > 0 ? [`${counts.failedBlocks} failed blocks`] : []),
    ...(counts.failedContainers > 0 ? [`${counts.failedContainers} failed files`] : []),
  ];
  const seconds = (run.durationMs / 1000).toFixed(2);
  return [
    ...failures(run),
    `${[...figures, ...broken].join(', ')} in ${seconds} s (Pester ${pester.version}, PowerShell ${powershell.version})`,
    ...(coverage === null ? [] : [coverageLine(coverage)]),
    '',
  ].join('\n');
}

function failures(run: PesterRun): string[] {
  const ofContainers = run.containers
    .filter(({ errors }) => errors.length > 0)
    .flatMap(({ file, errors }) => failure(file, errors));
  const ofBlocks = run.failedBlocks.flatMap(({ path, file, line, errors }) =>
    failure(`${path.join('.')} (${file}:${line})`, errors),
  );
  // A test without errors of its own is explained by its block.
  const ofTests = run.tests
    .filter(
      (test) => test.result === 'failed' && (test.errors.length > 0 || reasonsOf(test, run).length === 0),
    )
    .flatMap((test) => failure(`${test.path.join('.')} (${test.file}:${test.line})`, test.errors));
  return [...ofContainers, ...ofBlocks, ...ofTests];
}

function failure(what: string, errors: readonly PesterError[]): string[] {
  const lines = errors.flatMap(({ message, stack }) => `${message}\n${stack}`.trimEnd().split('\n'));
  return [`failed: ${oneLine(what)}`, ...lines.map((line) => `  ${oneLine(line)}`), ''];
}

function coverageLine({
  percent,
  targetPercent,
  commandsExecuted,
  commandsAnalyzed,
}: NonNullable<PesterRun['coverage']>): string {
  const target = targetPercent === null ? '' : `, target ${targetPercent} %`;
  return `coverage ${percent.toFixed(2)} % (${commandsExecuted} of ${commandsAnalyzed} commands)${target}`;
}

/** A name may hold anything; a terminal obeys control characters. Each is written as its escape. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}|[\u2028\u2029]/gu, (character) =>
    JSON.stringify(character)
      .slice(1, -1)
      .replace(/^[\u007f-\u2029]$/, escaped),
  );
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
