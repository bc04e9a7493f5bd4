import { existsSync } from 'node:fs';
import { ToolkitError } from '../../errors/toolkit-error.ts';
import type { Command } from '../../host/command.ts';
import type { Host } from '../../host/host.ts';
import type { ObserveDocument, ReadFailure } from '../../powershell/wrapper/documents.ts';
import type { RequestOf } from '../../powershell/wrapper/request-schema.ts';
import type { Answer, Exchange } from './exchange.ts';
import { readCommand } from './read-command.ts';
import { type ReadQuestion, readQuestion } from './read-question.ts';
import { withRequestedHost } from './request-host.ts';

/**
 * Reads a machine raw, all at the same time, and judges nothing. What gave no answer says why in its place.
 *
 * @throws ToolkitError `input.unreadable-file` for a simulated machine that is not there: a new one would answer for it.
 */
export async function observe(request: RequestOf<'observe'>, { terminal }: Exchange): Promise<Answer> {
  const { state } = request.host;
  if (state !== undefined && !existsSync(state))
    throw new ToolkitError('input.unreadable-file', `there is no simulated machine ${state}`);
  // All of them are judged before the first is carried out.
  const commands = request.commands.map((command, index) => readCommand(command, `commands[${index}]`));
  const questions = request.questions.map((question, index) => readQuestion(question, `questions[${index}]`));
  const document = await withRequestedHost(request.host, terminal, async (host): Promise<ObserveDocument> => {
    const [results, answers, files] = await Promise.all([
      Promise.all(commands.map((command) => resultOf(host, command))),
      Promise.all(questions.map((question) => answerOf(host, question))),
      Promise.all(request.files.map((path) => textOf(host, path))),
    ]);
    const { kind, machine } = host;
    return { schemaVersion: 1, host: { kind, machine }, commands: results, questions: answers, files };
  });
  return { document, exitCode: 0 };
}

async function resultOf(host: Host, command: Command): Promise<ObserveDocument['commands'][number]> {
  const { file, args } = command;
  const result = await orFailure(async () => {
    const { exitCode, stdout, stderr } = await host.run(command);
    return { exitCode, stdout, stderr };
  });
  return { file, args, ...result };
}

async function answerOf(
  host: Host,
  { name, ask }: ReadQuestion,
): Promise<ObserveDocument['questions'][number]> {
  return { name, ...(await orFailure(async () => ({ answer: await ask(host) }))) };
}

async function textOf(host: Host, path: string): Promise<ObserveDocument['files'][number]> {
  return { path, ...(await orFailure(async () => ({ text: (await host.readText(path)) ?? null }))) };
}

async function orFailure<T>(read: () => Promise<T>): Promise<T | ReadFailure> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ToolkitError) || error.code === 'host.aborted') throw error;
    return { error: { code: error.code, message: error.message } };
  }
}
