import { type MachineName, machineOptions } from '../diagnosis/machine-options.ts';
import { isPendingProof } from '../scenario/pending-proof.ts';
import type { RunSummary, StepOutcome, StepResult } from '../scenario/run-event.ts';
import { durationText } from './duration-text.ts';
import { exitCodeText } from './exit-code-text.ts';
import { type Colour, type Paint, painter, type TextOptions } from './paint.ts';
import { padText, textWidth } from './text-width.ts';
import { wrapText } from './wrap-text.ts';

interface Look {
  readonly mark: string;
  readonly colour: Colour;
}

const LOOKS: Readonly<Record<StepOutcome, Look>> = {
  unchanged: { mark: '=', colour: 'dim' },
  applied: { mark: '✓', colour: 'green' },
  proved: { mark: '✓', colour: 'green' },
  pending: { mark: '…', colour: 'yellow' },
  cycled: { mark: '±', colour: 'green' },
  failed: { mark: '✗', colour: 'red' },
  undone: { mark: '↩', colour: 'yellow' },
  'not-undone': { mark: '!', colour: 'red' },
  'not-needed': { mark: '-', colour: 'dim' },
  'not-reached': { mark: '-', colour: 'dim' },
};

const HEADLINES: Readonly<Record<RunSummary['outcome'], { readonly text: string; readonly colour: Colour }>> =
  {
    done: { text: 'Done: every change was made and verified.', colour: 'green' },
    unchanged: { text: 'Nothing to do: everything was already so.', colour: 'green' },
    'failed-undone': { text: 'Failed. Everything this run had changed was put back.', colour: 'red' },
    'failed-not-undone': { text: 'Failed, and not everything could be put back.', colour: 'red' },
    'restart-required': { text: 'Restart Windows to go on.', colour: 'yellow' },
  };

const NOT_YET_IN_EFFECT = {
  text: 'Everything is set; the proof says what has yet to happen for it to take effect.',
  colour: 'yellow',
} as const;
const ROLLED_BACK = {
  text: 'Done: everything that was still in place has been put back.',
  colour: 'green',
} as const;
const ROLLED_BACK_AT_RESTART = {
  text: 'Everything has been put back; a restart of Windows completes it.',
  colour: 'yellow',
} as const;

export interface RunTextOptions extends TextOptions {
  /** The command that puts the run back, where the caller knows better. @defaultValue {@link runCommand} `rollback` */
  readonly rollbackCommand?: string;
  /** The command that goes on after a restart. @defaultValue {@link runCommand} `resume` */
  readonly resumeCommand?: string;
}

/**
 * Prints how a run ended: its steps, the proof, what was put back and what was not, how to undo it, and the exit code.
 *
 * @returns Text without a line end.
 */
export function runText(run: RunSummary, options: RunTextOptions = {}): string {
  const paint = painter(options.colour ?? false);
  const headline = headlineOf(run);
  return [
    `${paint('bold', run.scenario)}: ${run.title}  ${paint('dim', `[host: ${run.host.kind}${run.runId === null ? '' : `, run ${run.runId}`}]`)}`,
    '',
    ...run.steps.flatMap((step) => stepLines(step, run.steps, paint, options)),
    '',
    paint(['bold', headline.colour], headline.text),
    ...errorLines(run, paint, options),
    ...proofLines(run.steps, options),
    ...undoLines(run.steps),
    ...nextLines(run, options),
    paint('dim', `exit code ${run.exitCode}: ${isUnreached(run) ? NOT_YET : exitCodeText(run.exitCode)}`),
  ].join('\n');
}

const NOT_YET = 'what was asked for does not hold yet; what was changed stays';

/** Every step was done, and something that no step may touch is still in the way. */
function isUnreached({ outcome, exitCode }: RunSummary): boolean {
  return exitCode === 1 && (outcome === 'done' || outcome === 'unchanged');
}

/** A run that ends well leaves nothing undone: one with undone steps is a rollback. */
function headlineOf(run: RunSummary): { readonly text: string; readonly colour: Colour } {
  const isRollback = run.outcome === 'done' && run.steps.some(({ outcome }) => outcome === 'undone');
  if ((run.outcome === 'done' || run.outcome === 'unchanged') && run.steps.some(isPending))
    return NOT_YET_IN_EFFECT;
  if (!isRollback) return HEADLINES[run.outcome];
  return run.exitCode === 0 ? ROLLED_BACK : ROLLED_BACK_AT_RESTART;
}

function isPending({ outcome, detail }: StepResult): boolean {
  return outcome === 'proved' && isPendingProof(detail);
}

/** `portwright rollback RUN` or `resume RUN`, with the options that lead to the same machine. */
export function runCommand(verb: 'rollback' | 'resume', run: Pick<RunSummary, 'runId' | 'host'>): string {
  return [
    'portwright',
    verb,
    ...(run.runId === null ? [] : [run.runId]),
    ...machineOptions(hostOf(run)),
  ].join(' ');
}

/** A run's host is a string in its record; any other word than these two needs no options. */
function hostOf({ host }: Pick<RunSummary, 'host'>): MachineName {
  const kind = host.kind === 'simulated' || host.kind === 'windows' ? host.kind : 'linux';
  return { kind, machine: host.machine };
}

function stepLines(
  step: StepResult,
  all: readonly StepResult[],
  paint: Paint,
  options: TextOptions,
): string[] {
  const { mark, colour } = LOOKS[step.outcome];
  const widest = Math.max(...all.map(({ depth, title }) => depth * 2 + textWidth(title)));
  const title = padText('  '.repeat(step.depth) + step.title, Math.min(widest, 70));
  const took = step.durationMs === undefined ? '' : `  ${durationText(step.durationMs)}`;
  const line = `  ${paint(colour, mark)} ${title}  ${paint(colour, step.outcome)}${paint('dim', took)}`;
  const isTrouble = step.outcome === 'failed' || step.outcome === 'not-undone';
  if (!isTrouble || step.detail === undefined) return [line];
  return [line, ...wrapText(step.detail, { ...options, indent: '      ' })];
}

function errorLines(run: RunSummary, paint: Paint, options: TextOptions): string[] {
  if (run.error === undefined) return [];
  const { code, message, remedy } = run.error;
  return [
    ...wrapText(`${message} (${code})`, { ...options, indent: '  ' }),
    ...(remedy === undefined ? [] : [`  ${paint('cyan', remedy)}`]),
  ];
}

function proofLines(steps: readonly StepResult[], options: TextOptions): string[] {
  const proofs = steps.filter(({ outcome, detail }) => outcome === 'proved' && detail !== undefined);
  if (proofs.length === 0) return [];
  const lines = proofs.flatMap(({ detail }) =>
    wrapText(detail ?? '', { ...options, indent: '  - ', hanging: '    ' }),
  );
  return ['', 'Proof:', ...lines];
}

function undoLines(steps: readonly StepResult[]): string[] {
  const list = (heading: string, outcome: StepOutcome) => {
    const found = steps.filter((step) => step.outcome === outcome);
    return found.length === 0 ? [] : ['', heading, ...found.map(({ title }) => `  - ${title}`)];
  };
  return [
    ...list('Put back:', 'undone'),
    ...list('Only for as long as it was needed, and over:', 'cycled'),
    ...list('NOT put back:', 'not-undone'),
  ];
}

function nextLines(run: RunSummary, options: RunTextOptions): string[] {
  const rollback = options.rollbackCommand ?? runCommand('rollback', run);
  const stands = run.steps.some(({ outcome }) => outcome === 'applied' || outcome === 'pending');
  switch (run.outcome) {
    case 'restart-required':
      return [
        '',
        `After the restart it goes on by itself; by hand: ${options.resumeCommand ?? runCommand('resume', run)}`,
        `To put everything back: ${rollback}`,
        '',
      ];
    case 'failed-not-undone':
      return ['', `To try again to put it back: ${rollback}`, ''];
    case 'done':
      return stands ? ['', `To put everything back: ${rollback}`, ''] : [''];
    default:
      return [''];
  }
}
