import { describe, expect, it, test } from 'vitest';
import { parseContainerList } from '../../toolkit/windows/docker-container.ts';
import { parseDockerInfo } from '../../toolkit/windows/docker-engine.ts';

/** As Podman 4.3.1 prints it, without what nobody reads. */
const ROW = {
  Id: '09e0fb9fd6f38a64ae73b6227faed0e2bd69a5ec9b7661bc28ec508335662329',
  Image: 'localhost/web:1',
  Names: ['w1'],
  Ports: [{ host_ip: '127.0.0.1', container_port: 80, host_port: 8065, range: 2, protocol: 'tcp' }],
  State: 'running',
};

describe("podman's list of containers", () => {
  it('is read as that of docker, every port of a range by itself', () => {
    expect(parseContainerList(JSON.stringify([ROW], undefined, 2))).toEqual([
      {
        id: ROW.Id,
        name: 'w1',
        image: 'localhost/web:1',
        state: 'running',
        published: [
          { hostIp: '127.0.0.1', hostPort: 8065, containerPort: 80, protocol: 'tcp' },
          { hostIp: '127.0.0.1', hostPort: 8066, containerPort: 81, protocol: 'tcp' },
        ],
      },
    ]);
  });

  test.each([
    ['[]', 0],
    [JSON.stringify([{ ...ROW, Ports: null }]), 1],
    [JSON.stringify([{ ...ROW, Ports: [{ ...ROW.Ports[0], protocol: 'sctp' }] }]), 1],
  ])('%s has no published port', (text, rows) => {
    const list = parseContainerList(text);
    expect(list).toHaveLength(rows);
    expect(list.flatMap(({ published }) => published)).toEqual([]);
  });

  test.each([
    '[',
    '[3]',
    JSON.stringify([{ ...ROW, Names: 'w1' }]),
    JSON.stringify([{ ...ROW, Ports: [{ ...ROW.Ports[0], host_port: '8065' }] }]),
  ])('%s is not understood', (text) => {
    expect(() => parseContainerList(text)).toThrow('cannot read podman ps');
  });
});

test("podman's answer about itself says which containers it runs", () => {
  const text = JSON.stringify({ host: { os: 'linux' }, version: { Version: '4.3.1', Os: 'linux' } });
  expect(parseDockerInfo(text)).toEqual({ osType: 'linux', serverVersion: '4.3.1' });
});
