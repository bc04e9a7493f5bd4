import type { Placement } from './simulate-boots.ts';

/** What a forecast takes for granted, one sentence each, without a full stop. */
export function forecastAssumptions(placement: Placement): readonly string[] {
  return [
    'winnat takes blocks of 100 ports at every start: tcp 4-16 of them, one time in ten up to 40, udp 1-4, as public captures show; how often each number comes is a guess',
    PLACES[placement],
    'blocks of winnat are drawn anew at every boot, and every other row of the table stays where it is',
    'no program takes a port before winnat has drawn; restart-winnat draws once more, round the ports in use now',
  ];
}

const PLACES: Readonly<Record<Placement, string>> = {
  bursts:
    'blocks fall in bursts from random places of the dynamic port range, past every row that stays; this fits how blocks lie in the captures',
  uniform:
    'every arrangement of the blocks in the dynamic port range that overlaps no row is as likely as every other',
};
