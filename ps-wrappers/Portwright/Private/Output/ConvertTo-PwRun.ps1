function ConvertTo-PwRun {
    <#
    .SYNOPSIS
        Makes objects of the list of runs, or of one run with everything that its journal holds.
    .OUTPUTS
        Portwright.Run, newest first. Step and Event are empty in a list.
    #>
    [CmdletBinding()]
    [OutputType('Portwright.Run')]
    param (
        [Parameter(Mandatory)] [object] $Document,
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Caller
    )

    if ($null -eq $Document.PSObject.Properties['runs']) { return New-PwRun -Run $Document }
    foreach ($run in @($Document.runs)) { New-PwRun -Run $run }
    foreach ($damaged in @(Get-PwProperty -InputObject $Document -Name 'damaged')) {
        $parts = @{
            Code     = [string] $damaged.code
            Message  = "run $($damaged.runId) cannot be shown: $($damaged.message)"
            ExitCode = 2
            Target   = $damaged.runId
        }
        Write-PwError -Record (New-PwErrorRecord @parts) -Caller $Caller
    }
}
