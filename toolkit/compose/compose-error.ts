import { ToolkitError } from '../errors/toolkit-error.ts';

/** Where in a compose file something stands. */
export interface ComposePlace {
  readonly file: string;
  readonly service?: string;
}

/** The person's mistake: the error names the file, the service and, in `what`, the value. */
export function composeError({ file, service }: ComposePlace, what: string, cause?: unknown): ToolkitError {
  const place = service === undefined ? file : `${file}, service ${service}`;
  return new ToolkitError('input.invalid-compose', `${place}: ${what}`, { cause });
}
