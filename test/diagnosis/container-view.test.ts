import { describe, expect, test } from 'vitest';
import { diagnoseContainer } from '../../toolkit/diagnosis/container-view.ts';
import { diagnose } from '../../toolkit/diagnosis/diagnose.ts';
import type { KnownContainer, Snapshot } from '../../toolkit/diagnosis/snapshot.ts';
import { displayCommand } from '../../toolkit/host/command.ts';
import { restartContainer, startContainer } from '../../toolkit/windows/docker.ts';
import { dynamic, probe, readMachine, rows, socket, WIDE } from './snapshots.ts';

const binding = { hostIp: '', hostPort: 8065, containerPort: 8065, protocol: 'tcp' } as const;
const REFUSED =
  'Ports are not available: exposing port TCP 0.0.0.0:8065 -> 0.0.0.0:0: listen tcp 0.0.0.0:8065: bind: An attempt was made to access a socket in a way forbidden by its access permissions.';

const mattermost: KnownContainer = {
  id: '3f9a2c1db4',
  name: 'mattermost',
  status: 'created',
  published: [],
  wanted: [binding],
  error: REFUSED,
};
const blocked: Partial<Snapshot> = {
  excludedPortRanges: { tcp: rows('8000-8099') },
  dynamicPortRanges: dynamic(WIDE),
  probes: [probe(10013)],
};
const START = displayCommand(startContainer('mattermost'));
const RESTART = displayCommand(restartContainer('mattermost'));
const running = { ...mattermost, status: 'running', error: '' };
const published = [{ ...binding, hostIp: '0.0.0.0' }];
const held = { sockets: [socket(8065)], probes: [probe(10048)] };
const stopped = { ...mattermost, error: '' };
const withoutPorts = { ...running, wanted: [] };

describe('container mattermost', () => {
  test.each<[fact: string, KnownContainer, Partial<Snapshot>, outcome: string, command: string | undefined]>([
    [
      'its port lies in a block',
      mattermost,
      blocked,
      'blocked',
      'portwright fix 8065 --container mattermost',
    ],
    ['a program has its port', mattermost, held, 'blocked', undefined],
    ['the block is gone meanwhile', mattermost, {}, 'startable', START],
    ['nothing was wrong', stopped, {}, 'startable', START],
    ['the table could not be read', mattermost, { excludedPortRanges: {} }, 'unknown', undefined],
    ['it runs and publishes', { ...running, published }, held, 'published', undefined],
    ['it runs unpublished', running, {}, 'unpublished', RESTART],
    ['it asks for no port', withoutPorts, {}, 'published', undefined],
  ])('%s', (_fact, container, parts, outcome, command) => {
    const found = diagnoseContainer(readMachine({ ...parts, containers: [container] }), 'mattermost');
    expect(found.outcome).toBe(outcome);
    expect(found.remedies[0]?.command).toBe(command);
    expect(found.summary).toContain('mattermost');
  });

  test('Docker’s own error is read as well', () => {
    const found = diagnoseContainer(readMachine({ ...blocked, containers: [mattermost] }), 'mattermost');
    expect(found.dockerErrors).toMatchObject([{ port: 8065, cause: 'reserved' }]);
    expect(found.ports).toMatchObject([{ port: 8065, verdict: 'reserved' }]);
  });

  test('a beginning of its id finds it; an unknown name is an error with a code', () => {
    const snapshot = readMachine({ containers: [mattermost] });
    expect(diagnose(snapshot, [], { container: '3f9a2c' }).container?.name).toBe('mattermost');
    expect(() => diagnoseContainer(snapshot, 'matermost')).toThrow(
      expect.objectContaining({ code: 'docker.container-unknown' }),
    );
  });
});
