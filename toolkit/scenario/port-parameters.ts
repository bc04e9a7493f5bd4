import { z } from 'zod';

/** `8065`, `8065/udp`, `9000-9010`: the shape only; `parsePortGroups` judges the numbers. Without a flag, which JSON Schema would not keep. */
const PORT_SPEC = /^\d{1,5}(-\d{1,5})?(\/([tT][cC][pP]|[uU][dD][pP]))?$/;

/** Ports as a scenario takes them. */
export const portsParameter = z
  .array(z.string().regex(PORT_SPEC, 'write a port like 8065, 8065/udp or 9000-9010'))
  .min(1)
  .describe('Ports or ranges, 1 to 65535, for example 8065, 8065/udp or 9000-9010; tcp is the default');

/** One container, by name or id. */
export const containerParameter = z
  .string()
  .regex(
    /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/,
    'a container name starts with a letter or digit and holds letters, digits, _ . -',
  )
  .optional()
  .describe('Container to start with its ports, by name or id');

export const persistParameter = z
  .boolean()
  .default(true)
  .describe('Keep it across restarts too, by a file in /etc/sysctl.d');

export const acceptOutageParameter = z
  .boolean()
  .default(false)
  .describe('Go on although stopping winnat cuts off remote access users');

export const shutdownWslParameter = z
  .boolean()
  .default(false)
  .describe('Shut WSL and Docker Desktop down before winnat stops, and start Docker Desktop again');
