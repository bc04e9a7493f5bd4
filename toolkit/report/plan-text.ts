import type { Plan, PlannedStep } from '../scenario/plan.ts';
import type { Change } from '../scenario/step.ts';
import { type Colour, type Paint, painter, type TextOptions } from './paint.ts';
import { wrapText } from './wrap-text.ts';

const SIGNS: Readonly<Record<Change['action'], { readonly sign: string; readonly colour: Colour }>> = {
  add: { sign: '+', colour: 'green' },
  change: { sign: '~', colour: 'yellow' },
  remove: { sign: '-', colour: 'red' },
  cycle: { sign: '±', colour: 'yellow' },
};

/** What the text needs of a plan. */
export type PlanToPrint = Pick<Plan, 'scenario' | 'title' | 'host' | 'steps'>;

/**
 * Prints a plan: one line per change, then how many of each kind there are.
 *
 * Change lines are never broken, so that they can be searched and compared; notes are. What a cycle disturbs first of all
 * stands on its own line, in parentheses.
 *
 * @returns Text without a line end; `Nothing to do.` ends it when nothing would change.
 */
export function planText(plan: PlanToPrint, options: TextOptions = {}): string {
  const paint = painter(options.colour ?? false);
  const lines = [
    `${paint('bold', plan.scenario)}: ${plan.title}  ${paint('dim', `[host: ${plan.host.kind}]`)}`,
    '',
    ...section(plan.steps.flatMap((step) => stepLines(step, paint, options))),
    ...section(proofLines(plan.steps)),
    verdictLine(plan.steps, paint),
  ];
  return lines.join('\n');
}

/** `Plan: 1 to add, 1 to change, 0 to remove, 1 to cycle.` */
export function planCounts(changes: readonly Change[]): string {
  const count = (action: Change['action']) => changes.filter((change) => change.action === action).length;
  return `Plan: ${count('add')} to add, ${count('change')} to change, ${count('remove')} to remove, ${count('cycle')} to cycle.`;
}

function section(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [...lines, ''];
}

function stepLines(step: PlannedStep, paint: Paint, options: TextOptions): string[] {
  const indent = '  '.repeat(step.depth + 1);
  const changes = step.changes.flatMap((change) => changeLines(change, indent, paint, options));
  const notes = step.notes.flatMap((note) => noteLines(note, indent, options));
  if (step.refusal === undefined) return [...changes, ...notes];
  return [
    `${indent}${paint('red', '✗')} ${step.title}`,
    ...wrapText(step.refusal.reason, { ...options, indent: `${indent}    ` }),
    `${indent}    instead: ${step.refusal.remedy}`,
    ...notes,
  ];
}

function changeLines(change: Change, indent: string, paint: Paint, options: TextOptions): string[] {
  const { sign, colour } = SIGNS[change.action];
  const [first, ...rest] = change.notes ?? [];
  const line = `${indent}${paint(colour, sign)} ${change.what}`;
  const isInline = change.action === 'cycle' && first !== undefined;
  const below = isInline ? rest : (change.notes ?? []);
  return [
    isInline ? `${line} (${first})` : line,
    ...below.flatMap((note) => noteLines(note, indent, options)),
  ];
}

function noteLines(note: string, indent: string, options: TextOptions): string[] {
  return wrapText(note, { ...options, indent: `${indent}    ` });
}

function proofLines(steps: readonly PlannedStep[]): string[] {
  const proofs = steps.filter(({ disposition }) => disposition === 'proof');
  return proofs.length === 0 ? [] : ['  Proved afterwards:', ...proofs.map(({ title }) => `    - ${title}`)];
}

function verdictLine(steps: readonly PlannedStep[], paint: Paint): string {
  if (steps.some(({ refusal }) => refusal !== undefined)) {
    return `${paint('red', 'Refused:')} nothing will be changed.`;
  }
  const changes = steps.flatMap((step) => step.changes);
  if (changes.length > 0) return paint('bold', planCounts(changes));
  const proofs = steps.filter(({ disposition }) => disposition === 'proof').length;
  return proofs === 0 ? 'Nothing to do.' : 'Nothing to change; only the proof is read.';
}
