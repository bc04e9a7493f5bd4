import type { Evidence } from './evidence.ts';
import type { PortFacts } from './port-facts.ts';
import { isLivenessKnown } from './verdict.ts';

/** Said only of what this port's verdict may hang on. */
export function readingEvidence(facts: PortFacts): Evidence[] {
  const { snapshot, protocol, port } = facts;
  const relevant = snapshot.unread.filter(
    (part) =>
      (part.protocol === undefined || part.protocol === protocol) &&
      (part.port === undefined || part.port === port),
  );
  const unread = relevant.map(
    ({ what, message }): Evidence => ({
      code: 'not-read',
      text: `could not be read: ${what} (${message})`,
    }),
  );
  const missing = [
    ...(facts.table === undefined ? [`excluded port ranges ${protocol}`] : []),
    ...(facts.table !== undefined && !facts.isTableWhole
      ? [`every row of the excluded port ranges ${protocol}`]
      : []),
    ...(facts.dynamic.length === 0 ? [`dynamic port range ${protocol}`] : []),
    ...(isLivenessKnown(facts) ? [] : [unreadSockets(facts)]),
  ].filter((what) => !snapshot.unread.some((part) => part.what === what));
  return [
    ...unread,
    ...missing.map((what): Evidence => ({ code: 'not-read', text: `not read: ${what}` })),
    ...snapshot.disagreements.map(
      ({ what, said }): Evidence => ({
        code: 'disagreement',
        text: `${what}: sources disagree (${said.join('; ')})`,
      }),
    ),
  ];
}

/** A list that was cut may show a connection on the port: it says something, but not that nobody listens there. */
function unreadSockets({ snapshot, protocol, port }: PortFacts): string {
  return snapshot.sockets === undefined
    ? `who uses ${protocol} ${port}`
    : `every ${protocol} socket, as the list is cut: whether somebody listens on ${port}`;
}
