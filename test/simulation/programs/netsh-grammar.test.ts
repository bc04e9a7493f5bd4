import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNetshLine } from '../../../toolkit/simulation/programs/netsh-grammar.ts';

const read = (line: string, acceptsSpace = false) =>
  parseNetshLine(line.split(' ').filter(Boolean), acceptsSpace);

const SHOW = read('interface ipv4 show excludedportrange protocol=tcp');
const ADD = read('interface ipv4 add excludedportrange protocol=tcp startport=50051 numberofports=2');
const SET = read('interface ipv4 set dynamicportrange protocol=tcp startport=49152 numberofports=16384');
const PROXY = read(
  'interface portproxy add v4tov4 listenport=4000 listenaddress=0.0.0.0 connectport=22 connectaddress=192.168.101.100',
);

describe('a netsh command line', () => {
  it.each([
    ['int ip show excludedportrange tcp', SHOW],
    ['int ipv4 sh excludedportrange TCP', SHOW],
    ['i i sh ex tcp', SHOW],
    ['INT IPV4 SHOW EXCL PROT=TCP', SHOW],
    ['int ipv4 add excludedportrange tcp 50051 2', ADD],
    ['int ipv4 a ex tcp start=50051 num=2', ADD],
    ['int ipv4 add ex start=50051 tcp 2', ADD],
    ['int ipv4 add ex num=2 tcp 50051', ADD],
    ['int ipv4 set dynamic tcp start=49152 num=16384', SET],
    ['int ipv4 set dynamicport tcp start=49152 num=16384', SET],
    ['int ipv4 set dyn tcp 49152 16384', SET],
    ['int portp add v4tov4 4000 192.168.101.100 22 0.0.0.0', PROXY],
    ['int po a v4tov4 listenp=4000 listena=0.0.0.0 connectp=22 connecta=192.168.101.100', PROXY],
  ])('netsh %s reads as its full form', (line, full) => {
    expect(full.kind).toBe('command');
    expect(read(line)).toEqual(full);
  });

  it.each([
    ['int ipv show excludedportrange tcp', 'unknown'],
    ['int ipv4 show d tcp', 'unknown'],
    ['int ipv4 get dynamicport tcp', 'unknown'],
    ['int ipv4 constructor', 'unknown'],
    ['int portproxy add v4 4000', 'unknown'],
    ['int ipv4 show addresses', 'not-simulated'],
    ['wlan show networks', 'not-simulated'],
    ['', 'shell'],
    ['int', 'context-help'],
    ['int ipv4 add ?', 'context-help'],
    ['int ipv4 help', 'context-help'],
    ['int ipv4 add excludedportrange ?', 'usage'],
    ['int ipv4 add excludedportrange /?', 'usage'],
    ['int ipv4 show ex', 'missing'],
    ['int ipv4 add ex tcp 80', 'missing'],
    ['int ipv4 add ex tcp 80 1 active 7', 'invalid'],
    ['int ipv4 add ex tcp 80 1 store=never', 'invalid'],
    ['int ipv4 add ex sctp 80 1', 'invalid'],
    ['int ipv4 add ex tcp 80 one', 'invalid'],
    ['int ipv4 add ex tcp start=80 startport=81 1', 'invalid'],
    ['int ipv4 add ex tcp s=80 1', 'invalid'],
    ['int ipv4 add ex tcp start=', 'invalid'],
    ['int portproxy add v4tov4 listen=4000', 'invalid'],
    ['int portproxy show all tcp', 'invalid'],
  ])('netsh %s is %s', (line, kind) => {
    expect(read(line).kind).toBe(kind);
  });

  it('takes a blank beside the equals sign only where the switch says so', () => {
    const line = 'int ipv4 set dynamicport tcp start= 49152 num = 16384';
    expect(read(line, true)).toEqual(SET);
    expect(read(line, false).kind).toBe('invalid');
  });

  it('reads any unambiguous abbreviation in any case, by tag or by position, in any order of tags', () => {
    const words = [
      ['interface', 2],
      ['ipv4', 4],
      ['add', 1],
      ['excludedportrange', 1],
    ] as const;
    const tags = [
      ['protocol', 1, 'tcp'],
      ['startport', 3, '50051'],
      ['numberofports', 1, '2'],
    ] as const;
    const cut = (word: string, least: number) =>
      fc
        .tuple(fc.integer({ min: least, max: word.length }), fc.infiniteStream(fc.boolean()))
        .map(([length, upper]) =>
          [...word.slice(0, length)]
            .map((letter) => (upper.next().value ? letter.toUpperCase() : letter))
            .join(''),
        );
    const line = fc.tuple(
      fc.tuple(...words.map(([word, least]) => cut(word, least))),
      fc.tuple(...tags.map(([name, least, value]) => cut(name, least).map((tag) => `${tag}=${value}`))),
      fc.shuffledSubarray([0, 1, 2], { minLength: 3, maxLength: 3 }),
      fc.subarray([0, 1, 2]),
    );
    fc.assert(
      fc.property(line, ([context, tagged, order, byPosition]) => {
        // Positional values must come in the order of their tags; the tagged ones may stand anywhere before them.
        const named = order
          .filter((index) => !byPosition.includes(index))
          .map((index) => tagged[index] ?? '');
        const bare = byPosition.toSorted().map((index) => tags[index]?.[2] ?? '');
        expect(parseNetshLine([...context, ...named, ...bare], false)).toEqual(ADD);
      }),
    );
  });
});
