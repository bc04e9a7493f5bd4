/** Threads of the repositories that most cases come from, by their number. */
export const forWin = (thread: number) => `https://github.com/docker/for-win/issues/${thread}`;
export const wslIssue = (thread: number) => `https://github.com/microsoft/WSL/issues/${thread}`;

const LEARN = 'https://learn.microsoft.com';

/** Pages of the vendors: what Windows and Docker are documented to do. */
export const DOCS = {
  exclusiveAddress: `${LEARN}/en-us/windows/win32/winsock/using-so-reuseaddr-and-so-exclusiveaddruse`,
  winsockErrors: `${LEARN}/en-us/windows/win32/winsock/windows-sockets-error-codes-2`,
  bind: `${LEARN}/en-us/windows/win32/api/winsock/nf-winsock-bind`,
  persistentTcp: `${LEARN}/en-us/windows/win32/api/iphlpapi/nf-iphlpapi-createpersistenttcpportreservation`,
  runtimeReservation: `${LEARN}/en-us/windows/win32/winsock/sio-acquire-port-reservation`,
  dynamicRange: `${LEARN}/en-us/troubleshoot/windows-server/networking/default-dynamic-port-range-tcpip-chang`,
  reserveEphemeral: `${LEARN}/en-us/troubleshoot/windows-server/networking/reserve-a-range-of-ephemeral-ports`,
  netsh: `${LEARN}/en-us/windows-server/administration/windows-commands/netsh-interface`,
  wslNetworking: `${LEARN}/en-us/windows/wsl/networking`,
  netTcpSetting: `${LEARN}/en-us/powershell/module/nettcpip/get-nettcpsetting`,
  httpUrlAcl: `${LEARN}/en-us/windows/win32/http/add-urlacl`,
  dockerNetworking: 'https://docs.docker.com/desktop/features/networking/',
  sqlPortInUse:
    'https://techcommunity.microsoft.com/t5/core-infrastructure-and-security/tcp-port-is-already-in-use/ba-p/371001',
  /** A fixture of netsh's output without any row: title, headings and footnote are printed all the same. */
  emptyTable:
    'https://github.com/open-telemetry/opentelemetry-collector/blob/main/internal/testutil/testutil_test.go',
} as const;
