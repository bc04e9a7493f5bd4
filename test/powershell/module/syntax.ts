import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Language, Parser } from 'web-tree-sitter';

/** Parses PowerShell without PowerShell: a smoke check that knows most of the grammar, and no more. */
export async function loadSyntax(): Promise<{ hasError(script: string): boolean }> {
  // The grammar's lexer is one huge function: optimizing it takes V8 out of memory ("Fatal process out of memory: Zone").
  setFlagsFromString('--no-wasm-tier-up');
  setFlagsFromString('--no-wasm-dynamic-tiering');
  await Parser.init();
  const folder = dirname(createRequire(import.meta.url).resolve('tree-sitter-pwsh/package.json'));
  const parser = new Parser().setLanguage(await Language.load(join(folder, 'tree-sitter-powershell.wasm')));
  return {
    hasError(script) {
      const tree = parser.parse(script);
      const hasError = tree?.rootNode.hasError ?? true;
      tree?.delete();
      return hasError;
    },
  };
}
