function Test-PwNoFirewallRulePromise {
    <#
    .SYNOPSIS
        No rule of that name is there, on or off.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [object] $Fact,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [hashtable] $Reading
    )

    $answer = Get-PwReading -Read (Get-PwFirewallRuleRead -Fact $Fact) -Reading $Reading
    $isThere = $null -ne (Get-PwProperty -InputObject $answer.Answer -Name 'rule')
    @{ IsMet = -not $isThere; Found = $(if ($isThere) { 'the rule is there' } else { 'no such rule' }) }
}
