import { plainText } from './plain-text.ts';

/** An element of a document, or text. */
export type XmlNode = XmlElement | string;

export interface XmlElement {
  readonly name: string;
  readonly children: readonly XmlNode[];
}

export function element(name: string, ...children: readonly XmlNode[]): XmlElement {
  return { name, children };
}

/** Writes a document, one element a line, in ASCII. */
export function xmlDocument(root: XmlElement, comment: string): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<!-- ${plainText(comment).replaceAll('--', '- -')} -->`,
    ...linesOf(root, ''),
    '',
  ].join('\n');
}

function linesOf({ name, children }: XmlElement, indent: string): readonly string[] {
  if (children.length === 0) return [`${indent}<${name} />`];
  if (children.every((child) => typeof child === 'string'))
    return [`${indent}<${name}>${children.map(escapeText).join('')}</${name}>`];
  return [
    `${indent}<${name}>`,
    ...children.flatMap((child) =>
      typeof child === 'string' ? [`${indent}  ${escapeText(child)}`] : linesOf(child, `${indent}  `),
    ),
    `${indent}</${name}>`,
  ];
}

function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[^\n\x20-\x7e]/gu, (sign) => `&#${sign.codePointAt(0)};`);
}
