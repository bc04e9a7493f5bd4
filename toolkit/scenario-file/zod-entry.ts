/** What `import … from 'zod'` in a scenario file gets from the bundle: the very modules the toolkit uses. */

export * from 'zod';
export { default } from 'zod';
