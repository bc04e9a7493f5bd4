import { captured, documented, guess, type MessageRow } from '../message-cell.ts';

const RULER = '----------    --------      ';

/** What `netsh` prints in its `interface` and `http` contexts. */
export const NETSH_TEXTS = {
  'netsh.ok': { en: captured('Ok.'), ko: captured('확인됨'), 'zh-CN': captured('确定。') },
  'netsh.elevation': {
    en: captured('The requested operation requires elevation (Run as administrator).'),
    de: captured(
      'Für den angeforderten Vorgang sind erhöhte Rechte erforderlich (Als Administrator ausführen).',
    ),
  },
  'netsh.unknown-command': { en: captured('The following command was not found: {command}.') },
  'netsh.missing-parameter': {
    en: captured(
      'One or more essential parameters were not entered.\r\nVerify the required parameters, and reenter them.',
    ),
  },
  'netsh.invalid-syntax': {
    en: captured('The syntax supplied for this command is not valid. Check help for the correct syntax.'),
  },
  'netsh.no-shell': {
    en: guess('The simulated netsh answers one command line; it has no interactive shell.'),
  },
  'netsh.not-simulated': { en: guess('The simulated machine does not answer this command: {command}.') },
  'netsh.context-help': {
    en: guess('The following commands are available:\r\n\r\nCommands in this context:'),
  },

  'netsh.excluded.title': {
    en: captured('Protocol {protocol} Port Exclusion Ranges'),
    ko: captured('프로토콜 {protocol} 포트 제외 범위'),
    ja: captured('プロトコル {protocol} ポート除外範囲'),
    'zh-CN': captured('协议 {protocol} 端口排除范围'),
    de: captured('Portausschlussbereiche für das Protokoll "{protocol}"'),
    es: captured('Protocolo {protocol} Intervalos de exclusión de puertos'),
    fr: captured("Protocole {protocol} Plages d'exclusion de ports"),
    'pt-BR': documented(
      'Protocolo {protocol} Intervalos de Exclusao de Porta',
      'public capture, accents folded by its author',
    ),
    ru: captured('Протокол {protocol} Диапазоны исключения портов'),
  },
  'netsh.excluded.header': {
    en: captured('Start Port    End Port      '),
    ko: captured('시작 포트    끝 포트      '),
    ja: captured('開始ポート    終了ポート      '),
    'zh-CN': captured('开始端口    结束端口      '),
    de: captured('Startport      Endport      '),
    es: captured('Puerto de inicio    Puerto final      '),
    fr: captured('Port de début    Port de fin      '),
    'pt-BR': captured('Porta Inicial    Porta Final      '),
    ru: captured('Начальный порт    Конечный порт      '),
  },
  'netsh.excluded.ruler': {
    en: captured(RULER),
    ko: captured(RULER),
    ja: captured(RULER),
    'zh-CN': captured(RULER),
    de: captured(RULER),
    es: captured('----------          --------      '),
    fr: captured('-------------    -----------      '),
    'pt-BR': captured(RULER),
    ru: captured(RULER),
  },
  'netsh.excluded.footer': {
    en: captured('* - Administered port exclusions.'),
    ko: captured('* - 관리 포트 제외입니다.'),
    ja: captured('* - 管理されている除外ポート。'),
    'zh-CN': captured('* - 管理的端口排除。'),
    de: captured('* - Verwaltete Portausschlüsse.'),
    es: captured('* - Exclusiones de puertos administrados.'),
    fr: captured('* - Exclusions de ports administrés.'),
    'pt-BR': documented(
      '* - Exclusoes de porta administradas.',
      'public capture, accents folded by its author',
    ),
    // Code page 866 has no em dash. Guess: the conversion falls back to its best fit, a hyphen.
    ru: documented(
      '* - управляемые исключения портов.',
      'public capture, which shows an em dash; a hyphen in code page 866 is a guess',
    ),
  },
  'netsh.dynamic.title': {
    en: captured('Protocol {protocol} Dynamic Port Range'),
    'zh-CN': captured('协议 {protocol} 动态端口范围'),
    ru: captured('Протокол {protocol} Динамический диапазон портов'),
  },
  'netsh.dynamic.start-port': {
    en: captured('Start Port      : {value}'),
    'zh-CN': captured('启动端口        : {value}'),
    ru: captured('Начальный порт      : {value}'),
  },
  'netsh.dynamic.number-of-ports': {
    en: captured('Number of Ports : {value}'),
    'zh-CN': captured('端口数          : {value}'),
    // Not aligned with the line above it: the capture's own spacing.
    ru: captured('Число портов : {value}'),
  },

  'netsh.portproxy.title': {
    en: captured('Listen on {listen}:             Connect to {connect}:'),
    ko: captured('{listen} 수신 대기:             {connect}에 연결:'),
    'zh-CN': captured('侦听 {listen}:                 连接到 {connect}:'),
  },
  'netsh.portproxy.header': {
    en: captured('Address         Port        Address         Port'),
    ko: captured('주소            포트        주소            포트'),
    'zh-CN': captured('地址            端口        地址            端口'),
  },

  'netsh.http.urlacl-title': { en: guess('URL Reservations:') },
  'netsh.http.urlacl-entry': { en: guess('Reserved URL            : {url}') },
  'netsh.http.servicestate-title': {
    en: guess('Snapshot of HTTP service state (Server Session View):'),
  },
  'netsh.http.registered-urls': { en: guess('Registered URLs:') },
} satisfies Record<string, MessageRow>;
