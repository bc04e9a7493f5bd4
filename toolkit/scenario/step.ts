import type { Host } from '../host/host.ts';
import type { PromisedFact } from './promised-fact.ts';

/** One line of a plan. `add` prints as `+`, `change` as `~`, `remove` as `-`, `cycle` as `±`. */
export interface Change {
  readonly action: 'add' | 'change' | 'remove' | 'cycle';
  /** What is changed and how, for example `excluded port range tcp 8065 (administered, persistent)`. */
  readonly what: string;
  /** What it disturbs, or who is hit: one sentence each. */
  readonly notes?: readonly string[];
}

/** Why a step must not be taken on this machine. A plan with a refusal changes nothing and exits 1. */
export interface Refusal {
  /** Lower case, no full stop: names the owner or the cause. */
  readonly reason: string;
  /** A command the person can run, or one sentence. */
  readonly remedy: string;
}

interface Described<State> {
  /** Stable within its scenario: the journal finds the step again by it. */
  readonly id: string;
  /** Imperative, no full stop: shown by `plan` and `run`. */
  readonly title: string;
  /** `user` needs somebody logged on (Docker Desktop runs in a person's session). @defaultValue 'machine' */
  readonly session?: 'machine' | 'user';
  /** Reads the machine; must not issue a `write`. The state is plain JSON: it is journaled, and undo sees only it. */
  check(host: Host): Promise<State>;
  /** Asked before anything is changed, of a step that has something to do. */
  refusal?(state: State): Refusal | undefined;
  /** What the plan should say about this state although it changes nothing: one sentence each. */
  notes?(state: State): readonly string[];
  /**
   * What will be true of the machine once the scenario is done, judged from the state before anything was changed. Of a
   * bracket: once it is back. Only what Windows can be asked about by somebody else.
   */
  promises?(state: State): readonly PromisedFact[];
}

/** A desired state that stays: check, apply, check again, undo. */
export interface Step<State = unknown> extends Described<State> {
  readonly kind: 'step';
  isSatisfied(state: State): boolean;
  /** True when only a restart of the machine is missing. The run then pauses with exit code 3010. */
  isPending?(now: State, before: State): boolean;
  changes(state: State): readonly Change[];
  apply(host: Host, before: State): Promise<void>;
  /** Puts back what `before` says and nothing else; safe to call twice. Absent only with `irreversible`. */
  undo?(host: Host, before: State): Promise<void>;
  /** Whether `now` is what undo had to bring back; judged by reading, not by what a command said. */
  isRestored?(now: State, before: State): boolean;
  /** True of a restored state that only a restart of the machine completes. A rollback then ends with exit code 3010. */
  isRestorePending?(now: State, before: State): boolean;
  /** What will be true of the machine once `undo` has put back `before`. */
  restores?(before: State): readonly PromisedFact[];
  /** Why there is no undo. */
  readonly irreversible?: string;
  /** How long `check` may take to show the wanted state after `apply`, in milliseconds. @defaultValue 10000 */
  readonly deadlineMs?: number;
}

/** Something that is taken down (or set up) for as long as its inner steps take, and always brought back. */
export interface Bracket<State = unknown> extends Described<State> {
  readonly kind: 'bracket';
  readonly steps: readonly AnyStep[];
  /** Whether the inner steps need it. `innerWork` is true when at least one inner step has something to do. */
  isNeeded(state: State, innerWork: boolean): boolean;
  changes(state: State): readonly Change[];
  takeDown(host: Host, before: State): Promise<void>;
  /** Reads whether it is down, with as few commands as that needs. */
  isDown(host: Host, before: State): Promise<boolean>;
  /** Safe to call when it is back already. */
  bringBack(host: Host, before: State): Promise<void>;
  /** Reads whether everything is back as it was. */
  isBack(host: Host, before: State): Promise<boolean>;
  /** @defaultValue 30000 */
  readonly deadlineMs?: number;
}

/** One thing that was found, by name. */
export type FoundRow = Readonly<Record<string, string | number | boolean>>;

/** A fact that must hold: `before` anything is changed, or `after` the steps above it as their proof. */
export interface Expectation<State = unknown> extends Described<State> {
  readonly kind: 'expectation';
  readonly phase: 'before' | 'after';
  isSatisfied(state: State): boolean;
  /** What was found, in one line: the proof, or why it is none. */
  describe(state: State): string;
  /** What was found, one by one, for whoever works on with it: the document of the run holds it. All have the same keys. */
  rows?(state: State): readonly FoundRow[];
  /** How long the fact may take to become true, in milliseconds. @defaultValue 10000 */
  readonly deadlineMs?: number;
}

export type AnyStep = Step | Bracket | Expectation;
