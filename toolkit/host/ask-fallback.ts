import { ToolkitError } from '../errors/toolkit-error.ts';
import { parseSockets, showSockets } from '../windows/netstat.ts';
import type { Host } from './host.ts';
import type { Answer, Question, QuestionName } from './questions.ts';

/** An answer that another, poorer source gave because PowerShell could not: whoever relies on it should be less sure. */
export interface DegradedAnswer {
  readonly question: QuestionName;
  /** The command that was read instead. */
  readonly source: string;
  /** Why PowerShell did not answer. */
  readonly reason: ToolkitError;
}

type Run = Host['run'];
type Fallbacks = {
  readonly [Name in QuestionName]?: { readonly source: string; read(run: Run): Promise<Answer<Name>> };
};

/**
 * Where PowerShell is not the only source. The dynamic port ranges are not here: netsh is asked for them anyway, and a second
 * answer of netsh's would be no second source.
 */
const FALLBACKS: Fallbacks = {
  listeners: {
    source: 'netstat -ano',
    // By shape. Names of processes and services are what it lacks.
    read: async (run) => ({ sockets: parseSockets((await run(showSockets())).stdout) }),
  },
};

/**
 * Asks PowerShell, and the other source where there is one and PowerShell could not answer.
 *
 * @throws Whatever `ask` threw, when there is no other source or that cannot be read either.
 */
export async function askWithFallback<Name extends QuestionName>(
  { ask, run }: Pick<Host, 'ask' | 'run'>,
  [name, question]: readonly [Name, Question<Name>],
  onDegraded: (answer: DegradedAnswer) => void,
): Promise<Answer<Name>> {
  try {
    return await ask(name, question);
  } catch (reason) {
    const fallback = FALLBACKS[name];
    if (fallback === undefined || !(reason instanceof ToolkitError) || !isReplaceable(reason)) throw reason;
    const answer = await fallback.read(run).catch((cause) => {
      reason.cause ??= cause;
      throw reason;
    });
    onDegraded({ question: name, source: fallback.source, reason });
    return answer;
  }
}

function isReplaceable({ code }: ToolkitError): boolean {
  return code.startsWith('ask.') || code === 'host.timed-out';
}
