import { extname } from 'node:path';
import { ToolkitError } from '../../errors/toolkit-error.ts';
import type { FileDocument } from '../../powershell/wrapper/documents.ts';
import type { RequestOf } from '../../powershell/wrapper/request-schema.ts';
import { showMap } from '../show-map.ts';
import type { Answer, Exchange } from './exchange.ts';
import { requestedHost } from './request-host.ts';
import { fromPasted, requestTerminal } from './request-terminal.ts';

/** Draws the ports of a machine into a file. @throws ToolkitError `input.invalid-argument` for a file that is neither page nor picture */
export async function map(request: RequestOf<'map'>, exchange: Exchange): Promise<Answer> {
  const { host, ports, text, file } = request;
  const options = { ...requestedHost(host), ...fromPasted(text), [formOf(file)]: file };
  await showMap(ports, options, requestTerminal(exchange, request));
  const document: FileDocument = { schemaVersion: 1, path: file };
  return { document, exitCode: 0 };
}

function formOf(path: string): 'html' | 'svg' {
  const ending = extname(path).toLowerCase();
  if (ending === '.html' || ending === '.htm') return 'html';
  if (ending === '.svg') return 'svg';
  throw new ToolkitError('input.invalid-argument', `${path} ends neither with .html nor with .svg`, {
    remedy: 'name a page (.html) or a picture (.svg)',
  });
}
