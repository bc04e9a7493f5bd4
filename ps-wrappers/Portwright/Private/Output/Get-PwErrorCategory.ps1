function Get-PwErrorCategory {
    <#
    .SYNOPSIS
        The category of an error code: from the generated table, or by exit code for a code that is newer than the table.
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.ErrorCategory])]
    param (
        [Parameter(Mandatory)] [string] $Code,
        [Parameter(Mandatory)] [int] $ExitCode
    )

    $name = Get-PwProperty -InputObject (Get-PwData -Name 'ErrorCategory') -Name $Code
    if ($name) { return [System.Management.Automation.ErrorCategory] $name }
    switch ($ExitCode) {
        2 { return [System.Management.Automation.ErrorCategory]::InvalidArgument }
        4 { return [System.Management.Automation.ErrorCategory]::PermissionDenied }
        130 { return [System.Management.Automation.ErrorCategory]::OperationStopped }
        default { return [System.Management.Automation.ErrorCategory]::InvalidResult }
    }
}
