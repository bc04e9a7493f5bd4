import type { Cause } from './cause.ts';

const SUMMARIES: Readonly<Partial<Record<Cause, string>>> = {
  'fast-startup':
    'Docker found the port as it was before Windows was shut down: a fast start of Windows brings that state back. Nothing holds the port.',
  'expose-500-no-cause':
    'Docker’s port forwarder failed and does not say why: a block, a listener or a passing fault look the same to it.',
  'forwarder-timeout': 'Docker’s port forwarder does not answer; the port itself is not what is wrong.',
  'hns-port-taken':
    'the Host Network Service (hns) says that the port is taken: by another container, a reserved block or a program.',
  'http-registration':
    'another program has registered the very address with Windows’ web server layer (http.sys), which then serves it.',
  'url-acl':
    'the account may not register this address with Windows’ web server layer (http.sys); no port is in the way.',
  'sharing-violation-0x20':
    'somebody has the port already: error 32 does not say whether it is a program, a range or a block.',
  'linux-privileged-port': 'this is Linux, where only root binds ports below 1024; Windows has no such rule.',
  'address-not-here':
    'the address is none of this machine’s (error 10049); the port itself is not what is wrong.',
  'misleading-error-text':
    'the program says something else, but it could not bind the port: on Windows it reads the wrong error number.',
  'firewall-connect':
    'it is not a port that is refused: an outgoing connection is, and a firewall or a security program does that.',
  'ephemeral-exhaustion':
    'it is not a port that is refused: no local port was left for an outgoing connection.',
  'copied-mistake-1638':
    'that command has a slip in it: num=1638 should be 16384. Windows takes it, and only 1638 ports are left for outgoing connections.',
  'copied-mistake-10000-55535':
    'that command does harm: Windows then hands out 10000-65534, with the ports of many servers in it.',
  'registry-as-REG_SZ':
    'that command does nothing: without /t REG_DWORD it stores a text, which is no number to Windows. Done right it gives up HNS’s own range 50000-50059 only.',
  'max-user-port':
    'that command does harm: MaxUserPort, a setting of Windows XP, makes the dynamic port range start at 1024 or so.',
  'refused-10013': 'A program was refused with error 10013, which does not say by what.',
};

/** What a cause is, in a sentence with a full stop that may follow a colon; undefined where the verdict says it. */
export function troubleSummary(cause: Cause): string | undefined {
  return SUMMARIES[cause];
}
