import { isObject } from '../windows/json-value.ts';
import { projectFileError, readJsonObject } from './project-file.ts';
import { type ProjectPort, readPortNumber } from './project-port.ts';

/** A port of a profile, or of IIS Express. */
export interface LaunchPort extends ProjectPort {
  readonly profile: string;
}

/** Ports of `http` and `https` where a URL names none. */
const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };
const URL_SHAPE = /^(https?):\/\/(\[[^\]]*\]|[^:/?#\s]+)(?::(\d*))?(?:[/?#].*)?$/i;

/**
 * Reads the ports of a `launchSettings.json` (https://learn.microsoft.com/aspnet/core/fundamentals/environments): `applicationUrl`
 * of each profile and of IIS, `sslPort`, the ports of a container, and `ASPNETCORE_URLS`.
 *
 * @returns In the file's order; the ports that the system chooses (0) and Unix sockets are left out.
 * @throws ToolkitError `input.invalid-project-file` with the file, the profile and the value.
 */
export function parseLaunchSettings(text: string, file: string): LaunchPort[] {
  const settings = readJsonObject(text, file);
  const { profiles = {}, iisSettings = {} } = settings;
  const iis = Object.entries(isObject(iisSettings) ? iisSettings : {}).filter(([, value]) => isObject(value));
  const named = Object.entries(isObject(profiles) ? profiles : {});
  return [...named, ...iis].flatMap(([profile, value]) =>
    isObject(value) ? readProfile(value, { file, profile }) : [],
  );
}

interface ProfilePlace {
  readonly file: string;
  readonly profile: string;
}

function readProfile(values: Readonly<Record<string, unknown>>, place: ProfilePlace): LaunchPort[] {
  const { applicationUrl, environmentVariables, httpPort, sslPort } = values;
  const urls = isObject(environmentVariables) ? environmentVariables.ASPNETCORE_URLS : undefined;
  const single = [httpPort, sslPort].flatMap((value, index) => {
    const name = index === 0 ? 'httpPort' : 'sslPort';
    if (value === undefined || value === 0) return [];
    const port = readPortNumber(value) ?? fail(place, `${name} ${JSON.stringify(value)} is not a port`);
    return [{ port, protocol: 'tcp' as const, text: `${name} ${port}`, profile: place.profile }];
  });
  return [...readUrls(applicationUrl, place), ...readUrls(urls, place), ...single];
}

function readUrls(value: unknown, place: ProfilePlace): LaunchPort[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'string') return fail(place, `${JSON.stringify(value)} is not a list of URLs`);
  return value
    .split(';')
    .map((url) => url.trim())
    .filter((url) => url !== '' && !/^https?:\/\/unix:/i.test(url))
    .flatMap((url) => {
      const [, scheme = '', , digits] =
        URL_SHAPE.exec(url) ?? fail(place, `${JSON.stringify(url)} is not a URL`);
      if (digits === '0') return [];
      const port = digits ? readPortNumber(digits) : DEFAULT_PORTS[scheme.toLowerCase()];
      return [
        {
          port: port ?? fail(place, `${JSON.stringify(url)} names no port of 1-65535`),
          protocol: 'tcp' as const,
          text: url,
          profile: place.profile,
        },
      ];
    });
}

function fail({ file, profile }: ProfilePlace, what: string): never {
  throw projectFileError(file, `profile ${profile}: ${what}`);
}
