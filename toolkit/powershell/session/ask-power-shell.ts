import { ToolkitError } from '../../errors/toolkit-error.ts';
import { isWriteQuestion } from '../../host/question-effect.ts';
import type { Answer, Question, QuestionName } from '../../host/questions.ts';
import {
  LANGUAGE_MODE,
  type QuestionParameters,
  questionLine,
  readAnswer,
  type ScriptAnswer,
} from './question-line.ts';
import { frameScript, questionScript } from './question-script.ts';
import { createSession, type Session, type SessionOptions } from './session.ts';

/** Asks a real PowerShell the fixed questions, through one long-lived session. */
export interface PowerShellQuestions {
  /**
   * @throws ToolkitError `ask.unavailable`, `ask.failed`, `ask.invalid-answer`, `host.timed-out`, `host.aborted`;
   *   `input.invalid-argument` for parameters the question does not have.
   */
  ask<Name extends QuestionName>(name: Name, question: Question<Name>): Promise<Answer<Name>>;
  close(): Promise<void>;
}

/** Nothing is started, and zod is not loaded, before the first question. */
export function createPowerShellQuestions(options: SessionOptions): PowerShellQuestions {
  const session = createSession(options);
  return {
    ask: async (name, question) => {
      const parameters = await checkQuestion(name, question);
      const line = questionLine({ name, frame: frameScript(), script: questionScript(name), parameters });
      const answer = await execute(session, name, line);
      return checkAnswer(name, resultOf(name, answer));
    },
    close: () => session.close(),
  };
}

/** A PowerShell that ended without an answer is started once more, unless the question may have changed something already. */
async function execute(session: Session, name: QuestionName, line: string): Promise<ScriptAnswer> {
  const attempts = isWriteQuestion(name) ? 1 : 2;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const stdout = await session.execute(line);
    if (stdout === undefined) continue;
    const answer = readAnswer(stdout);
    if (answer) return answer;
    throw new ToolkitError(
      'ask.invalid-answer',
      `PowerShell printed no answer to ${name}: ${JSON.stringify(stdout.slice(0, SHOWN_CHARACTERS))}`,
    );
  }
  const ended = `PowerShell ended before it answered ${name}`;
  if (!isWriteQuestion(name)) throw new ToolkitError('ask.unavailable', `${ended}, twice`);
  throw new ToolkitError('ask.failed', `${ended}: whether it was done is not known`);
}

const SHOWN_CHARACTERS = 200;

function resultOf(name: QuestionName, answer: ScriptAnswer): unknown {
  if ('ok' in answer) return answer.ok;
  const { id, message } = answer.error;
  if (id === LANGUAGE_MODE) {
    const text = `PowerShell may not run scripts here: its language mode is ${message}`;
    throw new ToolkitError('ask.unavailable', text);
  }
  // A cmdlet or a .NET class that this Windows or this PowerShell does not have.
  const isMissing = /^(?:CommandNotFoundException|TypeNotFound)\b/.test(id);
  throw new ToolkitError(
    isMissing ? 'ask.unavailable' : 'ask.failed',
    `cannot answer ${name}: ${message} (${id})`,
  );
}

async function checkQuestion<Name extends QuestionName>(
  name: Name,
  question: Question<Name>,
): Promise<QuestionParameters> {
  const { QUESTIONS } = await import('../../host/questions.ts');
  const checked = QUESTIONS[name].question.safeParse(question);
  if (checked.success) return checked.data;
  throw new ToolkitError('input.invalid-argument', `${name} cannot be asked so: ${checked.error.message}`, {
    cause: checked.error,
  });
}

async function checkAnswer<Name extends QuestionName>(name: Name, value: unknown): Promise<Answer<Name>> {
  const { QUESTIONS } = await import('../../host/questions.ts');
  const checked = QUESTIONS[name].answer.safeParse(value);
  // The schema is the one of this name; TypeScript does not follow that through the table.
  if (checked.success) return checked.data as Answer<Name>;
  throw new ToolkitError(
    'ask.invalid-answer',
    `the answer to ${name} is not what was asked for: ${checked.error.message}`,
    {
      cause: checked.error,
    },
  );
}
