/**
 * What a script answers with. `id` is PowerShell's own FullyQualifiedErrorId, which is not translated, or
 * {@link LANGUAGE_MODE}.
 */
export type ScriptAnswer =
  | { readonly ok: unknown }
  | { readonly error: { readonly id: string; readonly message: string } };

/** Error id of a PowerShell that may not call .NET (constrained language mode: AppLocker, App Control). */
export const LANGUAGE_MODE = 'LanguageMode';

/** Nothing nested: the frame looks for text on the first level only. */
export type QuestionParameters = Readonly<Record<string, string | number | boolean | null>>;

/** The words {@link questionLine} is made of. */
export interface QuestionLine {
  readonly name: string;
  /** The script that runs the question's and prints its answer. */
  readonly frame: string;
  readonly script: string;
  readonly parameters: QuestionParameters;
}

/**
 * One line of PowerShell that asks a question. Scripts and parameters are in it as base64 only, so nothing from outside is
 * ever read as code. Where .NET may not be called the line itself says so, in words of PowerShell's that need none.
 */
export function questionLine({ name, frame, script, parameters }: QuestionLine): string {
  const refusal = `'{"error":{"id":"${LANGUAGE_MODE}","message":"'+$ExecutionContext.SessionState.LanguageMode+'"}}'`;
  const decodedFrame = `[Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${base64(frame)}'))`;
  const escaped = JSON.stringify(parameters, (_, value) =>
    typeof value === 'string' ? escapeUnits(value) : value,
  );
  const words = [name.replaceAll(/[^a-z-]/g, ''), base64(script), base64(escaped)];
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
  const readText = (_: string, value: unknown) => (typeof value === 'string' ? unescapeUnits(value) : value);
  return { name, parameters: JSON.parse(Buffer.from(parameters, 'base64').toString('utf8'), readText) };
}

/** The line an answer is printed as: ASCII, whatever is in it. */
export function answerLine(answer: ScriptAnswer): string {
  return escapeUnits(JSON.stringify(answer), /[^\x20-\x7e]/g);
}

/** On its line an answer begins first; PowerShell puts terminal sequences around it, and modules put notices on other lines. */
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

/**
 * Text among the parameters, every UTF-16 unit of it escaped. ConvertFrom-Json of PowerShell 7 would make a date of a bare text
 * that looks like one (its `-DateKind` came with 7.5), and U+FFFD of half a surrogate pair.
 */
function escapeUnits(text: string, units = /[\s\S]/g): string {
  return text.replaceAll(units, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function unescapeUnits(text: string): string {
  return text.replaceAll(/\\u([0-9a-f]{4})/g, (_, unit) => String.fromCharCode(Number.parseInt(unit, 16)));
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
