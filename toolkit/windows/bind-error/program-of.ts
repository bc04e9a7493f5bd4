import type { BindErrorProgram } from './bind-error.ts';

/** What each program's errors hold besides the port; the first that fits decides. */
const MARKS: readonly (readonly [BindErrorProgram, RegExp])[] = [
  [
    'docker',
    /exposing port|ports are not available|response from daemon|bind host port|userland proxy|driver failed programming|port is already allocated|\/forwards\/expose|mkdir \/port\//i,
  ],
  ['grpc', /chttp2|grpc/i],
  ['python', /\[(?:WinError|Errno) \d+\]|\b(?:OSError|PermissionError|Traceback)\b/],
  ['dotnet', /\b(?:SocketException|HttpListenerException) \(|\bKestrel\b|Microsoft\.AspNetCore/],
  ['java', /\bjava\.|\bjavax\.|BindException|NestedServletException/],
  ['rust', /\(os error \d+\)|\bOs \{ code: \d+/],
  ['node', /\b(?:EACCES|EADDRINUSE)\b|\bnode:/],
  ['go', /: bind: /],
];

export function programOf(text: string): BindErrorProgram {
  return MARKS.find(([, mark]) => mark.test(text))?.[0] ?? 'unknown';
}
