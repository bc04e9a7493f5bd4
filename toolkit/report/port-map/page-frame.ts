import { Markup, markup } from './markup.ts';
import { cspHash, readPageFile } from './page-files.ts';
import { paletteCss } from './palette.ts';

export interface PageContent {
  readonly title: string;
  readonly body: Markup;
  /** What the script of the page works on; without it there is no script. @see scriptJson */
  readonly data?: Markup;
}

/**
 * Puts a page together that needs nothing else: one style sheet and one script, inside, and a policy that allows these two texts
 * and nothing besides: no request, no other script, no form, no frame.
 */
export function pageFrame({ title, body, data }: PageContent): string {
  const style = `${paletteCss()}\n${readPageFile('page.css')}`;
  const script = data === undefined ? undefined : readPageFile('page.js');
  const policy = [
    "default-src 'none'",
    `style-src ${cspHash(style)}`,
    ...(script === undefined ? [] : [`script-src ${cspHash(script)}`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const scripts =
    script === undefined
      ? undefined
      : markup`<script type="application/json" id="data">${data}</script>
<script type="module">${new Markup(script)}</script>`;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
${body}
${scripts}
</body>
</html>
`.text;
}
