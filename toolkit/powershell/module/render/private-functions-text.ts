import { ToolkitError } from '../../../errors/toolkit-error.ts';
import { GENERATED } from './generated-note.ts';

/** Holds the private functions in one file, which takes a fraction of the time that a file for each takes to read. */
export const PRIVATE_FUNCTIONS = 'Portwright.Private.ps1';
/** The function of `Portwright.psm1` that reads them. */
export const LOAD = 'Initialize-PwModule';

const DEFINITION = /^function (?=[A-Z][A-Za-z]+-Pw\w+ \{$)/gm;

/**
 * Joins the hand-written files of one function each. They are read inside a function and so are defined in the scope of the
 * script, which is that of the module.
 *
 * @param files - Texts by path.
 * @throws ToolkitError `scenario.invalid` for a file that does not define exactly one function
 */
export function privateFunctionsText(files: ReadonlyMap<string, string>): string {
  const parts = [...files].sort(([one], [other]) => (one < other ? -1 : 1)).map(inScriptScope);
  return `# ${GENERATED}\n# The files below Private, joined.\n${parts.join('')}`;
}

function inScriptScope([path, text]: readonly [string, string]): string {
  if (text.match(DEFINITION)?.length !== 1)
    throw new ToolkitError('scenario.invalid', `${path} does not define exactly one function`);
  return `\n${text.replace(DEFINITION, 'function script:').trimEnd()}\n`;
}
