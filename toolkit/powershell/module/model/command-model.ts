/** A command of the module as data: everything its text is written from. */
export interface CommandModel {
  /** `Repair-PwPort` */
  readonly name: string;
  readonly synopsis: string;
  /** Paragraphs. */
  readonly description: readonly string[];
  readonly parameters: readonly ParameterModel[];
  /** Absent for what changes nothing. */
  readonly confirmImpact?: ConfirmImpact;
  readonly defaultParameterSet?: string;
  readonly inputs: string;
  readonly outputs: readonly Output[];
  /** Paragraphs. */
  readonly notes: readonly string[];
  readonly examples: readonly Example[];
  /** Commands and topics. */
  readonly links: readonly string[];
  readonly body: Body;
}

export type ConfirmImpact = 'Medium' | 'High';

export interface Output {
  /** `Portwright.RunResult`, or a .NET type. */
  readonly type: string;
  readonly text: string;
}

export interface Example {
  /** One line of ASCII, runnable as written, and written as it is: our own text, never a scenario's. */
  readonly code: string;
  readonly text: string;
}

export interface ParameterModel {
  /** `Port`, without the dash. */
  readonly name: string;
  readonly aliases: readonly string[];
  /** The zod key, and so the key in the request: `ports`. */
  readonly key: string;
  readonly type: ParameterType;
  readonly isList: boolean;
  /** Of a list that may be left out: given, it must hold something. */
  readonly isNeverEmpty: boolean;
  readonly description: string;
  readonly defaultValue: DefaultValue | undefined;
  readonly mandatory: boolean;
  readonly position: number | undefined;
  readonly pipeline: Pipeline;
  /** Empty: in every set. */
  readonly sets: readonly string[];
  readonly completer: Completer | undefined;
  /** Cross-field rules that concern it, as sentences. The command line checks them. */
  readonly rules: readonly string[];
  /** Whether it names the machine rather than an argument of the request. */
  readonly isMachine: boolean;
  /** Whether it is a path of PowerShell's, which the request has as an absolute one of the file system. */
  readonly isPath: boolean;
  /** Whether the command line is told of it; else it is for the module alone. */
  readonly isSent: boolean;
}

export type ParameterType =
  | {
      readonly kind: 'text';
      /** For .NET. */
      readonly pattern?: string;
      /** What to write, said to who wrote something else; without it that person sees the pattern. */
      readonly patternHint?: string;
      readonly length?: Bounds;
    }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'integer'; readonly range: Bounds }
  /** Off unless it is given. */
  | { readonly kind: 'switch' }
  /** On unless it is given, or required. */
  | { readonly kind: 'boolean' };

/** Both ends are in. */
export interface Bounds {
  readonly minimum: number;
  readonly maximum: number;
}

export type DefaultValue = string | number | boolean | readonly (string | number)[];

/** `collected`: by value and by property name; everything that comes is used at once, when no more comes. */
export type Pipeline = 'none' | 'by-property-name' | 'collected';

export type Completer = 'Scenario' | 'Container' | 'Run';

/** What a command does with its parameters. */
export type Body =
  | { readonly kind: 'change'; readonly scenario: string }
  | { readonly kind: 'any-change' }
  | { readonly kind: 'continuation'; readonly verb: 'resume' | 'rollback' }
  | ReadBody
  | { readonly kind: 'scenario-list' };

export interface ReadBody {
  readonly kind: 'read';
  readonly readings: readonly Reading[];
  /** Parameters that are joined into the argument `text`, in place of arguments of their own. */
  readonly pasted?: { readonly path?: string; readonly text: string };
  /** Whether the request says where PowerShell is, as `folder`. */
  readonly saysFolder?: boolean;
  /** For what writes a file of the person's own: the parameter that names it, and what is done, as `-WhatIf` says it. */
  readonly writes?: { readonly parameter: string; readonly action: string };
}

/** One question to the command line. */
export interface Reading {
  /** Where several are possible, the parameter set that asks it. */
  readonly set?: string;
  readonly action: string;
  /** The private function that makes objects of the answer; absent where everything comes in messages before it. */
  readonly converter?: string;
}
