function Get-PwModuleFolder {
    <#
    .SYNOPSIS
        Absolute path of the folder that holds Portwright.psd1.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param ()

    return [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..'))
}
