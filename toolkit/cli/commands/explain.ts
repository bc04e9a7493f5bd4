import { ToolkitError } from '../../errors/toolkit-error.ts';
import type { ExplanationDocument } from '../../report/documents/explanation-schema.ts';
import type { Topic } from '../../report/explain/doc-page.ts';
import type { DefineCommand } from '../commands.ts';
import type { Terminal } from '../terminal.ts';

export const defineExplain: DefineCommand = (program, terminal, end) => {
  program
    .command('explain')
    .description('explain a verdict, a cause, an error code, a remedy or a scenario; needs no network')
    .argument(
      '[topics...]',
      'a code such as winnat-block or plan.stale, or a page; by default lists the pages',
    )
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  portwright explain winnat-block exclusion\n')
    .action(async (words: string[], { json }: { json?: boolean }) => {
      await explain(words, json === true, terminal);
      end(0);
    });
};

async function explain(words: readonly string[], json: boolean, terminal: Terminal): Promise<void> {
  const [{ topicsOf }, { readDocPages }, { explanationText, topicListText }] = await Promise.all([
    import('../../report/explain/doc-page.ts'),
    import('../../report/explain/read-doc-pages.ts'),
    import('../../report/explain/explanation-text.ts'),
  ]);
  const pages = readDocPages();
  const known = topicsOf(pages);
  const wholePages = known.filter(({ name, path }) => path.endsWith(`/${name}.md`));
  const topics =
    words.length === 0 ? wholePages : (await Promise.all(words.map((word) => find(word, known)))).flat();
  const document: ExplanationDocument = { schemaVersion: 1, topics };
  if (json) terminal.print(JSON.stringify(document));
  else if (words.length === 0) terminal.print(topicListText(topics, terminal));
  else terminal.print(explanationText(topics, known, terminal));
}

/** A cause and a scenario may have one name: then both are meant. */
async function find(word: string, known: readonly Topic[]): Promise<Topic[]> {
  const found = known.filter(({ name }) => name.toLowerCase() === word.toLowerCase());
  if (found.length > 0) return found;
  throw new ToolkitError('input.unknown-topic', `there is no topic ${JSON.stringify(word)}`, {
    remedy: await insteadOf(word, known),
  });
}

/** A port is diagnosed; any other word leads to the name that is nearest, or to the shortest text it stands in. */
async function insteadOf(word: string, known: readonly Topic[]): Promise<string> {
  const [{ nearest }, { isPortSpec }] = await Promise.all([
    import('../nearest.ts'),
    import('../../ports/port-spec.ts'),
  ]);
  if (isPortSpec(word)) return `portwright diagnose ${word} says why this port is refused`;
  const names = known.map(({ name }) => name);
  const near = nearest(word, names) ?? shortestWith(word, known)?.name;
  return near === undefined ? 'portwright explain lists the pages' : `portwright explain ${near}`;
}

/** As a word by itself, in any case. */
function shortestWith(word: string, topics: readonly Topic[]): Topic | undefined {
  const wanted = word.toLowerCase();
  const found = topics.filter(({ text }) =>
    text
      .toLowerCase()
      .split(/[^a-z0-9_-]+/)
      .includes(wanted),
  );
  return found.toSorted((one, other) => one.text.length - other.text.length)[0];
}
