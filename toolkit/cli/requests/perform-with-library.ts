/**
 * The same as `perform-request.ts`. The command line's one file finds it under this name among the library's modules (build.mjs),
 * so that a scenario file of the user's own and whoever carries it out share them.
 */
export { performRequest } from './perform-request.ts';
