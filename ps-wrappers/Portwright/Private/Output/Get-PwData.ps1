function Get-PwData {
    <#
    .SYNOPSIS
        Reads one entry of Portwright.Data.psd1, which is loaded when it is first needed.
    .OUTPUTS
        The entry, or nothing where there is no such entry.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Name
    )

    if (-not (Get-Variable -Name PwData -Scope Script -ValueOnly -ErrorAction Ignore)) {
        $path = [IO.Path]::Combine((Get-PwModuleFolder), 'Portwright.Data.psd1')
        if (-not [IO.File]::Exists($path)) { return }
        $script:PwData = Import-PowerShellDataFile -LiteralPath $path
    }
    return Get-PwProperty -InputObject $script:PwData -Name $Name
}
