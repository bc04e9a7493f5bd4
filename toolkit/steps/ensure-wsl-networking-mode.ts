import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Host } from '../host/host.ts';
import type { Refusal, Step } from '../scenario/step.ts';
import {
  readNetworkingMode,
  withFormerMode,
  withNetworkingMode,
  wslConfigPath,
} from '../windows/wsl-config.ts';

export interface WslConfigState {
  /** The whole file with its byte order mark, so that undo gives back every byte; null where there is none. */
  readonly text: string | null;
  /** The mode it asks for, in lower case; null where it names none. */
  readonly mode: string | null;
}

export interface WslModeOptions {
  /** Whose settings: the person's folder, `C:\Users\me`. */
  readonly userProfile: string;
  /** In lower case. */
  readonly mode: string;
}

/**
 * Ensures that a person's `.wslconfig` asks for a networking mode, every other byte of it as it was.
 *
 * WSL reads it when it starts next. Undo gives the file back byte for byte, or takes it away where there was none; where somebody
 * has changed it since, only the mode goes back.
 */
export function ensureWslNetworkingMode({ userProfile, mode }: WslModeOptions): Step<WslConfigState> {
  const path = wslConfigPath(userProfile);
  return {
    kind: 'step',
    id: 'wsl-networking-mode',
    title: `Set networkingMode=${mode} in ${path}`,
    check: (host) => readConfig(host, path),
    isSatisfied: (state) => state.mode === mode,
    changes: ({ text, mode: former }) => [
      {
        action: text === null ? 'add' : 'change',
        what: `${path}: [wsl2] networkingMode ${former ?? '(not set)'} → ${mode}`,
        notes: ['takes effect when WSL starts next, after wsl --shutdown'],
      },
    ],
    refusal: (state) => refusalOf(state, path),
    promises: () => [{ kind: 'wsl-networking-mode', path, mode }],
    apply: (host, { text }) => host.writeText(path, withNetworkingMode(text ?? undefined, mode)),
    undo: (host, before) => putBack(host, before, { path, mode }),
    isRestored: (now, before) => now.mode === before.mode,
    restores: ({ mode: former }) => [{ kind: 'wsl-networking-mode', path, mode: former }],
  };
}

async function readConfig(host: Host, path: string): Promise<WslConfigState> {
  const text = await host.readText(path, { keepByteOrderMark: true });
  if (text === undefined) return { text: null, mode: null };
  return { text, mode: readNetworkingMode(text) ?? null };
}

async function putBack(
  host: Host,
  before: WslConfigState,
  { path, mode }: { readonly path: string; readonly mode: string },
): Promise<void> {
  const { text } = await readConfig(host, path);
  const former = before.text ?? undefined;
  if (text === null || text === before.text) {
    if (text === null && former !== undefined)
      throw new ToolkitError('run.not-undone', `somebody has removed ${path}: it is not written again`);
    return;
  }
  const isUntouched = text === withNetworkingMode(former, mode);
  await host.writeText(path, isUntouched ? former : withFormerMode(text, mode, before.mode ?? undefined));
}

/** What is no UTF-8 could not be written back as it was; WSL would not read it either. */
function refusalOf({ text }: WslConfigState, path: string): Refusal | undefined {
  if (text === null || !/[\0\uFFFD]/.test(text)) return undefined;
  return {
    reason: `${path} is not UTF-8, so it could not be kept byte for byte`,
    remedy: 'save it as UTF-8 with an editor, then call again',
  };
}
