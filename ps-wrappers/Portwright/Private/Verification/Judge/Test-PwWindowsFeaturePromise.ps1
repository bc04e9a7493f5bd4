function Test-PwWindowsFeaturePromise {
    <#
    .SYNOPSIS
        Enabled is enabled now; what waits for a restart is not.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [object] $Fact,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [hashtable] $Reading
    )

    $isWanted = Get-PwFactFlag -Fact $Fact -Name 'enabled'
    $answer = Get-PwReading -Read (Get-PwFeatureRead -Fact $Fact) -Reading $Reading
    $state = Get-PwProperty -InputObject $answer.Answer -Name 'state'
    $on = 'Enabled'
    $off = 'Disabled', 'DisabledWithPayloadRemoved', 'Absent'
    if (@($on, $off, 'EnablePending', 'DisablePending' | ForEach-Object -Process { $_ }) -cnotcontains $state) { throw "the state of the feature is '$state'" }
    @{ IsMet = $(if ($isWanted) { $state -ceq $on } else { $off -ccontains $state }); Found = [string] $state }
}
