import fc from 'fast-check';

/** The gate tries the same values every time; exploring tries new ones and prints the seed of what it finds. */
const EVERY_TIME = 20_260_131;
const { PORTWRIGHT_TEST_SEED: wanted } = process.env;

if (wanted !== 'random') fc.configureGlobal({ seed: wanted === undefined ? EVERY_TIME : Number(wanted) });
