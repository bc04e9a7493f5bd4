import { ToolkitError } from '../../errors/toolkit-error.ts';
import type { Host } from '../../host/host.ts';
import { isWriteQuestion } from '../../host/question-effect.ts';
import { QUESTIONS, type QuestionName } from '../../host/questions.ts';

/** A question whose shape was checked. */
export interface ReadQuestion {
  readonly name: QuestionName;
  ask(host: Host): Promise<unknown>;
}

/**
 * Makes the question of a request, where it is one that only reads.
 *
 * @param place - Where it stands in the request.
 * @throws ToolkitError `wrapper.invalid-request`
 */
export function readQuestion(
  { name, question }: { name: string; question: Readonly<Record<string, unknown>> },
  place: string,
): ReadQuestion {
  if (!isQuestionName(name) || isWriteQuestion(name)) {
    const shown = JSON.stringify(name.slice(0, 80));
    throw new ToolkitError(
      'wrapper.invalid-request',
      `${place} ${shown} is not one of the questions that only read`,
    );
  }
  const parsed = QUESTIONS[name].question.safeParse(question);
  if (parsed.success) return { name, ask: (host) => host.ask<QuestionName>(name, parsed.data) };
  const [issue] = parsed.error.issues;
  const where = issue?.path.map((key) => `.${String(key)}`).join('');
  throw new ToolkitError(
    'wrapper.invalid-request',
    `${place}.question${where} of ${name} is not valid: ${issue?.message}`,
    {
      cause: parsed.error,
    },
  );
}

function isQuestionName(name: string): name is QuestionName {
  return Object.hasOwn(QUESTIONS, name);
}
