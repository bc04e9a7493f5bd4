import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished, test } from 'vitest';
import {
  createPowerShellQuestions,
  type PowerShellQuestions,
} from '../../../toolkit/powershell/session/ask-power-shell.ts';
import {
  type QuestionParameters,
  questionLine,
  readAnswer,
  type ScriptAnswer,
} from '../../../toolkit/powershell/session/question-line.ts';
import { frameScript } from '../../../toolkit/powershell/session/question-script.ts';
import {
  createSession,
  type Session,
  type SessionOptions,
} from '../../../toolkit/powershell/session/session.ts';
import { standInFolder, temporaryFolder } from '../../host/stand-in-folder.ts';
import { findPwsh, NO_POWERSHELL } from '../find-pwsh.ts';

const executable = findPwsh();

/** Runs where there is a real PowerShell. */
export const realTest = test.skipIf(executable === undefined);
/** Runs where there is one, and a Unix shell to start it by. */
export const unixTest = test.skipIf(executable === undefined || process.platform === 'win32');

/** A title that says why its tests were skipped, if they were. */
export function titled(title: string): string {
  return executable === undefined ? `${title} (${NO_POWERSHELL})` : title;
}

/** Long enough for a PowerShell that starts while others do. */
export const LONG_MS = 60_000;

/** The real PowerShell, and an environment in which it neither reports home nor colours. */
export function realOptions(options: Partial<SessionOptions> = {}): SessionOptions {
  const environment = { ...process.env, POWERSHELL_TELEMETRY_OPTOUT: '1', ...options.environment };
  return { executable: executable ?? '', timeoutMs: LONG_MS, ...options, environment };
}

/** A session with a real PowerShell, closed with the test. */
export function realSession(options: Partial<SessionOptions> = {}): Session {
  const session = createSession(realOptions(options));
  onTestFinished(() => session.close());
  return session;
}

/** Runs a script as a question's is run. @returns undefined when PowerShell ended, or printed no answer. */
export async function runScript(
  session: Session,
  script: string,
  parameters: QuestionParameters = {},
): Promise<ScriptAnswer | undefined> {
  const line = questionLine({ name: 'test', frame: frameScript(), script, parameters });
  const stdout = await session.execute(line);
  return stdout === undefined ? undefined : readAnswer(stdout);
}

/** What a script answered. */
export async function resultOf(session: Session, script: string, parameters?: QuestionParameters) {
  const answer = await runScript(session, script, parameters);
  return answer && 'ok' in answer ? answer.ok : answer;
}

export interface PreparedPowerShell {
  readonly questions: PowerShellQuestions;
  /** The process numbers of every PowerShell that was started, in order. */
  started(): number[];
}

/**
 * Questions to a real PowerShell that has run a script of the test's before: cmdlets which only Windows has, or a mishap.
 * Off Windows only.
 */
export function preparedPowerShell(
  preparation: string,
  options: Partial<SessionOptions> = {},
): PreparedPowerShell {
  const folder = temporaryFolder();
  const list = join(folder, 'started');
  const script = join(folder, 'preparation.ps1');
  writeFileSync(script, `[IO.File]::AppendAllText('${list}', "$PID\`n")\n${preparation}\n`);
  const starter = standInFolder({ 'powershell.exe': starterOf(script) });
  const powerShell = realOptions({ ...options, executable: join(starter, 'powershell.exe') });
  const questions = createPowerShellQuestions(powerShell);
  onTestFinished(() => questions.close());
  const read = () => (existsSync(list) ? readFileSync(list, 'utf8') : '');
  return { questions, started: () => read().split('\n').filter(Boolean).map(Number) };
}

function starterOf(script: string): string {
  return `
    const { spawn } = require('node:child_process');
    const pwsh = spawn(${JSON.stringify(executable)}, process.argv.slice(2), { stdio: ['pipe', 'inherit', 'inherit'] });
    pwsh.on('exit', (code) => process.exit(code ?? 1));
    pwsh.stdin.on('error', () => {});
    pwsh.stdin.write(". '${script}'\\n");
    process.stdin.pipe(pwsh.stdin);`;
}
