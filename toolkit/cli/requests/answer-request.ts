import type { LastMessage } from '../../powershell/wrapper/message.ts';
import { readRequest } from '../../powershell/wrapper/read-request.ts';
import type { WrapperRequest } from '../../powershell/wrapper/request-schema.ts';
import { isScenarioFile } from '../is-scenario-file.ts';
import type { Terminal } from '../terminal.ts';
import { Conversation, type Streams } from './conversation.ts';
import { errorMessage } from './error-message.ts';

/**
 * Reads one request, answers it with messages, and lets go of the input.
 *
 * @returns The exit code, which the last message says too. Nothing is thrown.
 */
export async function answerRequest(streams: Streams, terminal: Terminal): Promise<number> {
  const conversation = new Conversation(streams, terminal.signal);
  try {
    const last = await lastMessage(conversation, { ...terminal, signal: conversation.signal });
    conversation.send(last);
    return last.exitCode;
  } finally {
    conversation.close();
  }
}

async function lastMessage(conversation: Conversation, terminal: Terminal): Promise<LastMessage> {
  try {
    const request = readRequest(await conversation.request(), Date.now());
    if (mustStay(request)) conversation.stayOrCancel();
    const { performRequest } = await (mayNeedLibrary(request)
      ? import('./perform-with-library.ts')
      : import('./perform-request.ts'));
    return await performRequest(request, {
      terminal,
      send: (message) => conversation.send(message),
      approval: () => conversation.approval(),
    });
  } catch (error) {
    return errorMessage(error, terminal);
  }
}

/** A change is not carried out, and a watch does not go on, once whoever asked for it is gone. */
function mustStay(request: WrapperRequest): boolean {
  return request.action === 'watch' || ('approved' in request && Boolean(request.approved));
}

/** A scenario file of the user's own imports the library's very modules; a run may have been made from one. */
function mayNeedLibrary(request: WrapperRequest): boolean {
  switch (request.action) {
    case 'resume':
    case 'rollback':
      return true;
    case 'plan':
    case 'run':
      return isScenarioFile(request.scenario);
    case 'test':
      return request.scenarios.some(isScenarioFile);
    default:
      return false;
  }
}
