import type { Protocol } from '../../../toolkit/ports/port-range.ts';
import type { CaseLanguage } from './labelled-case.ts';

/** Windows in Catalan prints Spanish, in Vietnamese English. */
type PrintedLanguage = Exclude<CaseLanguage, 'ca' | 'vi'>;

interface Headings {
  /** `%` stands for the protocol, which netsh does not translate. */
  readonly title: string;
  readonly columns: string;
  readonly ruler?: string;
  readonly footnote: string;
}

/** As public captures show them. Guess: Polish, of which none was found; only the shape counts. */
const EXCLUDED: Readonly<Record<PrintedLanguage, Headings>> = {
  en: {
    title: 'Protocol % Port Exclusion Ranges',
    columns: 'Start Port    End Port',
    footnote: '* - Administered port exclusions.',
  },
  de: {
    title: 'Portausschlussbereiche für das Protokoll "%"',
    columns: 'Startport      Endport',
    footnote: '* - Verwaltete Portausschlüsse.',
  },
  fr: {
    title: "Protocole % Plages d'exclusion de ports",
    columns: 'Port de début    Port de fin',
    ruler: '-------------    -----------',
    footnote: '* - Exclusions de ports administrés.',
  },
  es: {
    title: 'Protocolo % Intervalos de exclusión de puertos',
    columns: 'Puerto de inicio    Puerto final',
    ruler: '----------          --------',
    footnote: '* - Exclusiones de puertos administrados.',
  },
  'pt-BR': {
    title: 'Protocolo % Intervalos de Exclusao de Porta',
    columns: 'Porta Inicial    Porta Final',
    footnote: '* - Exclusoes de porta administradas.',
  },
  it: {
    title: 'Intervallo di esclusione porte protocollo %',
    columns: 'Porta iniziale    Porta finale',
    footnote: '* - Esclusioni porte amministrate.',
  },
  ru: {
    title: 'Протокол % Диапазоны исключения портов',
    columns: 'Начальный порт    Конечный порт',
    footnote: '* — управляемые исключения портов.',
  },
  pl: {
    title: 'Protokół % Zakresy wykluczania portów',
    columns: 'Port początkowy    Port końcowy',
    footnote: '* - Administrowane wykluczenia portów.',
  },
  'zh-CN': {
    title: '协议 % 端口排除范围',
    columns: '开始端口    结束端口',
    footnote: '* - 管理的端口排除。',
  },
  'zh-TW': {
    title: '通訊協定 % 連接埠排除範圍',
    columns: '開始連接埠    結束連接埠',
    footnote: '* - 系統管理的連接埠排除。',
  },
  ko: {
    title: '프로토콜 % 포트 제외 범위',
    columns: '시작 포트    끝 포트',
    footnote: '* - 관리 포트 제외입니다.',
  },
  ja: {
    title: 'プロトコル % ポート除外範囲',
    columns: '開始ポート    終了ポート',
    footnote: '* - 管理されている除外ポート。',
  },
};

/** Title, start port, number of ports. Guess, save en, ru and zh-CN: no capture in the others was found. */
const DYNAMIC: Readonly<Record<PrintedLanguage, readonly [title: string, start: string, count: string]>> = {
  en: ['Protocol % Dynamic Port Range', 'Start Port      ', 'Number of Ports '],
  de: ['Dynamischer Portbereich für das Protokoll "%"', 'Startport       ', 'Anzahl von Ports '],
  fr: ['Plage de ports dynamiques du protocole %', 'Port de démarrage   ', 'Nombre de ports     '],
  es: ['Protocolo % Intervalo de puerto dinámico', 'Puerto de inicio   ', 'Número de puertos '],
  'pt-BR': ['Protocolo % Intervalo de Porta Dinamica', 'Porta Inicial     ', 'Numero de Portas '],
  it: ['Intervallo porte dinamiche protocollo %', 'Porta iniziale   ', 'Numero di porte '],
  ru: ['Протокол % Динамический диапазон портов', 'Начальный порт      ', 'Число портов '],
  pl: ['Protokół % Dynamiczny zakres portów', 'Port początkowy      ', 'Liczba portów '],
  'zh-CN': ['协议 % 动态端口范围', '启动端口        ', '端口数          '],
  'zh-TW': ['通訊協定 % 動態連接埠範圍', '開始連接埠      ', '連接埠數目      '],
  ko: ['프로토콜 % 동적 포트 범위', '시작 포트      ', '포트 수 '],
  ja: ['プロトコル % 動的ポートの範囲', '開始ポート      ', 'ポート数        '],
};

/** Heading line and the word for LISTENING, which only some languages translate. */
const SOCKETS: Readonly<Partial<Record<PrintedLanguage, readonly [headings: string, listening: string]>>> = {
  de: ['  Proto  Lokale Adresse         Remoteadresse          Status           PID', 'ABHÖREN'],
  fr: ['  Proto  Adresse locale         Adresse distante       État             PID', 'LISTENING'],
  es: ['  Proto  Dirección local        Dirección remota       Estado           PID', 'LISTENING'],
  ru: ['  Имя    Локальный адрес        Внешний адрес          Состояние       PID', 'LISTENING'],
  pl: ['  Protokół  Adres lokalny        Obcy adres             Stan            PID', 'NASŁUCHIWANIE'],
  'zh-CN': ['  协议  本地地址          外部地址        状态           PID', 'LISTENING'],
  'zh-TW': ['  協定   本機位址               外部位址               狀態            PID', 'LISTENING'],
  ko: ['  프로토콜  로컬 주소              외부 주소              상태            PID', 'LISTENING'],
  ja: ['  プロトコル  ローカル アドレス          外部アドレス        状態           PID', 'LISTENING'],
};
const SOCKETS_EN = [
  '  Proto  Local Address          Foreign Address        State           PID',
  'LISTENING',
] as const;

function printedIn(language: CaseLanguage): PrintedLanguage {
  if (language === 'ca') return 'es';
  return language === 'vi' ? 'en' : language;
}

/** Parts of one paste, a blank line between them. */
export function text(...parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`;
}

/** Rows alone, as `show excludedportrange` prints them. `rows` is `8000-8099 5357 50000-50059*`. */
export function rowsOf(rows: string): string {
  const printed = rows.split(' ').filter((row) => row !== '');
  return printed
    .map((row) => {
      const [first = '', last = first] = row.replace('*', '').split('-');
      const mark = row.endsWith('*') ? '     *' : '';
      return `${first.padStart(10)}  ${last.padStart(10)}${mark}`;
    })
    .join('\n');
}

/** What `netsh … show excludedportrange` prints. */
export function excluded(rows: string, language: CaseLanguage = 'en', protocol: Protocol = 'tcp'): string {
  const { title, columns, ruler = '----------    --------', footnote } = EXCLUDED[printedIn(language)];
  return `${title.replace('%', protocol)}\n\n${columns}\n${ruler}\n${rowsOf(rows)}\n\n${footnote}`;
}

/** What `netsh … show dynamicport` prints. `range` is `49152+16384`. */
export function dynamic(range: string, language: CaseLanguage = 'en', protocol: Protocol = 'tcp'): string {
  const [title, start, count] = DYNAMIC[printedIn(language)];
  const [startPort, numberOfPorts] = range.split('+');
  return `${title.replace('%', protocol)}\n---------------------------------\n${start}: ${startPort}\n${count}: ${numberOfPorts}`;
}

/** RPC, SMB and multicast DNS, which every Windows serves; netstat prints them first and last. */
const FIRST = ['0.0.0.0:135 1040', '0.0.0.0:445 4'];
const LAST = ['[::]:135 1040', '[::]:445 4', 'udp 0.0.0.0:5353 1180', 'udp [::]:5353 1180'];

/** Rows of `netstat -ano`: `0.0.0.0:3000 912` listens, `10.0.0.5:50100>203.0.113.7:443 5120` is connected, `udp 0.0.0.0:5353 1180`. */
export function someSockets(rows: readonly string[], language: CaseLanguage = 'en'): string {
  const [headings, listening] = SOCKETS[printedIn(language)] ?? SOCKETS_EN;
  return [headings, ...rows.map((row) => socketRow(row, listening))].join('\n');
}

/** What `netstat -ano` prints on a whole machine. */
export function sockets(rows: readonly string[], language: CaseLanguage = 'en'): string {
  return someSockets([...FIRST, ...rows, ...LAST], language);
}

function socketRow(row: string, listening: string): string {
  const isUdp = row.startsWith('udp ');
  const [ends = '', pid = ''] = row.replace('udp ', '').split(' ');
  const [local = '', remote] = ends.split('>');
  const foreign = isUdp ? '*:*' : (remote ?? (local.startsWith('[') ? '[::]:0' : '0.0.0.0:0'));
  const state = isUdp ? '' : remote === undefined ? listening : 'ESTABLISHED';
  return `  ${isUdp ? 'UDP' : 'TCP'}    ${local.padEnd(22)} ${foreign.padEnd(22)} ${state.padEnd(15)} ${pid}`;
}

/** Table, dynamic range and sockets of one protocol: all that a verdict needs. */
export function everything(
  rows: string,
  { language = 'en', protocol = 'tcp', range = '49152+16384', listening = [] }: EverythingOptions = {},
): string {
  return text(
    excluded(rows, language, protocol),
    dynamic(range, language, protocol),
    sockets(listening, language),
  );
}

interface EverythingOptions {
  readonly language?: CaseLanguage;
  readonly protocol?: Protocol;
  readonly range?: string;
  readonly listening?: readonly string[];
}

/** What `netsh interface portproxy show v4tov4` prints. Rules: `0.0.0.0:8000>172.20.1.2:8000`. */
export function portProxies(...rules: readonly string[]): string {
  const rows = rules.map((rule) => {
    const [listen = '', connect = ''] = rule.split('>');
    const [address = '', port = ''] = listen.split(':');
    const [toAddress = '', toPort = ''] = connect.split(':');
    return `${address.padEnd(15)} ${port.padEnd(10)}  ${toAddress.padEnd(15)} ${toPort}`;
  });
  return `Listen on ipv4:             Connect to ipv4:\n\nAddress         Port        Address         Port\n--------------- ----------  --------------- ----------\n${rows.join('\n')}`;
}

/** What `reg query` prints of one value. */
export function registryValue(key: string, name: string, type: string, data: string): string {
  return `C:\\>reg query ${key} /v ${name}\n\nHKEY_LOCAL_MACHINE\\${key.replace(/^HKLM\\/, '')}\n    ${name}    ${type}    ${data}`;
}

interface InspectedContainer {
  readonly name: string;
  readonly status: 'created' | 'running';
  /** `HostConfig.PortBindings`: `8065:80`, `5353:53/udp`, `127.0.0.1:8065:80`. */
  readonly wanted: readonly string[];
  /** `NetworkSettings.Ports`, likewise. @defaultValue none */
  readonly published?: readonly string[];
}

/** What `docker inspect` prints of a container, shortened to what says something about ports. */
export function inspected({ name, status, wanted, published = [] }: InspectedContainer): string {
  const container = {
    Id: '4f0c2d9e61b7'.repeat(5).slice(0, 64),
    Name: `/${name}`,
    Config: { Image: `${name}:latest` },
    State: { Status: status, ExitCode: status === 'created' ? 128 : 0 },
    HostConfig: { PortBindings: portMap(wanted), RestartPolicy: { Name: 'no' } },
    NetworkSettings: { Ports: portMap(published) },
  };
  return JSON.stringify([container], null, 4);
}

function portMap(bindings: readonly string[]) {
  return Object.fromEntries(
    bindings.map((binding) => {
      const [ends = '', protocol = 'tcp'] = binding.split('/');
      const [containerPort = '', hostPort = '', hostIp = ''] = ends.split(':').reverse();
      return [`${containerPort}/${protocol}`, [{ HostIp: hostIp, HostPort: hostPort }]];
    }),
  );
}
