import { expect, test } from 'vitest';
import { isElevatedToken } from '../../toolkit/host/windows-elevation.ts';

const ADMINISTRATORS = '"BUILTIN\\Administratoren","Alias","S-1-5-32-544","Gruppe"\r\n';
const MEDIUM = '"Verbindliche Beschriftung\\Mittel","Bezeichnung","S-1-16-8192",""\r\n';
const HIGH = '"Verbindliche Beschriftung\\Hoch","Bezeichnung","S-1-16-12288",""\r\n';
const SYSTEM = '"Mandatory Label\\System Mandatory Level","Label","S-1-16-16384",""\r\n';

test.each([
  ['an administrator who is elevated', ADMINISTRATORS + HIGH, true],
  ['SYSTEM at start-up', ADMINISTRATORS + SYSTEM, true],
  ['an administrator who is not elevated', ADMINISTRATORS + MEDIUM, false],
  ['a person without rights', MEDIUM, false],
  ['a backup operator who is elevated', HIGH, false],
  ['text without a level', 'ERROR: Invalid argument\r\n', undefined],
  ['a longer identifier that begins like the level', `${ADMINISTRATORS}"S-1-16-122880"`, false],
])('%s', (_, groups, expected) => {
  expect(isElevatedToken(groups)).toBe(expected);
});
