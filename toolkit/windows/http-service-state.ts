import type { Command } from '../host/command.ts';
import { MAX_PORT } from '../ports/port-range.ts';

/** Lists what is registered with Windows' web server layer, http.sys. */
export function showHttpServiceState(): Command {
  return { file: 'netsh.exe', args: ['http', 'show', 'servicestate'], effect: 'read' };
}

/** `HTTP://+:8884/`, in capitals; an address in prose is none. */
const REGISTERED_URL = /^\s*HTTPS?:\/\/[^\s:/]+:(\d{1,5})[:/]/;

/** The port of the registered URL that a line of `netsh http show servicestate` is; undefined for any other line. */
export function registeredPortIn(line: string): number | undefined {
  const port = line.includes('HTTP') ? Number(REGISTERED_URL.exec(line)?.[1] ?? 0) : 0;
  return port >= 1 && port <= MAX_PORT ? port : undefined;
}

/**
 * Every port of a URL that `netsh http show servicestate` lists, each once. Only the URLs are read: every other word is translated.
 *
 * @returns Empty where none is listed, and for any other text.
 */
export function registeredPorts(stdout: string): number[] {
  return [...new Set(stdout.split(/\r?\n/).flatMap((line) => registeredPortIn(line) ?? []))];
}
