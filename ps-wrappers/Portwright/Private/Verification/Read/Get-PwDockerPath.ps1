function Get-PwDockerPath {
    <#
    .SYNOPSIS
        Every path at which docker.exe is looked for, best first: Docker Desktop's own folder, then those of PATH. Pure.
    .DESCRIPTION
        An elevated process starts nothing from a folder that a person without rights can write in: of PATH only folders below
        ProgramFiles and SystemRoot count then.
    #>
    [CmdletBinding()]
    [OutputType([string[]])]
    param (
        [Parameter(Mandatory)] [string] $ProgramFiles,
        [Parameter(Mandatory)] [string] $SystemRoot,
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $SearchPath,
        [Parameter(Mandatory)] [bool] $IsElevated
    )

    $found = @("$ProgramFiles\Docker\Docker\resources\bin")
    foreach ($entry in $SearchPath.Split(';')) {
        $folder = ($entry.Trim() -replace '\A"(.*)"\z', '$1').Replace('/', '\').TrimEnd('\')
        if ($folder -notmatch '\A([A-Za-z]:\\|\\\\[^\\])') { continue }
        if ($IsElevated) {
            $trusted = @($ProgramFiles, $SystemRoot | Where-Object -FilterScript {
                    "$folder\".StartsWith("$_\", [StringComparison]::OrdinalIgnoreCase)
                })
            if ($trusted.Count -eq 0 -or $folder -match '(\A|\\)\.\.?(\\|\z)') { continue }
        }
        if ($found -notcontains $folder) { $found += $folder }
    }
    return @($found | ForEach-Object -Process { "$_\docker.exe" })
}
