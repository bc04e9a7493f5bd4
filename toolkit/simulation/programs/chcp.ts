import { OEM_CODE_PAGES } from '../../windows/code-page.ts';
import { crlf, type Program, printed } from './program.ts';

/**
 * `chcp.com`. A number is taken and said back, yet changes nothing: each command has a console of its own here, as when a
 * program is started without one.
 */
export const chcp: Program = ({ machine, texts, args: [wanted] }) => {
  const codePage = wanted ?? String(OEM_CODE_PAGES[machine.locale]);
  if (!/^\d+$/.test(codePage)) return printed(crlf(texts('chcp.format', { value: codePage })), 1);
  const isKnown =
    codePage === '65001' || Object.values(OEM_CODE_PAGES).some((each) => String(each) === codePage);
  if (!isKnown) return printed(crlf(texts('chcp.invalid')), 1);
  return printed(crlf(texts('chcp.active', { codePage })));
};
