import { textTable } from '../../toolkit/report/table.ts';
import { answerCase } from '../diagnosis/cases/answer-case.ts';
import { LABELLED_CASES } from '../diagnosis/cases/index.ts';
import { kindOf, type LabelledCase } from '../diagnosis/cases/labelled-case.ts';
import { isRight, type Mark, markCase } from '../diagnosis/cases/mark-case.ts';
import { saidCause } from '../diagnosis/cases/said-cause.ts';

/** How well the labelled cases are answered today. Exit code 1 when a port is called free that is not. */
interface Marked {
  readonly labelled: LabelledCase;
  readonly mark: Mark;
  readonly cause: string;
}

const marked = await Promise.all(LABELLED_CASES.map(markOne));
printAccuracy();
printConfusion();
printWrong();
const freeWrongly = marked.filter(({ mark }) => mark.calledFreeWrongly);
for (const { labelled } of freeWrongly) print(`  free, and it is not: ${labelled.id}`);
print(`called free wrongly: ${freeWrongly.length}`);
process.exitCode = freeWrongly.length > 0 ? 1 : 0;

async function markOne(labelled: LabelledCase): Promise<Marked> {
  const answer = await answerCase(labelled);
  return { labelled, mark: markCase(labelled, answer), cause: saidCause(answer) ?? '-' };
}

function printAccuracy(): void {
  const kinds = Map.groupBy(marked, ({ labelled }) => kindOf(labelled));
  const languages = Map.groupBy(marked, ({ labelled }) => labelled.language);
  const rows = [
    accuracyRow('all', marked),
    ...[...kinds].map(([kind, cases]) => accuracyRow(kind, cases)),
    ...[...languages].map(([language, cases]) => accuracyRow(language, cases)),
  ];
  const numbers = ['cases', 'right', 'verdict', 'error text', 'cause'].map((title) => ({
    title,
    align: 'right' as const,
  }));
  for (const line of textTable([{ title: 'answered' }, ...numbers], rows)) print(line);
  print('');
}

function accuracyRow(name: string, cases: readonly Marked[]): string[] {
  const withError = cases.filter(({ mark }) => mark.isErrorRight !== undefined);
  return [
    name,
    `${cases.length}`,
    share(cases, ({ mark }) => isRight(mark)),
    share(cases, ({ mark }) => mark.isVerdictRight),
    share(withError, ({ mark }) => mark.isErrorRight === true),
    share(cases, ({ mark }) => mark.isCauseRight),
  ];
}

function share(cases: readonly Marked[], isSo: (one: Marked) => boolean): string {
  if (cases.length === 0) return '-';
  return `${((cases.filter(isSo).length / cases.length) * 100).toFixed(0)} %`;
}

/** One row for each verdict expected, one column for each said. */
function printConfusion(): void {
  const pairs = marked.map(({ mark }) => [shortened(mark.expected), shortened(mark.said)] as const);
  const expected = [...new Set(pairs.map(([row]) => row))].sort();
  const said = [...new Set(pairs.map(([, column]) => column))].sort();
  const count = (row: string, column: string) =>
    pairs.filter((pair) => pair[0] === row && pair[1] === column).length || '.';
  const columns = said.map((title) => ({ title, align: 'right' as const }));
  const rows = expected.map((row) => [row, ...said.map((column) => `${count(row, column)}`)]);
  for (const line of textTable([{ title: 'expected \\ said' }, ...columns], rows)) print(line);
  print('');
}

/** Short enough for a column. */
function shortened(verdict: string): string {
  if (verdict.startsWith('finding')) return 'finding';
  return verdict === 'excluded-blocks-windows-containers' ? 'windows-cont.' : verdict;
}

function printWrong(): void {
  const wrong = marked.filter(({ mark }) => !isRight(mark));
  for (const { labelled, mark, cause } of wrong) {
    const parts = [
      ...(mark.isVerdictRight ? [] : [`expected ${mark.expected}, said ${mark.said}`]),
      ...(mark.isErrorRight === false ? ['error text misread'] : []),
      ...(mark.isCauseRight ? [] : [`cause ${labelled.expect.cause}, said ${cause}`]),
    ];
    print(`  ${labelled.id} (${kindOf(labelled)}, ${labelled.language}): ${parts.join('; ')}`);
  }
  const causeOnly = marked.filter(({ mark }) => isRight(mark) && !mark.isCauseRight);
  print(`wrong: ${wrong.length}; right, but for another cause: ${causeOnly.length}`);
  for (const { labelled, cause } of causeOnly)
    print(`  ${labelled.id}: ${labelled.expect.cause}, said ${cause}`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
