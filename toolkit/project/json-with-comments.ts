/**
 * Reads JSON as Visual Studio and VS Code write it: with comments, commas after the last element, and a byte order mark.
 *
 * @throws SyntaxError
 */
export function parseJsonWithComments(text: string): unknown {
  return JSON.parse(withoutCommas(withoutComments(text.replace(/^\uFEFF/, ''))));
}

const STRING_OR_COMMENT = /"(?:\\[\s\S]|[^"\\])*"?|\/\/[^\n\r]*|\/\*[\s\S]*?\*\//g;
const STRING_OR_LAST_COMMA = /"(?:\\[\s\S]|[^"\\])*"?|,(?=\s*[}\]])/g;

/** What stands in a string is none: `"http://localhost:5000"`. */
function withoutComments(text: string): string {
  return text.replace(STRING_OR_COMMENT, (found) => (found.startsWith('"') ? found : ' '));
}

function withoutCommas(text: string): string {
  return text.replace(STRING_OR_LAST_COMMA, (found) => (found.startsWith('"') ? found : ''));
}
