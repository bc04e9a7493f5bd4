import type { SegmentKind } from './port-map.ts';

/** How a kind of segment looks: one colour for each background, and a letter where there are no colours. */
export interface Look {
  /** For a legend. */
  readonly label: string;
  /** One character, different for each kind. */
  readonly letter: string;
  readonly light: string;
  readonly dark: string;
}

/** In the order of a legend. Every colour has a contrast of 3:1 or more to its background (WCAG 2.2, 1.4.11). */
export const LOOKS: Readonly<Record<SegmentKind, Look>> = {
  winnat: { label: 'Windows NAT (winnat)', letter: 'W', light: '#c8323c', dark: '#ff6b6b' },
  'hns-load-balancer': { label: 'HNS load balancer', letter: 'L', light: '#b45309', dark: '#f59e0b' },
  'wsl-mirrored': { label: 'WSL mirrored networking', letter: 'M', light: '#a21caf', dark: '#e879f9' },
  'persistent-reservation': {
    label: 'Persistent reservation',
    letter: 'R',
    light: '#92400e',
    dark: '#d6a26a',
  },
  'http.sys': { label: 'http.sys', letter: 'S', light: '#6d28d9', dark: '#a78bfa' },
  'windows-container': { label: 'Windows container', letter: 'C', light: '#0e7490', dark: '#22d3ee' },
  unknown: { label: 'Unknown owner', letter: '?', light: '#57606a', dark: '#a3adb8' },
  administered: { label: 'Administered: kept for programs', letter: 'A', light: '#12805c', dark: '#34d399' },
  hns: { label: 'Host Network Service’s own', letter: 'H', light: '#4d7c0f', dark: '#a3e635' },
  listener: { label: 'In use by a program', letter: '+', light: '#1d4ed8', dark: '#7cb3ff' },
};

/** The class of a kind: `http.sys` is none as it stands. */
export function kindClass(kind: SegmentKind): string {
  return `k-${kind.replace('.', '-')}`;
}

const GROUND = { outside: ['#eceff3', '#1d232b'], dynamic: ['#cfdcee', '#2b3a50'] } as const;

/** Light colours, as a picture without a style sheet has them. */
export const GROUND_COLOURS = { outside: GROUND.outside[0], dynamic: GROUND.dynamic[0] } as const;

/** The rules that colour a picture, for light and dark backgrounds. A style sheet of its own, or part of one. */
export function paletteCss(): string {
  const rules = (side: 'light' | 'dark') => [
    ...Object.entries(LOOKS).map(([kind, look]) => {
      // Object.entries knows no narrower keys than string.
      const name = kindClass(kind as SegmentKind);
      return `.${name}{fill:${look[side]};color:${look[side]}}`;
    }),
    ...Object.entries(GROUND).map(
      ([name, [light, dark]]) => `.g-${name}{fill:${side === 'light' ? light : dark}}`,
    ),
    side === 'light'
      ? '.ink{fill:#1f2933}.faint{fill:#5b6673}.ring{stroke:#111827}.halo{stroke:#ffffff}'
      : '.ink{fill:#e6edf3}.faint{fill:#94a1b0}.ring{stroke:#ffffff}.halo{stroke:#12161c}',
  ];
  return `${rules('light').join('')}@media screen and (prefers-color-scheme:dark){${rules('dark').join('')}}`;
}
