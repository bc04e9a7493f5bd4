import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type Files, published } from './compose-files.ts';

/** Real compose files that lie beside the project, not in it. */
const FOLDER = fileURLToPath(new URL('../../../shared/recorded/compose/', import.meta.url));
const HAS_RECORDED = existsSync(FOLDER);

const files: Files = HAS_RECORDED
  ? Object.fromEntries(readdirSync(FOLDER).map((name) => [name, readFileSync(`${FOLDER}${name}`, 'utf8')]))
  : {};
const MATTERMOST = ['mattermost.env'];

interface Recorded {
  readonly files: readonly string[];
  readonly envFiles?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** What somebody who reads the files finds. */
  readonly ports: readonly string[];
}

const RECORDED: readonly Recorded[] = [
  {
    files: ['awesome-elk.compose.yaml'],
    ports: [
      '9200 elasticsearch',
      '9300 elasticsearch',
      '5000 logstash',
      '5000/udp logstash',
      '5044 logstash',
      '9600 logstash',
      '5601 kibana',
    ],
  },
  { files: ['awesome-gitea.compose.yaml'], ports: ['3000 gitea'] },
  { files: ['awesome-minecraft.compose.yaml'], ports: ['25565 minecraft'] },
  {
    files: ['awesome-pihole.compose.yaml'],
    ports: [
      '5054 cloudflared',
      '5054/udp cloudflared',
      '53 pihole',
      '53/udp pihole',
      '67/udp pihole',
      '8080 pihole',
      '8443 pihole',
    ],
  },
  { files: ['awesome-plex-hostnet.compose.yaml'], ports: [] },
  {
    files: ['docker-elk.docker-compose.yml'],
    ports: [
      '9200 elasticsearch',
      '9300 elasticsearch',
      '5044 logstash',
      '50000 logstash',
      '50000/udp logstash',
      '9600 logstash',
      '5601 kibana',
    ],
  },
  { files: ['gitlab-sameersbn.docker-compose.swarm.yml'], ports: ['22 gitlab'] },
  { files: ['immich.excerpt.docker-compose.yml'], ports: ['2283 immich-server'] },
  {
    files: ['immich.excerpt.docker-compose.yml'],
    environment: { EXPOSE_PORT: '127.0.0.1:2284:2283' },
    ports: ['127.0.0.1:2284 immich-server'],
  },
  { files: ['mattermost.docker-compose.yml'], envFiles: MATTERMOST, ports: [] },
  {
    files: ['mattermost.docker-compose.yml', 'mattermost.docker-compose.without-nginx.yml'],
    envFiles: MATTERMOST,
    ports: ['8065 mattermost', '8443/udp mattermost', '8443 mattermost'],
  },
  {
    files: ['mattermost.docker-compose.yml', 'mattermost.docker-compose.without-nginx.yml'],
    envFiles: MATTERMOST,
    environment: { APP_PORT: '18065' },
    ports: ['18065 mattermost', '8443/udp mattermost', '8443 mattermost'],
  },
  {
    files: ['mattermost.docker-compose.yml', 'mattermost.docker-compose.nginx.yml'],
    envFiles: MATTERMOST,
    ports: ['8443/udp mattermost', '8443 mattermost', '443 nginx', '80 nginx'],
  },
  { files: ['minio.docker-compose.yaml'], ports: ['9000 nginx', '9001 nginx'] },
  {
    files: ['pihole-caddy.docker-compose.yml'],
    ports: ['80 caddy', '443 caddy', '443/udp caddy', '8081 pihole', '53/udp pihole', '53 pihole'],
  },
  {
    files: ['supabase.excerpt.docker-compose.yml'],
    environment: {
      KONG_HTTP_PORT: '8000',
      KONG_HTTPS_PORT: '8443',
      POSTGRES_PORT: '5432',
      POOLER_PROXY_PORT_TRANSACTION: '6543',
    },
    ports: ['8000 kong', '8443 kong', '5432 supavisor', '6543 supavisor'],
  },
];

describe.skipIf(!HAS_RECORDED)('a recorded project (skipped without ../shared/recorded)', () => {
  test.each(RECORDED)('$files publishes exactly $ports', async ({ ports, environment = {}, ...request }) => {
    expect(await published(files, { ...request, environment })).toEqual(ports);
  });

  test('every file there is, is expected here', () => {
    const expected = new Set(
      RECORDED.flatMap((recorded) => [...recorded.files, ...(recorded.envFiles ?? [])]),
    );
    expect(Object.keys(files).filter((name) => !expected.has(name))).toEqual([]);
  });
});
