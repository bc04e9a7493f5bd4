import { expect, test } from 'vitest';
import { readOemCodePage } from '../../toolkit/host/oem-code-page.ts';

const REGISTRY =
  '\r\nHKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Nls\\CodePage\r\n    OEMCP    REG_SZ    932\r\n\r\n';

test.each<[string, Record<string, string | undefined>, number]>([
  ['chcp says it, in any language', { 'chcp.com': '??? ?? ???: 949\r\n', 'reg.exe': REGISTRY }, 949],
  ['chcp fails and the registry says it', { 'reg.exe': REGISTRY }, 932],
  ['chcp prints no number', { 'chcp.com': 'Parameter format not correct\r\n', 'reg.exe': REGISTRY }, 932],
  ['chcp has no console', { 'chcp.com': 'Active code page: 0\r\n', 'reg.exe': REGISTRY }, 932],
  ['neither is there', {}, 437],
  ['both print garbage', { 'chcp.com': '~ ~\r\n', 'reg.exe': '~ ~\r\n' }, 437],
])('%s', async (_, printed, expected) => {
  expect(await readOemCodePage(async ({ file }) => printed[file])).toBe(expected);
});
