import { ToolkitError } from '../../errors/toolkit-error.ts';
import { QUESTIONS, type QuestionName } from '../../host/questions.ts';
import { answerLine, readQuestionLine } from '../../powershell/session/question-line.ts';
import { ask } from '../answer-question.ts';
import { advanceClock } from '../clock.ts';
import { execute } from '../execute.ts';
import type { KillMoment, MachineState } from '../machine-state.ts';
import type { MachineStore } from '../machine-store.ts';
import { parseRequest, type StandInReply, type StandInRequest } from './protocol.ts';

/** What a command interpreter ends with when there is no such program. */
const NO_SUCH_PROGRAM = 127;

/**
 * Answers requests of stand-ins on a machine, one at a time and in the order they came in. The machine's clock follows the
 * real one, so that whoever waits for its state sees it change.
 *
 * @returns Never rejects: what cannot be answered is a reply that says why.
 */
export function createAnswerer(store: MachineStore): (line: string) => Promise<StandInReply> {
  let last: Promise<unknown> = Promise.resolve();
  let seenMs = performance.now();
  let isCallerDoomed = false;

  const answer = async (line: string): Promise<StandInReply> => {
    // The fault `kill-caller` with `after`: it had its last answer, and this is the next request.
    if (isCallerDoomed) {
      isCallerDoomed = false;
      return { outcome: 'kills-caller' };
    }
    try {
      const request = parseRequest(line);
      const { reply, kill } = await store.request((machine) => {
        const nowMs = performance.now();
        advanceClock(machine, Math.round(nowMs - seenMs));
        seenMs = nowMs;
        return request.kind === 'run' ? runProgram(machine, request) : askQuestion(machine, request);
      });
      isCallerDoomed = kill === 'after';
      return kill === 'before' || kill === 'during' ? { outcome: 'kills-caller' } : reply;
    } catch (error) {
      return failure(error);
    }
  };
  return (line) => {
    const next = last.then(() => answer(line));
    last = next.catch(() => {});
    return next;
  };
}

interface Outcome {
  readonly reply: StandInReply;
  readonly kill: KillMoment | undefined;
}

function runProgram(machine: MachineState, request: StandInRequest & { kind: 'run' }): Outcome {
  const { program, args, environment } = request;
  const { WSL_UTF8 } = environment;
  const output = execute(machine, [program, ...args], WSL_UTF8 === undefined ? {} : { WSL_UTF8 });
  if (output.hangs) return { reply: { outcome: 'hangs' }, kill: output.kill };
  const { exitCode } = output;
  const [stdout, stderr] = [output.stdout, output.stderr].map((bytes) =>
    Buffer.from(bytes).toString('base64'),
  );
  return {
    reply: { outcome: 'ran', exitCode, stdout: stdout ?? '', stderr: stderr ?? '' },
    kill: output.kill,
  };
}

function askQuestion(machine: MachineState, { line }: StandInRequest & { kind: 'ask' }): Outcome {
  const asked = readQuestionLine(line);
  if (asked === undefined || !isQuestionName(asked.name)) {
    const message = 'this PowerShell only answers the fixed questions of Portwright';
    return { reply: { outcome: 'failed', message }, kill: undefined };
  }
  const { name } = asked;
  return askChecked(machine, name, asked.parameters);
}

function askChecked<Name extends QuestionName>(
  machine: MachineState,
  name: Name,
  parameters: unknown,
): Outcome {
  const question = QUESTIONS[name].question.safeParse(parameters);
  if (!question.success) {
    return {
      reply: answered(name, scriptError('ParameterBinding', question.error.message)),
      kill: undefined,
    };
  }
  const outcome = ask(machine, name, question.data as Parameters<typeof ask<Name>>[2]); // checked by the schema of this name
  const { answer, error, hangs, kill } = outcome;
  if (hangs) return { reply: { outcome: 'hangs' }, kill };
  if (error?.code === 'ask.invalid-answer') return { reply: answered(name, '~ garbage ~'), kill };
  if (error) return { reply: answered(name, scriptError(error.code, error.message)), kill };
  return { reply: answered(name, answerLine({ ok: answer })), kill };
}

function answered(question: string, answer: string): StandInReply {
  return { outcome: 'answered', question, answer };
}

function scriptError(id: string, message: string): string {
  return answerLine({ error: { id, message } });
}

/** One request that cannot be answered, even by a bug, does not end the others. */
function failure(error: unknown): StandInReply {
  if (!(error instanceof ToolkitError)) {
    return {
      outcome: 'failed',
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
  const exitCode = error.code === 'host.program-missing' ? { exitCode: NO_SUCH_PROGRAM } : {};
  return { outcome: 'failed', message: error.message, ...exitCode };
}

function isQuestionName(name: string): name is QuestionName {
  return Object.hasOwn(QUESTIONS, name);
}
