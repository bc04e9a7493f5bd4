function Get-PwModuleFolder {
    <#
    .SYNOPSIS
        Absolute path of the folder that holds Portwright.psd1.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param ()

    $folder = Get-Variable -Name PwModuleFolder -Scope Script -ValueOnly -ErrorAction Ignore
    # Portwright.psm1 sets it; on the elevated side there is no module.
    if ($folder) { return $folder }
    return [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..'))
}
