import type { CaseCause, ErrorClass, ExpectedAnswer, LabelledCase } from './labelled-case.ts';
import { forWin } from './sources.ts';

const unclear = (
  cause: CaseCause,
  errorClass: ErrorClass,
  port?: number,
  address?: string,
): ExpectedAnswer => ({
  verdict: 'unknown',
  cause,
  errors: [
    {
      class: errorClass,
      ...(port !== undefined && { port, protocol: 'tcp' as const }),
      ...(address !== undefined && { address }),
    },
  ],
  notFree: true,
});

/** Errors that hide what happened behind the words of something else, or do not say it at all. */
export const UNCLEAR_ERRORS: readonly LabelledCase[] = [
  {
    id: 'iis-express-0x20',
    language: 'en',
    error:
      'Failed to register URL "http://localhost:56522/" for site "Shop.Server" application "/". Error description: The process cannot access the file because it is being used by another process. (0x80070020)',
    expect: unclear('sharing-violation-0x20', 'unknown', 56522, 'localhost'),
    source: 'https://github.com/dotnet/aspnetcore/issues/34102',
    folkAnswer: {
      said: 'Some process has a file open: delete the .vs folder.',
      wrongBecause: 'no file is meant; error 32 is a port that is listened on or reserved',
    },
  },
  {
    id: 'iis-site-0x20',
    language: 'en',
    error:
      'The process cannot access the file because it is being used by another process. (Exception from HRESULT: 0x80070020)',
    expect: unclear('sharing-violation-0x20', 'unknown'),
    source: 'https://github.com/win-acme/win-acme/issues/10',
  },
  {
    id: 'netsh-add-error-32',
    language: 'en',
    error:
      'C:\\>netsh int ipv4 add excludedportrange protocol=tcp startport=8065 numberofports=1\nThe process cannot access the file because it is being used by another process.',
    expect: unclear('sharing-violation-0x20', 'unknown', 8065),
    source: 'https://github.com/MicrosoftDocs/sql-docs/issues/8145',
    folkAnswer: {
      said: 'Close Docker, it locks the file.',
      wrongBecause: 'netsh means the port: a block or a socket is on it, and the exclusion does not fit',
    },
  },
  {
    id: 'iis-express-0x5',
    language: 'en',
    error:
      'Failed to register URL "http://localhost:63210/" for site "Development Web Site" application "/". Error description: Access is denied. (0x80070005)',
    expect: unclear('refused-10013', 'reserved', 63210, 'localhost'),
    source: 'https://github.com/icflorescu/iisexpress-proxy/issues/6',
  },
  {
    id: 'hns-0x20-pt-br',
    language: 'pt-BR',
    error:
      'docker: Error response from daemon: failed to create endpoint web on network nat: hnsCall failed in Win32: O arquivo já está sendo usado por outro processo. (0x20).',
    expect: unclear('hns-port-taken', 'unknown'),
    source: forWin(3893),
    folkAnswer: {
      said: 'Reservar a porta com add excludedportrange.',
      wrongBecause:
        'Windows containers are refused administered ports: the exclusion would be the fault itself',
    },
  },
  {
    id: 'hns-0x20-en',
    language: 'en',
    error:
      'Error response from daemon: failed to create endpoint api on network nat: failed during hnsCallRawResponse: hnsCall failed in Win32: The process cannot access the file because it is being used by another process. (0x20)',
    expect: unclear('hns-port-taken', 'unknown'),
    source: forWin(12251),
  },
  {
    id: 'hns-port-exists',
    language: 'en',
    error:
      'failed to create endpoint gateway on network nat: failed during hnsCallRawResponse: hnsCall failed in Win32: The specified port already exists. (0x803b0013)',
    expect: unclear('hns-port-taken', 'in-use'),
    source: 'https://github.com/moby/moby/issues/41094',
  },
  {
    id: 'redis-no-such-file',
    language: 'en',
    error:
      '[5120] 04 Feb 11:20:31.104 # Creating Server TCP listening socket *:6379: bind: No such file or directory',
    expect: unclear('misleading-error-text', 'unknown', 6379, '*'),
    source: 'https://github.com/microsoftarchive/redis/issues/292',
    folkAnswer: {
      said: 'Redis misses its configuration file.',
      wrongBecause:
        'that port of Redis prints a stale error number; the bind failed, for a socket or a block',
    },
  },
  {
    id: 'redis-not-a-socket',
    language: 'vi',
    error:
      '[7744] 19 Sep 22:05:47.330 # Could not create server TCP listening socket *:2055: bind: An operation was attempted on something that is not a socket.',
    expect: unclear('misleading-error-text', 'unknown', 2055, '*'),
    source: 'https://github.com/tporadowski/redis/issues/61',
    folkAnswer: {
      said: 'Reset Winsock.',
      wrongBecause: 'other ports of the same program work: 2055 lay in a reserved block',
    },
  },
  {
    id: 'scrcpy-no-error',
    language: 'en',
    error: 'bind: No error\nWARN: Could not listen on port 27183, retrying on 27184',
    expect: unclear('misleading-error-text', 'unknown', 27183),
    source: 'https://github.com/Genymobile/scrcpy/issues/2468',
  },
  {
    id: 'laravel-reason-question-mark',
    language: 'es',
    error: '[Wed Feb 03 18:12:40 2021] Failed to listen on 127.0.0.1:8000 (reason: ?)',
    expect: unclear('misleading-error-text', 'unknown', 8000, '127.0.0.1'),
    source: 'https://github.com/laravel/framework/issues/34886',
    folkAnswer: {
      said: 'Port 8000 is reserved by Hyper-V.',
      wrongBecause: 'every port fails alike, with an entry of php.ini as the cause; no error number is given',
    },
  },
];
