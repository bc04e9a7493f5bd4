function Resolve-PwRunner {
    <#
    .SYNOPSIS
        Finds the command line: what the module variable PwRunnerPath names, else beside the module, else in its checkout or package.
    .OUTPUTS
        Absolute path of portwright.cjs, or nothing.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param ()

    $chosen = Get-Variable -Name PwRunnerPath -Scope Script -ValueOnly -ErrorAction Ignore
    if ($chosen) { return [string] $chosen }
    $module = Get-PwModuleFolder
    foreach ($place in 'cli/portwright.cjs', '../../dist/portwright.cjs') {
        $path = [IO.Path]::GetFullPath([IO.Path]::Combine($module, $place))
        if ([IO.File]::Exists($path)) { return $path }
    }
}
