function Get-PwProgramPath {
    <#
    .SYNOPSIS
        Finds a program: below the system root of a machine of stand-ins, else in System32, never by PATH. Docker is no part of
        Windows and has places of its own.
    .OUTPUTS
        Absolute path of a file that is there. Throws where there is none.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [System.Collections.IDictionary] $Machine,
        [Parameter(Mandatory)] [string] $Program
    )

    $folder = Get-PwProperty -InputObject $Machine -Name 'systemRoot'
    if (-not $folder) {
        if (-not (Test-PwThisWindows)) { throw 'this machine does not run Windows' }
        $folder = Get-Variable -Name PwProgramFolder -Scope Script -ValueOnly -ErrorAction Ignore
    }
    $path = @(
        if ($folder) { [IO.Path]::Combine($folder, $Program) }
        elseif ($Program -eq 'docker.exe') {
            Get-PwDockerPath -ProgramFiles ([Environment]::GetFolderPath('ProgramFiles')) -SystemRoot ([Environment]::GetFolderPath('Windows')) `
                -SearchPath ([string] $env:Path) -IsElevated (Test-PwAdministrator)
        }
        else { [IO.Path]::Combine([Environment]::SystemDirectory, $Program) }
    )
    foreach ($each in $path) { if ([IO.File]::Exists($each)) { return $each } }
    throw "there is no $($path -join ', nor ')"
}
