import { formatAskedPort } from '../diagnosis/asked-port.ts';
import type { PortDiagnosis } from '../diagnosis/classify-port.ts';
import type { PortSource } from '../diagnosis/port-source.ts';

/** Where a port was found, in a line each; nothing for one that was only typed. */
export function sourceTexts({ sources, ...port }: PortDiagnosis): string[] {
  return sources
    .filter(({ kind }) => kind !== 'asked')
    .map((source) => sourceText(source, formatAskedPort(port)));
}

/** The same in a word or two, for a column. */
export function sourceNames({ sources }: Pick<PortDiagnosis, 'sources'>): string {
  return [...new Set(sources.map(sourceName))].join(', ');
}

function sourceText({ kind, file, service, text }: PortSource, port: string): string {
  const place = file ?? 'the compose files';
  const quoted = text === port ? '' : `: ${text}`;
  switch (kind) {
    case 'error':
      return `named by the error: ${text}`;
    case 'compose':
      return `published by service ${service ?? ''} of ${place}${quoted}`;
    case 'launch-settings':
      return `profile ${service ?? ''} of ${place}${quoted}`;
    case 'devcontainer':
      return `${place}${quoted}`;
    case 'container':
      return `container ${service ?? ''}`;
    case 'asked':
      return port;
  }
}

function sourceName({ kind, file, service }: PortSource): string {
  if (kind === 'asked') return '';
  if (kind === 'error') return 'error';
  return service ?? file ?? kind;
}
