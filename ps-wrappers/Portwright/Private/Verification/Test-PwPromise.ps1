function Test-PwPromise {
    <#
    .SYNOPSIS
        Compares what a scenario promised with what Windows says now, taking nobody's word for it.
    .DESCRIPTION
        Plans the reads, reads, judges. What was not met but may become true a moment later (a service that starts, a container
        that begins to listen) is read again until the deadline; nothing is waited for where only a restart completes the run.
    .PARAMETER Promise
        Objects with stepId and fact, as toolkit/scenario/promised-fact.ts has them.
    .PARAMETER Machine
        kind, and systemRoot and state where they were given.
    .PARAMETER Outcome
        How the run ended. After restart-required, what is not met is pending, and so is every feature of Windows.
    .PARAMETER DeadlineMs
        How long to wait, in milliseconds; 0 reads once. Not given, it is 10 seconds, and 0 for a simulated machine, whose clock
        stands still between two requests.
    .PARAMETER PauseMs
        Between two reads, in milliseconds.
    .OUTPUTS
        One Portwright.PromiseResult for each promise, in the same order.
    #>
    [CmdletBinding()]
    [OutputType('Portwright.PromiseResult')]
    param (
        [Parameter(Mandatory)] [AllowNull()] [AllowEmptyCollection()] [object[]] $Promise,
        [Parameter(Mandatory)] [System.Collections.IDictionary] $Machine,
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $Outcome,
        [ValidateRange(0, 600000)] [int] $DeadlineMs = $(if ((Get-PwProperty -InputObject $Machine -Name 'kind') -eq 'simulated') { 0 } else { 10000 }),
        [ValidateRange(1, 60000)] [int] $PauseMs = 250
    )

    if ($null -eq $Promise -or $Promise.Count -eq 0) { return }
    $result = @(Get-PwPromiseResult -Promise $Promise -Machine $Machine)
    if ($Outcome -eq 'restart-required') {
        foreach ($each in $result) {
            # Without elevation a feature may look finished, or unreadable, while the restart that completes it is due.
            if ($each.Verified -eq 'No' -or $each.Kind -ceq 'windows-feature') { $each.Verified = 'Pending' }
        }
        return $result
    }
    $late = 'service-state', 'port-bindable', 'container-serves', 'no-container'
    $waited = [System.Diagnostics.Stopwatch]::StartNew()
    while ($true) {
        $open = @(0..($result.Count - 1) | Where-Object -FilterScript { $result[$_].Verified -eq 'No' -and $late -ccontains $result[$_].Kind })
        if ($open.Count -eq 0 -or $waited.ElapsedMilliseconds + $PauseMs -gt $DeadlineMs) { return $result }
        Start-Sleep -Milliseconds $PauseMs
        $again = @(Get-PwPromiseResult -Promise @($Promise[$open]) -Machine $Machine)
        foreach ($index in 0..($open.Count - 1)) { $result[$open[$index]] = $again[$index] }
    }
}
