import type { RequestOf } from '../../powershell/wrapper/request-schema.ts';
import { suggestionDocument } from '../../report/suggestion-document.ts';
import { bootRisk } from '../../simulation/boot-risk.ts';
import { findPorts } from '../find-ports.ts';
import type { Answer, Exchange } from './exchange.ts';
import { requestedHost } from './request-host.ts';
import { fromPasted, requestTerminal } from './request-terminal.ts';

/** Suggests ports that nothing of Windows, no program and no well-known service will take. */
export async function suggest(request: RequestOf<'suggest'>, exchange: Exchange): Promise<Answer> {
  const { host, text, count, near, consecutive, protocol } = request;
  const question = { count, protocol, consecutive, risk: bootRisk, ...(near !== undefined && { near }) };
  const options = { ...requestedHost(host), ...fromPasted(text) };
  const { snapshot, suggestion } = await findPorts(question, options, requestTerminal(exchange, request));
  return { document: suggestionDocument(snapshot, suggestion), exitCode: 0 };
}
