import fc from 'fast-check';

/** What has a meaning somewhere in PowerShell, in its comment-based help, or in XML. */
const PIECES = [
  ...[
    "'",
    '"',
    '\u2018',
    '\u2019',
    '\u201a',
    '\u201b',
    '\u201c',
    '\u201d',
    '\u201e',
    '`',
    '$',
    '$(',
    ')',
    '{',
    '}',
  ],
  ...[
    '#>',
    '<#',
    '#',
    '.SYNOPSIS',
    '\n.EXAMPLE\n',
    '\n.NET\n',
    '.',
    '--%',
    '@"\n',
    '\n"@',
    "@'\n",
    "\n'@",
    ';',
    '|',
    '&',
  ],
  ...[
    '\r',
    '\n',
    '\t',
    '\0',
    '\u001b[31m',
    '\u0085',
    '\u2028',
    '\ufeff',
    '\ud800',
    '\udc00',
    '\u{1f600}',
    '\ud55c',
    'e\u0301',
  ],
  ...['<a>', ']]>', '-->', 'Remove-Item', ' ', 'a', '0'],
];

/** Any text, and above all such as would break out of where it stands. */
export const hostileText = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
);
