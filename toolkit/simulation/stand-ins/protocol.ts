import { z } from 'zod';
import { ToolkitError } from '../../errors/toolkit-error.ts';
import { PROGRAMS } from '../../host/command.ts';

/** What a stand-in sends: one line of JSON a connection. `client.cjs` is the other side, and imports nothing. */
const REQUEST = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('run'),
    program: z.enum(PROGRAMS),
    args: z.array(z.string()),
    environment: z.strictObject({ WSL_UTF8: z.string().optional() }),
  }),
  /** One line of a PowerShell session. */
  z.strictObject({ kind: z.literal('ask'), line: z.string() }),
]);
export type StandInRequest = z.output<typeof REQUEST>;

/** What it is told to do, as one line of JSON. */
export type StandInReply =
  | {
      readonly outcome: 'ran';
      readonly exitCode: number;
      /** Base64 of the very bytes. */
      readonly stdout: string;
      readonly stderr: string;
    }
  | { readonly outcome: 'answered'; readonly question: string; readonly answer: string }
  /** Stays until it is killed, or the serving process ends. */
  | { readonly outcome: 'hangs' }
  /** Kills the process that started it, and prints nothing. */
  | { readonly outcome: 'kills-caller' }
  /** Cannot stand in: says so on stderr. */
  | { readonly outcome: 'failed'; readonly message: string; readonly exitCode?: number };

/** How every stand-in behaves, whatever it is asked. */
export interface StandInManners {
  /** How long it takes at least, from the start of its process (of a question after the first: from its arrival). */
  readonly latencyMs: number;
  /** Where it adds one {@link StandInLogEntry} as a line of JSON when it is done. */
  readonly logPath?: string | undefined;
}

/** One request as the stand-in's own clock saw it, in milliseconds since the Unix epoch. One that was killed is not logged. */
export interface StandInLogEntry {
  readonly pid: number;
  readonly program: string;
  /** Of a program. */
  readonly args?: readonly string[];
  readonly exitCode?: number;
  /** Of PowerShell. */
  readonly question?: string;
  /** When the process started, its interpreter included; for a later question of a session, when it arrived. */
  readonly startMs: number;
  readonly endMs: number;
}

/** @throws ToolkitError `host.unrecognised-output` for anything but a request. */
export function parseRequest(line: string): StandInRequest {
  const parsed = REQUEST.safeParse(parseJson(line));
  if (parsed.success) return parsed.data;
  throw new ToolkitError('host.unrecognised-output', `a stand-in sent no request: ${parsed.error.message}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
