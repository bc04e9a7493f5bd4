/**
 * Writes a value as JSON in one line of printable ASCII. Windows PowerShell reads a program's output in the console's code page,
 * so everything else goes as `\uXXXX`, half a surrogate pair too.
 */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(/[^ -~]/g, escaped);
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
