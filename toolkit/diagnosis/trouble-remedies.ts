import { displayCommand } from '../host/command.ts';
import { IANA_DYNAMIC_PORT_RANGE } from '../ports/iana.ts';
import { PROTOCOLS } from '../ports/port-range.ts';
import { setDynamicPortRange, showDynamicPortRange } from '../windows/dynamic-port-range.ts';
import type { KnownTrouble } from '../windows/known-trouble.ts';
import { FAMILIES } from '../windows/netsh.ts';
import { showSockets } from '../windows/netstat.ts';
import { deleteRegistryValue, MAX_USER_PORT, TCPIP_PARAMETERS } from '../windows/registry.ts';
import { turnOffOwnRange } from './block-remedies.ts';
import type { Cause } from './cause.ts';
import { findHolder, inspectHttpSys } from './look-remedies.ts';
import { FOR_GOOD, look, NOTHING, type Remedy } from './remedy.ts';

const restartDocker: Remedy = {
  title: 'Restart Docker Desktop, then start the container again',
  command: 'docker desktop restart',
  disturbs: 'every running container is stopped',
  lasts: 'until it happens again',
  page: 'docs/remedies/restart-docker.md',
};

/** Only a restart goes through without the saved state of a shutdown (Microsoft’s documentation of Fast Startup). */
const restartWindows: Remedy = {
  title: 'Restart Windows; shutting it down and switching it on is what brings the fault',
  command: 'shutdown /r /t 60',
  disturbs: 'everything on this machine; `shutdown /a` calls it off',
  lasts: 'until the next shutdown',
  page: 'docs/remedies/fast-startup-off.md',
};

const endFastStartup: Remedy = {
  title: 'Turn Fast Startup off, as administrator',
  command:
    'reg add "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Power" /v HiberbootEnabled /t REG_DWORD /d 0 /f',
  disturbs: 'Windows takes a little longer to start',
  lasts: FOR_GOOD,
  page: 'docs/remedies/fast-startup-off.md',
};

const seeFirewall = look(
  'See whether the firewall blocks what goes out; a security program may do it too. Nothing is wrong with a port of this machine',
  'netsh advfirewall show currentprofile',
);
const countConnections = look(
  'See which process keeps so many connections: every line is one',
  displayCommand(showSockets()),
);
const seeRange = look(
  'See how many ports there are for connections: 16384 is Windows’ own number, 1638 a copied mistake',
  displayCommand(showDynamicPortRange({ family: 'ipv4', protocol: 'tcp' })),
);
const seeUrls = look(
  'See who may register the URL; `netsh http add urlacl` gives the right to an account, as administrator',
  'netsh http show urlacl',
);
const allowLowPorts: Remedy = {
  title: 'This is Linux: let everybody bind ports from 80 up',
  command: 'sudo sysctl net.ipv4.ip_unprivileged_port_start=80',
  disturbs: NOTHING,
  lasts: 'until the next boot',
  page: 'docs/remedies/linux-low-ports.md',
};
const seeAddresses = look(
  'See which addresses this machine has, and have the program bind one of them, 127.0.0.1 or every address',
  'ipconfig',
);
const seeContainers = look('See which container has the port already, and stop that one', 'docker ps --all');

/** Blocks move when winnat draws anew, which the scenario can do at once. */
const setRangeRight: Remedy = {
  title:
    'Set the range as Windows is installed, as administrator, and restart Windows; `portwright run reset-iana-dynamic-range` needs no restart and can be undone',
  command: FAMILIES.flatMap((family) =>
    PROTOCOLS.map((protocol) =>
      displayCommand(
        setDynamicPortRange({ family, protocol, range: IANA_DYNAMIC_PORT_RANGE, store: 'persistent' }),
      ),
    ),
  ).join('\n'),
  disturbs: 'servers with very many connections keep fewer ports for them',
  lasts: FOR_GOOD,
  page: 'docs/remedies/dynamic-range.md',
};
const removeMaxUserPort: Remedy = {
  title: 'If it was run, take the value out again, as administrator',
  command: displayCommand(deleteRegistryValue(TCPIP_PARAMETERS, MAX_USER_PORT)),
  disturbs: NOTHING,
  lasts: FOR_GOOD,
  page: 'docs/remedies/dynamic-range.md',
};

const REMEDIES: Readonly<Record<KnownTrouble, readonly Remedy[]>> = {
  'fast-startup': [restartDocker, restartWindows, endFastStartup],
  'expose-500-no-cause': [restartDocker],
  'forwarder-timeout': [restartDocker],
  'hns-port-taken': [seeContainers, findHolder()],
  'http-registration': [inspectHttpSys],
  'url-acl': [seeUrls],
  'sharing-violation-0x20': [findHolder(), inspectHttpSys],
  'linux-privileged-port': [allowLowPorts],
  'address-not-here': [seeAddresses],
  'misleading-error-text': [],
  'firewall-connect': [seeFirewall],
  'ephemeral-exhaustion': [countConnections, seeRange],
  'copied-mistake-1638': [setRangeRight],
  'copied-mistake-10000-55535': [setRangeRight],
  'registry-as-REG_SZ': [turnOffOwnRange()],
  'max-user-port': [removeMaxUserPort, setRangeRight],
};

/** What to do about a trouble that its words name; empty for every other cause. */
export function remediesOfTrouble(cause: Cause): readonly Remedy[] {
  return cause in REMEDIES ? REMEDIES[cause as KnownTrouble] : []; // `in` has shown that it is a key
}
