/**
 * Why a port cannot be bound, or can: finer than the verdicts, since the cure hangs on it. Stable codes.
 */
export const CAUSES = [
  // A row without a star holds it.
  'winnat-block',
  'old-build-block-10',
  'hns-64',
  'http-sys',
  'persistent-reservation',
  'windows-container-port',
  'unknown-block',
  'wsl-mirrored',
  // A row with a star holds it: an ordinary bind works.
  'hns-own-50000',
  'administered-exclusion',
  'quic-administered',
  'windows-container-exclusion',
  'registry-as-REG_SZ',
  'local-reserved-port',
  // Some socket holds it.
  'listener-process',
  'listener-service',
  'listener-unnamed',
  'listener-other-address',
  'portproxy-iphlpsvc',
  'exclusive-other-user',
  'ephemeral-client',
  'container-publishes',
  'container-allocated',
  'http-registration',
  // Neither, and yet it does not work.
  'unpublished-container',
  'fast-startup',
  'expose-500-no-cause',
  'forwarder-timeout',
  'url-acl',
  'firewall-connect',
  'ephemeral-exhaustion',
  'linux-privileged-port',
  'address-not-here',
  // The evidence says that it is refused, and no more.
  'refused-10013',
  'sharing-violation-0x20',
  'hns-port-taken',
  'misleading-error-text',
  // The range that Windows hands out.
  'dynamic-range-iana',
  'dynamic-range-low',
  'copied-mistake-1638',
  'copied-mistake-10000-55535',
  'max-user-port',
  'local-port-range',
  // Nothing is in the way, or not enough is known.
  'free',
  'not-in-a-block',
  'other-protocol',
  'truncated-paste',
  'unreadable',
] as const;
export type Cause = (typeof CAUSES)[number];
