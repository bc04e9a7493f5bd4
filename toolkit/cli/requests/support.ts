import type { RequestOf } from '../../powershell/wrapper/request-schema.ts';
import { writeSupport } from '../write-support.ts';
import type { Answer, Exchange } from './exchange.ts';
import { requestedHost } from './request-host.ts';
import { fromPasted, requestTerminal } from './request-terminal.ts';

/** Writes a redacted bundle into a new file. Whoever asks has agreed to that; the document shows what is in it. */
export async function support(request: RequestOf<'support'>, exchange: Exchange): Promise<Answer> {
  const { host, ports, text, file } = request;
  const options = { ...requestedHost(host), ...fromPasted(text), out: file, yes: true, json: true };
  const printed: string[] = [];
  const print = (line: string) => void printed.push(line);
  const exitCode = await writeSupport(ports, options, { ...requestTerminal(exchange, request), print });
  return { document: JSON.parse(printed.join('')), exitCode };
}
