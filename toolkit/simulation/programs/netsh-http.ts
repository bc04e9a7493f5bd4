import { PROTOCOLS } from '../../ports/port-range.ts';
import type { Texts } from '../locale/messages.ts';
import type { MachineState } from '../machine-state.ts';
import { crlf } from './program.ts';

/** Owner of the rows that the HTTP driver holds: one port for each registered URL. */
const HTTP_SYS = 'http.sys';

/** `netsh http show servicestate`. Guess: the layout. Documented: every registered URL is listed, in capitals. */
export function showServiceState(machine: MachineState, texts: Texts): string {
  const title = texts('netsh.http.servicestate-title');
  const urls = httpPorts(machine).map((port) => `            HTTP://+:${port}/`);
  return crlf(
    '',
    title,
    '-'.repeat(title.length),
    '',
    `        ${texts('netsh.http.registered-urls')}`,
    ...urls,
    '',
  );
}

/** `netsh http show urlacl`. Guess: the layout, and that every port of the HTTP driver has a reservation. */
export function showUrlAcl(machine: MachineState, texts: Texts): string {
  const title = texts('netsh.http.urlacl-title');
  const entries = httpPorts(machine).flatMap((port) => [
    `    ${texts('netsh.http.urlacl-entry', { url: `http://+:${port}/` })}`,
    '',
  ]);
  return crlf('', title, '-'.repeat(title.length), '', ...entries);
}

function httpPorts(machine: MachineState): number[] {
  return PROTOCOLS.flatMap((protocol) =>
    machine.ranges[protocol].filter(({ owner, active }) => owner === HTTP_SYS && active),
  ).map(({ startPort }) => startPort);
}
