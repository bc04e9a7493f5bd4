function ConvertTo-PwPortTest {
    <#
    .SYNOPSIS
        Says of each port of a diagnosis whether a program that names it could bind it now.
    .OUTPUTS
        True or False; an error in place of an answer where something could not be read.
    #>
    [CmdletBinding()]
    [OutputType([bool])]
    param (
        [Parameter(Mandatory)] [object] $Document,
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Caller
    )

    foreach ($port in @($Document.ports)) {
        $diagnosis = New-PwPortDiagnosis -Diagnosis $port -HostKind $Document.host.kind
        if ($diagnosis.Verdict -ne 'unknown') {
            Test-PwBindableVerdict -Verdict $diagnosis.Verdict
            continue
        }
        $unread = @(Get-PwProperty -InputObject $Document.snapshot -Name 'unread') | Select-Object -First 1
        $parts = @{
            Code     = [string] (Get-PwProperty -InputObject $unread -Name 'code' -Default 'ask.unavailable')
            Message  = "it is not known whether port $($diagnosis.Port) can be bound: $($diagnosis.Summary)"
            Remedy   = "Get-PwPortDiagnosis -Port $($diagnosis.Port) | Format-List"
            ExitCode = 1
            Target   = $diagnosis
        }
        Write-PwError -Record (New-PwErrorRecord @parts) -Caller $Caller
    }
}
