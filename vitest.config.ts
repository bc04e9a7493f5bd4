import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', './test/support/closing-line.ts'],
    maxWorkers: '100%',
    sequence: { shuffle: true },
    setupFiles: ['./test/support/property-seed.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
