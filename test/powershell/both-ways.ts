import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect } from 'vitest';
import { QUESTIONS, type Question, type QuestionName } from '../../toolkit/host/questions.ts';
import { questionScript } from '../../toolkit/powershell/session/question-script.ts';
import { createSession } from '../../toolkit/powershell/session/session.ts';
import { realOptions, runScript } from './session/real-power-shell.ts';

const FOLDER = fileURLToPath(new URL('../../toolkit/powershell/questions/', import.meta.url));

/** One real PowerShell for a file of tests. */
export const session = createSession(realOptions());
afterAll(() => session.close());

/** What stands for cmdlets that only Windows has: each writes objects of these properties. */
export type Cmdlets = Readonly<Record<string, string>>;

/** Defines them in the session. */
export async function define(cmdlets: Cmdlets) {
  for (const [name, body] of Object.entries(cmdlets)) {
    const parameters = '$ClassName, $Filter, $FeatureName, [switch] $Online, $LiteralPath';
    await session.execute(`function ${name} { [CmdletBinding()] param(${parameters}) ${body} }`);
  }
}

/** A statement that writes one object. */
export const row = (properties: string) => `[pscustomobject] @{ ${properties} };`;

/** As a PowerShell module runs a script: strict, and going on after errors unless the script says otherwise. */
const OUTSIDE = `param($Question)
  Set-StrictMode -Version 3
  $ErrorActionPreference = 'Continue'
  $answer = & ([ScriptBlock]::Create((Get-Content -Raw -LiteralPath $Question.file))) $Question
  @{ type = $answer.GetType().Name; answer = $answer }`;

/** The answer in a session, after it was seen that a module has the same one. */
export async function answerTo<Name extends QuestionName>(name: Name, question: Question<Name>) {
  const outside = await runScript(session, OUTSIDE, { ...question, file: join(FOLDER, `${name}.ps1`) });
  const inside = await runScript(session, questionScript(name), question);
  if (inside === undefined || 'error' in inside) {
    expect(outside).toEqual(inside);
    return inside;
  }
  expect(outside).toEqual({ ok: { type: 'Hashtable', answer: inside.ok } });
  return QUESTIONS[name].answer.parse(inside.ok);
}
