import { describe, expect, test } from 'vitest';
import { DEFAULT_MACHINE } from '../../toolkit/simulation/create-machine.ts';
import type { Locale } from '../../toolkit/simulation/machine-state.ts';
import { lastDocument } from '../support/place.ts';
import { newStandInPlace } from '../support/stand-in-place.ts';

const RESERVE = ['run', 'reserve-ports', '--ports', '900', '--yes', '--json'];

interface Row {
  readonly codePage: number;
  readonly locale: Locale;
  /** Letters that only a reader of the right code page sees. */
  readonly letters: RegExp;
}

/** The OEM code pages of these languages (learn.microsoft.com, "Code Page Identifiers"; the same in `chcp` of each Windows). */
const ROWS: readonly Row[] = [
  { codePage: 949, locale: 'ko', letters: /[가-힣]{2}/ },
  { codePage: 932, locale: 'ja', letters: /[ぁ-んァ-ヶ]{2}/ },
  { codePage: 437, locale: 'en', letters: /requires elevation/ },
  { codePage: 850, locale: 'de', letters: /[äöüß]/ },
  { codePage: 866, locale: 'ru', letters: /[а-я]{2}/i },
  { codePage: 936, locale: 'zh-CN', letters: /[\u4e00-\u9fff]{2}/ },
];

describe.skipIf(process.platform === 'win32').concurrent('over stand-in executables', () => {
  test.for(ROWS)(
    'what Windows in $locale says of a refusal arrives in its own letters, from code page $codePage',
    async ({ locale, letters }, context) => {
      const faults = [{ kind: 'denied', match: 'add excludedportrange', times: 1 }] as const;
      const place = await newStandInPlace(context, { machine: { ...DEFAULT_MACHINE, locale, faults } });
      const ended = await place.cli(RESERVE);
      expect(ended.exitCode, ended.stdout).toBe(1);
      const { error } = lastDocument(ended) as { error: { code: string; message: string } };
      expect(error.code).toBe('host.program-failed');
      expect(error.message).toMatch(letters);
      expect(ended.stdout).not.toContain('\ufffd');
    },
  );
});
