function Get-PwCheckoutNode {
    <#
    .SYNOPSIS
        Finds the Node.js that a checkout's own packages hold, where the module lies in one: what it was built and tested with.
    .DESCRIPTION
        A checkout is <folder>/ps-wrappers/Portwright beside <folder>/package.json. A module that was installed never looks around
        itself for programs.
    .OUTPUTS
        Absolute path of the program, or nothing.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [string] $Name
    )

    $module = Get-PwModuleFolder
    $wrappers = [IO.Path]::GetDirectoryName($module)
    if (-not $wrappers -or [IO.Path]::GetFileName($module) -ne 'Portwright' -or [IO.Path]::GetFileName($wrappers) -ne 'ps-wrappers') { return }
    $root = [IO.Path]::GetDirectoryName($wrappers)
    $path = [IO.Path]::Combine($root, "node_modules/node/bin/$Name")
    if ([IO.File]::Exists([IO.Path]::Combine($root, 'package.json')) -and [IO.File]::Exists($path)) { return $path }
}
