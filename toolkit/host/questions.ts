import { z } from 'zod';

const port = z.int().min(1).max(65535);
const protocol = z.enum(['tcp', 'udp']);
const portSpan = z.strictObject({ protocol, startPort: port, numberOfPorts: z.int().min(1).max(65535) });
const none = z.strictObject({});

/** The Win32 error a system call returned; 0 is success. */
const win32 = z.strictObject({ win32Error: z.int().min(0) });

/** A rule of Portwright's own, by the one shape of its names; cmdlets would take other names for patterns. */
const firewallRuleId = z.strictObject({
  layer: z.enum(['host', 'hyper-v']),
  name: z.string().regex(/^Portwright-\d{1,5}-(tcp|udp)$/),
});

/**
 * The closed list of what PowerShell may be asked. Each name has one fixed script in `powershell/questions/`;
 * parameters travel as base64 JSON and the answer comes back as one line of JSON.
 */
export const QUESTIONS = {
  /** `Get-NetTCPSetting` and `Get-NetUDPSetting`; rows without a range (Automatic) come with nulls. */
  'net-tcp-setting': {
    effect: 'read',
    question: none,
    answer: z.strictObject({
      settings: z.array(
        z.strictObject({
          protocol,
          settingName: z.string(),
          startPort: z.int().nullable(),
          numberOfPorts: z.int().nullable(),
        }),
      ),
    }),
  },
  /** Every socket that occupies a local port, with its process and the services in that process. */
  listeners: {
    effect: 'read',
    question: none,
    answer: z.strictObject({
      sockets: z.array(
        z.strictObject({
          protocol,
          localAddress: z.string(),
          localPort: port,
          /** `listening` accepts; `bound` is udp; `connected` is any other tcp state, and on Linux a udp socket with a peer. */
          state: z.enum(['listening', 'bound', 'connected']),
          /** 0 where no process holds the socket any more, and on Linux where it is not known which one does. */
          processId: z.int().min(0),
          processName: z.string().optional(),
          services: z.array(z.string()).optional(),
          /** Set where it runs in another session of Windows than whoever asks: a service, or somebody else who is logged on. */
          isOtherSession: z.literal(true).optional(),
          /** The other end of a connection; Linux only. */
          remoteAddress: z.string().optional(),
          remotePort: port.optional(),
          /** Whose it is; Linux only, and not of a connection that is closing, which belongs to nobody. */
          userId: z.int().min(0).optional(),
        }),
      ),
    }),
  },
  /** Binds with SO_EXCLUSIVEADDRUSE on the very address and lets go at once. */
  'probe-bind': {
    effect: 'read',
    question: z.strictObject({ protocol, address: z.string(), port }),
    /** `socketError` 0 is a successful bind; 10013 WSAEACCES, 10048 WSAEADDRINUSE. */
    answer: z.strictObject({ socketError: z.int().min(0) }),
  },
  /** Opens a tcp connection and closes it at once: a published port that nobody serves refuses it (10061). */
  'probe-connect': {
    effect: 'read',
    question: z.strictObject({ address: z.string(), port }),
    answer: z.strictObject({ socketError: z.int().min(0) }),
  },
  /** CreatePersistentTcp|UdpPortReservation. Errors: 5 not elevated, 32 in use or overlapping, 87 bad range. */
  'reserve-port': { effect: 'write', question: portSpan, answer: win32 },
  /** DeletePersistentTcp|UdpPortReservation. Errors: 5, 87, 1168 no such reservation. */
  'release-port': { effect: 'write', question: portSpan, answer: win32 },
  /** `(Get-WindowsOptionalFeature -Online -FeatureName X).State`; without elevation Win32_OptionalFeature, which knows nothing of pending restarts. */
  'optional-feature': {
    effect: 'read',
    question: z.strictObject({ featureName: z.string().regex(/^[A-Za-z0-9-]{1,64}$/) }),
    /** The .NET enumeration's own member names, which Windows does not translate; `Absent` where it knows no such feature. */
    answer: z.strictObject({
      state: z.enum([
        'Enabled',
        'Disabled',
        'EnablePending',
        'DisablePending',
        'DisabledWithPayloadRemoved',
        'Absent',
        'Other',
      ]),
    }),
  },
  /** `Get-NetNat`: the NAT networks that lose their translation while winnat is down. */
  'net-nat': { effect: 'read', question: none, answer: z.strictObject({ names: z.array(z.string()) }) },
  /** Who may write in a folder: asked before anything elevated is written there. */
  'folder-security': {
    effect: 'read',
    question: z.strictObject({ path: z.string() }),
    answer: z.strictObject({
      exists: z.boolean(),
      isLink: z.boolean(),
      ownerSid: z.string(),
      /** SIDs of every account with any right to write, delete or change permissions, inherited ones too. */
      writerSids: z.array(z.string()),
    }),
  },
  /** Creates a folder owned by Administrators: Administrators and SYSTEM full, Users read, nothing inherited. */
  'create-protected-folder': {
    effect: 'write',
    question: z.strictObject({ path: z.string() }),
    answer: z.strictObject({ created: z.boolean() }),
  },
  /** `Win32_OperatingSystem.LastBootUpTime`, as ISO 8601 in UTC. Fast Startup does not change it. */
  'last-boot': { effect: 'read', question: none, answer: z.strictObject({ bootedAt: z.string() }) },
  /** One inbound rule of Windows' firewall or of the one before Hyper-V's machines, or null. Words are those of enumerations. */
  'firewall-rule': {
    effect: 'read',
    question: firewallRuleId,
    answer: z.strictObject({
      rule: z
        .strictObject({
          displayName: z.string(),
          enabled: z.boolean(),
          direction: z.string(),
          action: z.string(),
          protocol: z.string(),
          localPorts: z.array(z.string()),
          remoteAddresses: z.array(z.string()),
          /** Empty in the layer `hyper-v`. */
          profiles: z.array(z.string()),
        })
        .nullable(),
    }),
  },
  /** Lets one port in. `added` is false where there is a rule of that name already, which stays as it is. */
  'add-firewall-rule': {
    effect: 'write',
    question: z.strictObject({
      ...firewallRuleId.shape,
      displayName: z.string(),
      protocol,
      port,
      /** As New-NetFirewallRule takes it; not of the layer `hyper-v`. */
      remoteAddress: z.string(),
      /** `Domain,Private`, in any order. */
      profiles: z.string().regex(/^(Domain|Private|Public)(,(Domain|Private|Public))*$/),
    }),
    answer: z.strictObject({ added: z.boolean() }),
  },
  /** `removed` is false where there is no such rule. */
  'remove-firewall-rule': {
    effect: 'write',
    question: firewallRuleId,
    answer: z.strictObject({ removed: z.boolean() }),
  },
} as const;

export type QuestionName = keyof typeof QUESTIONS;
export type Question<Name extends QuestionName> = z.input<(typeof QUESTIONS)[Name]['question']>;
export type Answer<Name extends QuestionName> = z.output<(typeof QUESTIONS)[Name]['answer']>;

/** One socket as `listeners` reports it. */
export type SocketInUse = Answer<'listeners'>['sockets'][number];
