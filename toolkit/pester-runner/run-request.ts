/** What the driver is told to do. Texts are base64 of UTF-8, so that no reader takes them for anything but text. */
export interface RunRequest {
  readonly pesterVersion: string;
  readonly files: readonly string[];
  readonly tags: readonly string[];
  readonly excludeTags: readonly string[];
  readonly names: readonly string[];
  readonly coverage: { readonly paths: readonly string[]; readonly outputFile: string } | null;
}

/** The line that asks the driver for a run. */
export function requestLine({
  pesterVersion,
  files,
  tags,
  excludeTags,
  names,
  coverage,
}: RunRequest): string {
  const request = {
    pesterVersion,
    files: files.map(encoded),
    tags: tags.map(encoded),
    excludeTags: excludeTags.map(encoded),
    names: names.map(encoded),
    coverage: coverage && { paths: coverage.paths.map(encoded), outputFile: encoded(coverage.outputFile) },
  };
  return `${JSON.stringify(request)}\n`;
}

function encoded(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
