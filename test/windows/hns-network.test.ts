import { describe, expect, test } from 'vitest';
import { listHnsNetworks, parseHnsNetworks, WSL_NETWORKS } from '../../toolkit/windows/hns-network.ts';

/** As a public page shows it, with a network before it that has no subnet. */
const LISTED = [
  '',
  'Network : {C08CB7B8-9B3C-408E-8E30-5E16A3AEB444}',
  '    Name             : Default Switch',
  '    Type             : ICS',
  '    Subnet Address   : ',
  '',
  'Network : 790E58B4-7939-4434-9358-89AE7DDBE87E',
  '    Name             : WSL (Hyper-V firewall)',
  '    Type             : ICS',
  '    Subnet Address   : 172.19.128.0/20',
  '    Gateway          : 172.19.128.1',
  '',
].join('\r\n');

describe('hnsdiag list networks', () => {
  test('is a read', () => {
    expect(listHnsNetworks()).toEqual({ file: 'hnsdiag.exe', args: ['list', 'networks'], effect: 'read' });
  });

  test('gives each network with its id, WSL’s among them', () => {
    const networks = parseHnsNetworks(LISTED);
    expect(networks).toEqual([
      { id: 'c08cb7b8-9b3c-408e-8e30-5e16a3aeb444', name: 'Default Switch', type: 'ICS' },
      {
        id: '790e58b4-7939-4434-9358-89ae7ddbe87e',
        name: 'WSL (Hyper-V firewall)',
        type: 'ICS',
        subnet: '172.19.128.0/20',
        gateway: '172.19.128.1',
      },
    ]);
    expect(networks.map(({ id }) => WSL_NETWORKS.has(id))).toEqual([false, true]);
  });

  test.each(['', '\r\n \r\n'])('is no network in %j', (text) => expect(parseHnsNetworks(text)).toEqual([]));

  test.each([
    ['Access is denied.', 1],
    ['    Name : lost', 1],
    ['Network : no guid', 1],
    [`${LISTED}\r\nsomething else`, 13],
  ])('is not understood in %j', (text, lineNumber) => {
    expect(() => parseHnsNetworks(text)).toThrow(
      expect.objectContaining({ code: 'host.unrecognised-output', lineNumber }),
    );
  });
});
