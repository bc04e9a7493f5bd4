import { type ComposePort, composePorts } from '../../toolkit/compose/compose-ports.ts';
import type { ComposeRequest, ReadText } from '../../toolkit/compose/compose-request.ts';
import { loadComposeProject } from '../../toolkit/compose/load-compose-project.ts';

/** Files by their names. */
export type Files = Readonly<Record<string, string>>;

export const readFrom =
  (files: Files): ReadText =>
  async (path) =>
    files[path];

/** `127.0.0.1:8065/udp web`: a published port and its service. */
export function shown({ hostIp, port, protocol, service }: ComposePort): string {
  const address = hostIp.includes(':') ? `[${hostIp}]` : hostIp;
  return `${address === '' ? '' : `${address}:`}${port}${protocol === 'tcp' ? '' : `/${protocol}`} ${service}`;
}

/** Reads a project of files that stand in a test; the first one is the base unless `request` names others. */
export async function published(files: Files, request: Partial<ComposeRequest> = {}): Promise<string[]> {
  const [first = ''] = Object.keys(files);
  const project = await loadComposeProject({ files: [first], environment: {}, ...request }, readFrom(files));
  return composePorts(project).map(shown);
}
