import type { Protocol } from '../../ports/port-range.ts';

/**
 * Why a bind was refused. `forbidden`: WSAEACCES 10013, which a reserved block gives, and an exclusive socket or http.sys too.
 * `in-use`: WSAEADDRINUSE 10048, another socket holds the port. `allocated-by-container`: a container of the same Docker engine
 * has it. `unknown`: the text names no cause, or one in a language that is not known.
 */
export type BindErrorClass = 'forbidden' | 'in-use' | 'allocated-by-container' | 'unknown';

/** What printed the error, as far as its own way of writing tells. */
export type BindErrorProgram =
  | 'docker'
  | 'node'
  | 'go'
  | 'python'
  | 'dotnet'
  | 'nginx'
  | 'apache'
  | 'grpc'
  | 'java'
  | 'rust'
  | 'ruby'
  | 'php'
  | 'dart'
  | 'erlang'
  | 'postgresql'
  | 'redis'
  | 'sql-server'
  | 'openvpn'
  | 'unknown';

/** One refused bind that a text tells of. What the text does not say is left out. */
export interface BindError {
  readonly port?: number;
  /** Only with a port; tcp where the text does not say it. */
  readonly protocol?: Protocol;
  /** As printed, without brackets. */
  readonly address?: string;
  readonly class: BindErrorClass;
  readonly program: BindErrorProgram;
  /** The error in one line, shortened. */
  readonly message: string;
}

/** A bind error that names its port. */
export type PortBindError = BindError & Required<Pick<BindError, 'port' | 'protocol'>>;

export function namesPort(error: BindError): error is PortBindError {
  return error.port !== undefined && error.protocol !== undefined;
}
