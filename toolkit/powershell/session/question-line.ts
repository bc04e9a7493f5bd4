/**
 * What a script answers with. `id` is PowerShell's own FullyQualifiedErrorId, which is not translated, or
 * {@link LANGUAGE_MODE}.
 */
export type ScriptAnswer =
  | { readonly ok: unknown }
  | { readonly error: { readonly id: string; readonly message: string } };

/** Error id of a PowerShell that may not call .NET (constrained language mode: AppLocker, App Control). */
export const LANGUAGE_MODE = 'LanguageMode';

/** The words {@link questionLine} is made of. */
export interface QuestionLine {
  readonly name: string;
  /** The script that runs the question's and prints its answer. */
  readonly frame: string;
  readonly script: string;
  readonly parameters: unknown;
}

/**
 * One line of PowerShell that asks a question. Scripts and parameters are in it as base64 only, so nothing from outside is
 * ever read as code. Where .NET may not be called the line itself says so, in words of PowerShell's that need none.
 */
export function questionLine({ name, frame, script, parameters }: QuestionLine): string {
  const refusal = `'{"error":{"id":"${LANGUAGE_MODE}","message":"'+$ExecutionContext.SessionState.LanguageMode+'"}}'`;
  const decodedFrame = `[Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${base64(frame)}'))`;
  const words = [name.replaceAll(/[^a-z-]/g, ''), base64(script), base64(JSON.stringify(parameters))];
  return (
    `if ("$($ExecutionContext.SessionState.LanguageMode)" -ne 'FullLanguage') { ${refusal} } ` +
    `else { & ([ScriptBlock]::Create(${decodedFrame})) ${words.map((word) => `'${word}'`).join(' ')} }`
  );
}

const QUESTION_WORDS = / '([a-z-]+)' '[A-Za-z0-9+/=]*' '([A-Za-z0-9+/=]*)' \}\s*$/;

/** Reads the name and the parameters back out of a {@link questionLine}. @returns undefined for any other line. */
export function readQuestionLine(line: string): { name: string; parameters: unknown } | undefined {
  const [, name, parameters] = QUESTION_WORDS.exec(line) ?? [];
  if (name === undefined || parameters === undefined) return undefined;
  return { name, parameters: JSON.parse(Buffer.from(parameters, 'base64').toString('utf8')) };
}

/** The line an answer is printed as: ASCII, whatever is in it. */
export function answerLine(answer: ScriptAnswer): string {
  return JSON.stringify(answer).replaceAll(/[^\x20-\x7e]/g, (unit) => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** PowerShell puts terminal sequences, and modules put notices, around the answer. */
const ANSWER = /\{"(?:ok|error)":.*\}/g;

/** Finds the last answer in what was printed. @returns undefined when there is none. */
export function readAnswer(stdout: string): ScriptAnswer | undefined {
  const text = stdout.match(ANSWER)?.at(-1);
  return text === undefined ? undefined : parseAnswer(text);
}

function parseAnswer(text: string): ScriptAnswer | undefined {
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null) return undefined;
  if ('ok' in value) return { ok: value.ok };
  const error = 'error' in value ? value.error : undefined;
  if (typeof error !== 'object' || error === null || !('id' in error) || !('message' in error))
    return undefined;
  return { error: { id: String(error.id), message: String(error.message) } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
