/** What a refused bind means: 10013 WSAEACCES or 10048 WSAEADDRINUSE. */
export type SocketErrorClass = 'reserved' | 'in-use';

/**
 * Windows' own sentences for its two errors, which programs print in the language of the system; without what stands in
 * brackets. All from public captures. Add a language by adding its sentence: nothing is guessed from others.
 */
const SENTENCES: Readonly<Record<SocketErrorClass, readonly string[]>> = {
  reserved: [
    'An attempt was made to access a socket in a way forbidden by its access permissions',
    'Der Zugriff auf einen Socket war aufgrund der Zugriffsrechte des Sockets unzulässig',
    "Une tentative d'accès à un socket de manière interdite par ses autorisations d'accès a été tentée",
    'Intento de acceso a un socket no permitido por sus permisos de acceso',
    'Foi feita uma tentativa de acesso a um soquete de uma maneira que é proibida pelas permissões de acesso',
    'Tentativo di accesso al socket con modalità non consentite dalle rispettive autorizzazioni di accesso',
    'アクセス許可で禁じられた方法でソケットにアクセスしようとしました',
    '액세스 권한에 의해 숨겨진 소켓에 액세스를 시도했습니다',
    'Została podjęta próba uzyskania dostępu do gniazda w sposób zabroniony przez przypisane do niego uprawnienia dostępu',
    'Сделана попытка доступа к сокету методом, запрещенным правами доступа',
    '以一种访问权限不允许的方式做了一个访问套接字的尝试',
    '嘗試存取通訊端被拒絕，因為存取權限不足',
    // The userland proxy of Docker for Windows in 2019 prints the POSIX sentence, in English everywhere.
    'unexpected error Permission denied',
  ],
  'in-use': [
    'Only one usage of each socket address',
    'Normalerweise darf jede Socketadresse (Protokoll, Netzwerkadresse oder Anschluss) nur jeweils einmal verwendet werden',
    'Une seule utilisation de chaque adresse de socket',
    'Solo se permite un uso de cada dirección de socket',
    'Normalmente é permitida apenas uma utilização de cada endereço de soquete',
    'Di norma è consentito un solo utilizzo di ogni indirizzo di socket',
    'Tylko jedno użycie każdego adresu gniazda',
    '通常、各ソケット アドレスに対してプロトコル、ネットワーク アドレス、またはポートのどれか 1 つのみを使用できます',
    '각 소켓 주소(프로토콜/네트워크 주소/포트)는 하나만 사용할 수 있습니다',
    'Обычно разрешается только одно использование адреса сокета',
    '通常每个套接字地址(协议/网络地址/端口)只允许使用一次',
    '一次只能用一個通訊端位址',
    // Go on Linux and macOS, in English everywhere.
    'address already in use',
  ],
};

/** The two numbers, where a program prints them instead of the sentence or beside it. */
const NUMBERS: Readonly<Record<SocketErrorClass, RegExp>> = {
  reserved: /\b10013\b/,
  'in-use': /\b10048\b/,
};

const CLASSES: readonly SocketErrorClass[] = ['reserved', 'in-use'];

type NormalSentences = readonly { readonly name: SocketErrorClass; readonly sentences: readonly string[] }[];
let normalSentences: NormalSentences | undefined;

/** Made when the first text is classified: a diagnosis without an error message in it needs none. */
function knownSentences(): NormalSentences {
  normalSentences ??= CLASSES.map((name) => ({ name, sentences: SENTENCES[name].map(normalForm) }));
  return normalSentences;
}

/**
 * Which of the two errors a text names.
 *
 * @returns undefined for a language without a sentence here, and for a text that names both.
 */
export function classifySocketError(text: string): SocketErrorClass | undefined {
  const normal = normalForm(text);
  const found = knownSentences().filter(
    ({ name, sentences }) =>
      NUMBERS[name].test(text) || sentences.some((sentence) => normal.includes(sentence)),
  );
  return found.length === 1 ? found[0]?.name : undefined;
}

/** Letters and digits only, in lower case, without accents: wrapped, quoted and ASCII-folded copies stay equal. */
function normalForm(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
