function Resolve-PwNode {
    <#
    .SYNOPSIS
        Finds Node.js: what the module variable PwNodePath names, else that of the checkout the module lies in, else the first on PATH.
    .DESCRIPTION
        Not by Get-Command, which takes longer than Node.js takes to start. On Windows only node.exe counts: a node.cmd that some
        version managers put first cannot be started without a shell. Nor does a folder that is not absolute.
    .OUTPUTS
        Absolute path of the program, or nothing.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param ()

    $chosen = Get-Variable -Name PwNodePath -Scope Script -ValueOnly -ErrorAction Ignore
    if ($chosen) { return [string] $chosen }
    $isWindows = [IO.Path]::DirectorySeparatorChar -eq '\'
    $name = $(if ($isWindows) { 'node.exe' } else { 'node' })
    $own = Get-PwCheckoutNode -Name $name
    if ($own) { return $own }
    $absolute = $(if ($isWindows) { '^([A-Za-z]:[\\/]|\\\\)' } else { '^/' })
    foreach ($entry in ([string] $env:PATH).Split([IO.Path]::PathSeparator)) {
        $folder = $entry.Trim('"')
        if ($folder -notmatch $absolute -or $folder.IndexOfAny([IO.Path]::GetInvalidPathChars()) -ge 0) { continue }
        $path = [IO.Path]::Combine($folder, $name)
        if ([IO.File]::Exists($path)) { return $path }
    }
}
