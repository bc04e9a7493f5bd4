import type { CaseLanguage } from './labelled-case.ts';

/**
 * Windows' sentence for error 10013 WSAEACCES in the languages of public captures. Kept apart from the toolkit's own table,
 * so that what is measured does not label itself.
 */
export const FORBIDDEN = {
  en: 'An attempt was made to access a socket in a way forbidden by its access permissions.',
  de: 'Der Zugriff auf einen Socket war aufgrund der Zugriffsrechte des Sockets unzulässig.',
  fr: "Une tentative d'accès à un socket de manière interdite par ses autorisations d'accès a été tentée.",
  es: 'Intento de acceso a un socket no permitido por sus permisos de acceso.',
  'pt-BR':
    'Foi feita uma tentativa de acesso a um soquete de uma maneira que é proibida pelas permissões de acesso.',
  it: 'Tentativo di accesso al socket con modalità non consentite dalle rispettive autorizzazioni di accesso.',
  ru: 'Сделана попытка доступа к сокету методом, запрещенным правами доступа.',
  pl: 'Została podjęta próba uzyskania dostępu do gniazda w sposób zabroniony przez przypisane do niego uprawnienia dostępu.',
  'zh-CN': '以一种访问权限不允许的方式做了一个访问套接字的尝试。',
  'zh-TW': '嘗試存取通訊端被拒絕，因為存取權限不足。',
  ko: '액세스 권한에 의해 숨겨진 소켓에 액세스를 시도했습니다.',
  ja: 'アクセス許可で禁じられた方法でソケットにアクセスしようとしました。',
} as const satisfies Partial<Record<CaseLanguage, string>>;

/** Windows' sentence for error 10048 WSAEADDRINUSE, likewise. */
export const IN_USE = {
  en: 'Only one usage of each socket address (protocol/network address/port) is normally permitted.',
  de: 'Normalerweise darf jede Socketadresse (Protokoll, Netzwerkadresse oder Anschluss) nur jeweils einmal verwendet werden.',
  fr: 'Une seule utilisation de chaque adresse de socket (protocole/adresse réseau/port) est habituellement autorisée.',
  es: 'Solo se permite un uso de cada dirección de socket (protocolo/dirección de red/puerto).',
  'pt-BR':
    'Normalmente é permitida apenas uma utilização de cada endereço de soquete (protocolo/endereço de rede/porta).',
  it: 'Di norma è consentito un solo utilizzo di ogni indirizzo di socket (protocollo/indirizzo di rete/porta).',
  ru: 'Обычно разрешается только одно использование адреса сокета (протокол/сетевой адрес/порт).',
  pl: 'Tylko jedno użycie każdego adresu gniazda (protokół/adres sieciowy/port) jest normalnie dozwolone.',
  'zh-CN': '通常每个套接字地址(协议/网络地址/端口)只允许使用一次。',
  'zh-TW': '一次只能用一個通訊端位址 (通訊協定/網路位址/連接埠)。',
  ko: '각 소켓 주소(프로토콜/네트워크 주소/포트)는 하나만 사용할 수 있습니다.',
  ja: '通常、各ソケット アドレスに対してプロトコル、ネットワーク アドレス、またはポートのどれか 1 つのみを使用できます。',
} as const satisfies Partial<Record<CaseLanguage, string>>;
