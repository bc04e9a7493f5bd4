import { GENERATED } from './generated-note.ts';

/** Holds the commands in one file: with every import PowerShell opens one instead of thirty. */
export const PUBLIC_FUNCTIONS = 'Portwright.Public.ps1';

const OWN_NOTE = `# ${GENERATED}\n`;

/** Joins the files of the commands. @param texts - As {@link functionText} writes them. */
export function publicFunctionsText(texts: readonly string[]): string {
  const functions = texts.map((text) => `\n${text.replace(OWN_NOTE, '')}`);
  return `${OWN_NOTE}# The files below Public, joined.\n${functions.join('')}`;
}
