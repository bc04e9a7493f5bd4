import { beforeEach, describe, expect } from 'vitest';
import type { QuestionName } from '../../toolkit/host/questions.ts';
import type { QuestionParameters } from '../../toolkit/powershell/session/question-line.ts';
import { questionScript } from '../../toolkit/powershell/session/question-script.ts';
import { answerTo, session } from './both-ways.ts';
import { realTest, runScript, titled } from './session/real-power-shell.ts';

/**
 * The cmdlets of the module NetSecurity, on a table in the session: they answer with enumerations and lists as Windows does, and
 * report what is not there with the category ObjectNotFound.
 */
const FIREWALL = `
  Add-Type -TypeDefinition 'namespace Pw { [System.Flags] public enum Profiles { Domain = 1, Private = 2, Public = 4 }
    public enum Enabled { True = 1, False = 2 } public enum Direction { Inbound = 1, Outbound = 2 } public enum Action { Allow = 2, Block = 4 } }' -ErrorAction SilentlyContinue
  $global:PwRules = @{}
  function global:Find-PwRule($Layer, $Name) {
    if ($global:PwRules.ContainsKey("$Layer/$Name")) { return $global:PwRules["$Layer/$Name"] }
    $reason = New-Object -TypeName Exception -ArgumentList 'not there'
    $id = 'CmdletizationQuery_NotFound_InstanceID'
    throw (New-Object -TypeName Management.Automation.ErrorRecord -ArgumentList $reason, $id, 'ObjectNotFound', $Name)
  }
  function global:Get-NetFirewallRule { [CmdletBinding()] param($Name) Find-PwRule 'host' $Name }
  function global:Get-NetFirewallPortFilter { [CmdletBinding()] param($AssociatedNetFirewallRule) $AssociatedNetFirewallRule.Ports }
  function global:Get-NetFirewallAddressFilter { [CmdletBinding()] param($AssociatedNetFirewallRule) $AssociatedNetFirewallRule.Addresses }
  function global:New-NetFirewallRule {
    [CmdletBinding()] param($Name, $DisplayName, [Pw.Direction] $Direction, [Pw.Action] $Action, $Protocol, [string[]] $LocalPort, [string[]] $RemoteAddress, [Pw.Profiles] $Profile)
    $global:PwRules["host/$Name"] = [pscustomobject] @{ DisplayName = $DisplayName; Enabled = [Pw.Enabled]::True; Direction = $Direction; Action = $Action; Profile = $Profile
      Ports = [pscustomobject] @{ Protocol = $Protocol; LocalPort = $(if ($LocalPort.Count -eq 1) { $LocalPort[0] } else { $LocalPort }) }
      Addresses = [pscustomobject] @{ RemoteAddress = $RemoteAddress } }
    $global:PwRules["host/$Name"]
  }
  function global:Remove-NetFirewallRule { [CmdletBinding(SupportsShouldProcess)] param($Name) [void] (Find-PwRule 'host' $Name); $global:PwRules.Remove("host/$Name") }
  function global:Get-NetFirewallHyperVRule { [CmdletBinding()] param($Name) Find-PwRule 'hyper-v' $Name }
  function global:New-NetFirewallHyperVRule {
    [CmdletBinding()] param($Name, $DisplayName, [Pw.Direction] $Direction, $VMCreatorId, [Pw.Action] $Action, $Protocol, [string[]] $LocalPorts)
    if ($VMCreatorId -ne '{40E0AC32-46A5-438A-A0B2-2B479E8F2E90}') { throw 'not the creator of WSL' }
    $global:PwRules["hyper-v/$Name"] = [pscustomobject] @{ DisplayName = $DisplayName; Enabled = [Pw.Enabled]::True; Direction = $Direction; Action = $Action; Protocol = $Protocol
      LocalPorts = $LocalPorts; RemoteAddresses = @('Any') }
    $global:PwRules["hyper-v/$Name"]
  }
  function global:Remove-NetFirewallHyperVRule { [CmdletBinding(SupportsShouldProcess)] param($Name) [void] (Find-PwRule 'hyper-v' $Name); $global:PwRules.Remove("hyper-v/$Name") }`;

const NAME = 'Portwright-8065-tcp';
const NEW = {
  name: NAME,
  displayName: 'Portwright: WSL 8065/tcp',
  protocol: 'tcp',
  port: 8065,
  remoteAddress: 'LocalSubnet',
  profiles: 'Domain,Private',
} as const;
const OPEN = {
  displayName: 'Portwright: WSL 8065/tcp',
  enabled: true,
  direction: 'Inbound',
  action: 'Allow',
  protocol: 'TCP',
  localPorts: ['8065'],
};

describe(titled('the firewall questions'), () => {
  const execute = async (script: string) =>
    expect(await runScript(session, `${script}\n@{}`)).toEqual({ ok: {} });
  const once = <Name extends QuestionName>(name: Name, question: QuestionParameters) =>
    runScript(session, questionScript(name), question);

  // Not run for tests that are skipped.
  beforeEach(() => execute(FIREWALL));

  realTest.each([
    ['host', { remoteAddresses: ['LocalSubnet'], profiles: ['Domain', 'Private'] }],
    ['hyper-v', { remoteAddresses: ['Any'], profiles: [] }],
  ] as const)('%s: a rule is not there, is added, is read, is removed', async (layer, rest) => {
    const id = { layer, name: NAME };
    expect(await answerTo('firewall-rule', id)).toEqual({ rule: null });
    // Each answer is asked for twice, outside a session first: the second finds what the first did.
    expect(await once('add-firewall-rule', { layer, ...NEW })).toEqual({
      ok: { added: true },
    });
    expect(await answerTo('add-firewall-rule', { layer, ...NEW })).toEqual({ added: false });
    expect(await answerTo('firewall-rule', id)).toEqual({ rule: { ...OPEN, ...rest } });
    expect(await once('remove-firewall-rule', id)).toEqual({
      ok: { removed: true },
    });
    expect(await answerTo('remove-firewall-rule', id)).toEqual({ removed: false });
    expect(await answerTo('firewall-rule', id)).toEqual({ rule: null });
  });

  realTest(
    'several ports and addresses stay lists, and a disabled rule is told from an enabled one',
    async () => {
      await execute(`[void] (New-NetFirewallRule -Name '${NAME}' -DisplayName x -Direction Outbound -Action Block -Protocol UDP -LocalPort '1','2-3' -RemoteAddress '10.0.0.0/8','fe80::/10' -Profile Public)
      $global:PwRules['host/${NAME}'].Enabled = [Pw.Enabled]::False`);
      expect(await answerTo('firewall-rule', { layer: 'host', name: NAME })).toEqual({
        rule: {
          displayName: 'x',
          enabled: false,
          direction: 'Outbound',
          action: 'Block',
          protocol: 'UDP',
          localPorts: ['1', '2-3'],
          remoteAddresses: ['10.0.0.0/8', 'fe80::/10'],
          profiles: ['Public'],
        },
      });
    },
  );

  realTest('any other failure is an error, not a rule that is not there', async () => {
    await execute("function global:Find-PwRule { throw 'access is denied' }");
    for (const layer of ['host', 'hyper-v'] as const) {
      const id = { layer, name: NAME };
      expect(await answerTo('firewall-rule', id)).toMatchObject({ error: { message: 'access is denied' } });
      expect(await answerTo('remove-firewall-rule', id)).toMatchObject({ error: {} });
      expect(await answerTo('add-firewall-rule', { layer, ...NEW })).toMatchObject({ error: {} });
    }
  });

  realTest(
    'a Windows without the Hyper-V firewall has no rule of it, and cannot add or remove one',
    async () => {
      await execute(
        'Remove-Item -Path function:Get-NetFirewallHyperVRule, function:Remove-NetFirewallHyperVRule',
      );
      const id = { layer: 'hyper-v', name: NAME } as const;
      expect(await answerTo('firewall-rule', id)).toEqual({ rule: null });
      expect(await answerTo('add-firewall-rule', { ...NEW, layer: 'hyper-v' })).toMatchObject({ error: {} });
      expect(await answerTo('remove-firewall-rule', id)).toMatchObject({ error: {} });
    },
  );

  realTest('a Windows without the firewall module is an error', async () => {
    await execute('Remove-Item -Path function:Get-NetFirewallRule');
    expect(await answerTo('firewall-rule', { layer: 'host', name: NAME })).toMatchObject({ error: {} });
  });
});
