import { captured, documented, guess, type MessageRow } from '../message-cell.ts';

const CUT_BY_PYTHON = 'public capture from Python, which cuts the full stop';

/** Windows' own sentences for its error numbers: every program prints them as they are. */
export const SYSTEM_TEXTS = {
  'win32.2': { en: documented('The system cannot find the file specified.', 'Win32 error documentation') },
  'win32.5': { en: captured('Access is denied.'), 'zh-CN': captured('拒绝访问。') },
  'win32.32': {
    en: documented(
      'The process cannot access the file because it is being used by another process.',
      'Win32 error documentation',
    ),
  },
  'win32.87': { en: documented('The parameter is incorrect.', 'Win32 error documentation') },
  'win32.1060': {
    en: documented(
      'The specified service does not exist as an installed service.',
      'Win32 error documentation',
    ),
  },
  'win32.1051': {
    en: documented(
      'A stop control has been sent to a service that other running services are dependent on.',
      'Win32 error documentation',
    ),
  },
  'win32.1056': {
    en: documented('An instance of the service is already running.', 'Win32 error documentation'),
  },
  'win32.1061': {
    en: documented('The service cannot accept control messages at this time.', 'Win32 error documentation'),
  },
  'win32.1062': { en: documented('The service has not been started.', 'Win32 error documentation') },
  'win32.1068': {
    en: documented('The dependency service or group failed to start.', 'Win32 error documentation'),
  },
  'win32.1168': { en: documented('Element not found.', 'Win32 error documentation') },
  'win32.other': { en: guess('The operation failed with error {code}.') },
  'winsock.10013': {
    en: documented(
      'An attempt was made to access a socket in a way forbidden by its access permissions.',
      'Winsock error documentation',
    ),
    ko: documented('액세스 권한에 의해 숨겨진 소켓에 액세스를 시도했습니다', CUT_BY_PYTHON),
    ja: captured('アクセス許可で禁じられた方法でソケットにアクセスしようとしました。'),
    de: captured('Der Zugriff auf einen Socket war aufgrund der Zugriffsrechte des Sockets unzulässig.'),
    fr: documented(
      "Une tentative d'accès à un socket de manière interdite par ses autorisations d'accès a été tentée",
      CUT_BY_PYTHON,
    ),
    es: documented('Intento de acceso a un socket no permitido por sus permisos de acceso', CUT_BY_PYTHON),
    'pt-BR': captured(
      'Foi feita uma tentativa de acesso a um soquete de uma maneira que é proibida pelas permissões de acesso.',
    ),
    'zh-CN': captured('以一种访问权限不允许的方式做了一个访问套接字的尝试。'),
  },
  'winsock.10048': {
    en: documented(
      'Only one usage of each socket address (protocol/network address/port) is normally permitted.',
      'Winsock error documentation',
    ),
    de: captured(
      'Normalerweise darf jede Socketadresse (Protokoll, Netzwerkadresse oder Anschluss) nur jeweils einmal verwendet werden.',
    ),
  },
  'winsock.other': { en: guess('The socket operation failed with error {code}.') },
} satisfies Record<string, MessageRow>;
