/** A compose project, as the command line of compose is told of it. */
export interface ComposeRequest {
  /** Base first, overrides after it; relative to the folder that {@link ReadText} starts from. */
  readonly files: readonly string[];
  /** @defaultValue `.env` beside the first file, where there is one */
  readonly envFiles?: readonly string[];
  /** @defaultValue `COMPOSE_PROFILES` */
  readonly profiles?: readonly string[];
  /** What is set already: it wins over env files. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Reads a text file. @returns undefined when there is none. */
export type ReadText = (path: string) => Promise<string | undefined>;
