import type { Switches } from './machine-state.ts';

interface SwitchDescription<Name extends keyof Switches> {
  readonly default: Switches[Name];
  readonly meaning: string;
  /** What is known, and from where; why the default is what it is. */
  readonly source: string;
}

/**
 * Every behaviour of Windows that no public source settles. The simulated machine can be told to behave either way, so
 * that nothing built on it comes to depend on a guess.
 */
export const SWITCHES: { readonly [Name in keyof Switches]: SwitchDescription<Name> } = {
  deleteNotFoundError: {
    default: 2,
    meaning: 'Win32 error of deleting an excluded port range that is not there exactly so: 2 or 1168.',
    source: 'DeletePersistentTcpPortReservation documents 1168; the text netsh shows was not seen. Guess: 2.',
  },
  dynamicRangePerFamily: {
    default: false,
    meaning: 'ipv4 and ipv6 have dynamic port ranges of their own.',
    source:
      "The bind() page says so; KB929851's later text does not, and one registry key serves both. Guess: shared.",
  },
  listsWslMirroredBlock: {
    default: false,
    meaning: 'netsh lists the block that WSL reserves in mirrored networking mode.',
    source: 'Reports (WSL#12228, WSL#40169) find bind failures and name no row. Guess: not listed.',
  },
  maxUserPortWinsAtBoot: {
    default: true,
    meaning: 'MaxUserPort replaces the stored dynamic port range at every boot.',
    source:
      'nmap#3499 measured 1024+(MaxUserPort-1023) on Windows 11; precedence over netsh was not measured.',
  },
  netshErrorTrailingBlankLine: {
    default: true,
    meaning: 'netsh ends an error message with a blank line, as it ends `Ok.`.',
    source: 'Captures lose trailing blanks. Guess: yes.',
  },
  showBadArgumentsExitCode: {
    default: 1,
    meaning: 'Exit code of `netsh ... show` with bad arguments.',
    source: 'One capture states 1 for an unknown command; `show` itself was not seen. Guess: 1.',
  },
  activeDeleteHidesPersistent: {
    default: true,
    meaning:
      '`delete ... store=active` of a persistent range hides it until the next boot; otherwise it is not found.',
    source: 'netsh-doc says that active lasts until the next boot, of delete too; not measured.',
  },
  checksSyntaxBeforeElevation: {
    default: true,
    meaning: 'A command that is both malformed and not elevated complains about its syntax.',
    source: 'Not seen. Guess: syntax first.',
  },
  persistentStoreListsReservations: {
    default: true,
    meaning: '`show ... store=persistent` lists what CreatePersistentTcpPortReservation made.',
    source:
      'Both are persistent and in the active list (SDK pages); the persistent view was not seen. Guess: listed.',
  },
  acceptsSpaceAroundEquals: {
    default: false,
    meaning: 'netsh accepts `start= 49152`.',
    source: 'KB929851 prints `start= number`; perhaps typography. Guess: refused.',
  },
  winnatDrawsOnStart: {
    default: 'at-once',
    meaning:
      'winnat draws its blocks when it starts, or only when WSL or a Windows container next needs NAT.',
    source: 'Captures after `net start winnat` show both: new blocks elsewhere, and none.',
  },
  publishedWhileDownBlocksStart: {
    default: false,
    meaning:
      'winnat fails to start with error 32 while a container runs that was published when winnat was down.',
    source: 'Reported once (snap-camera-server#147); most reports of stop, docker start, start end well.',
  },
  bootPortFailure: {
    default: 'exited',
    meaning:
      'What becomes of a container with a restart policy whose port is taken at boot: exited with the error, or running without its ports.',
    source: 'Both are reported; `"Ports":{"22/tcp":[]}` in docker/for-mac#5521 and others.',
  },
};

function defaultOf<Name extends keyof Switches>(name: Name): Switches[Name] {
  return SWITCHES[name].default;
}

/** The defaults of {@link SWITCHES}. */
export const DEFAULT_SWITCHES: Switches = Object.freeze({
  deleteNotFoundError: defaultOf('deleteNotFoundError'),
  dynamicRangePerFamily: defaultOf('dynamicRangePerFamily'),
  listsWslMirroredBlock: defaultOf('listsWslMirroredBlock'),
  maxUserPortWinsAtBoot: defaultOf('maxUserPortWinsAtBoot'),
  netshErrorTrailingBlankLine: defaultOf('netshErrorTrailingBlankLine'),
  showBadArgumentsExitCode: defaultOf('showBadArgumentsExitCode'),
  activeDeleteHidesPersistent: defaultOf('activeDeleteHidesPersistent'),
  checksSyntaxBeforeElevation: defaultOf('checksSyntaxBeforeElevation'),
  persistentStoreListsReservations: defaultOf('persistentStoreListsReservations'),
  acceptsSpaceAroundEquals: defaultOf('acceptsSpaceAroundEquals'),
  winnatDrawsOnStart: defaultOf('winnatDrawsOnStart'),
  publishedWhileDownBlocksStart: defaultOf('publishedWhileDownBlocksStart'),
  bootPortFailure: defaultOf('bootPortFailure'),
});
