import { dataText } from './data-text.ts';
import { GENERATED } from './generated-note.ts';

/** What a manifest says of this module and of no other. */
export interface ManifestFacts {
  /** `0.1.0`, or `0.2.0-beta.1`: a manifest keeps the part behind the hyphen elsewhere. */
  readonly version: string;
  /** Public functions. */
  readonly functions: readonly string[];
  /** Where the project lives, if it says so. */
  readonly projectUri?: string;
}

/** Writes `Portwright.psd1`. */
export function manifestText({ version, functions, projectUri }: ManifestFacts): string {
  const [number = version, prerelease] = version.split(/-(.*)/s);
  const manifest = {
    RootModule: 'Portwright.psm1',
    ModuleVersion: number,
    // Made once; it is what tells this module from another of its name.
    GUID: '4f0f3f3c-1b54-4b3a-9c5e-8065e13c10d3',
    Author: 'Portwright contributors',
    CompanyName: 'Portwright contributors',
    Copyright: '(c) Portwright contributors. MIT License.',
    Description:
      'Finds out why Windows refuses a TCP or UDP port (10013, "forbidden by its access permissions"), cures it, proves it, and can put everything back. Needs Node.js 22.18 or newer.',
    PowerShellVersion: '5.1',
    CompatiblePSEditions: ['Desktop', 'Core'],
    TypesToProcess: ['Portwright.Types.ps1xml'],
    FormatsToProcess: ['Portwright.Format.ps1xml'],
    FunctionsToExport: functions,
    CmdletsToExport: [],
    VariablesToExport: [],
    AliasesToExport: [],
    // No FileList: PowerShell looks each file up with every import, which takes longer than all the rest.
    PrivateData: {
      PSData: {
        Tags: [
          'Windows',
          'Network',
          'Port',
          'netsh',
          'winnat',
          'HyperV',
          'WSL',
          'Docker',
          'PSEdition_Desktop',
          'PSEdition_Core',
        ],
        ...(prerelease !== undefined && { Prerelease: prerelease.replace(/[^0-9A-Za-z]/g, '') }),
        ...(projectUri !== undefined && {
          ProjectUri: projectUri,
          LicenseUri: `${projectUri}/blob/main/LICENSE`,
        }),
        ReleaseNotes: `What changed is in CHANGELOG.md of the npm package portwright ${version}.`,
      },
    },
  };
  return `# ${GENERATED}\n${dataText(manifest)}\n`;
}
