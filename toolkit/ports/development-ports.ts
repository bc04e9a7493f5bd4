import { WELL_KNOWN_PORTS, type WellKnownPort } from './well-known-ports.ts';

/** A wider default is a pool, from which a program takes a port that is free. */
const MOST_OF_A_TOOL = 10;

const isPool = ({ range }: WellKnownPort) => range.numberOfPorts > MOST_OF_A_TOOL;

/** Ports that development tools need by default: each of them, and not one out of many. */
export const DEVELOPMENT_PORTS: readonly WellKnownPort[] = WELL_KNOWN_PORTS.filter((port) => !isPool(port));

/** Ranges from which a tool takes a port that is free, so that one port less does no harm. */
export const DEVELOPMENT_POOLS: readonly WellKnownPort[] = WELL_KNOWN_PORTS.filter(isPool);
