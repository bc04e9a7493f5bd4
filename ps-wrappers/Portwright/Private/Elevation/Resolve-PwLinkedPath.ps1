# The path without links on the way, which the elevated side refuses: version managers put node behind one, and what counts is who
# can change the folder behind it. A link that leads nowhere stays as it is.
function Resolve-PwLinkedPath {
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [string] $Path
    )

    $separators = [char[]] @([IO.Path]::DirectorySeparatorChar, [IO.Path]::AltDirectorySeparatorChar)
    # As many as Linux follows; a circle ends.
    for ($hops = 0; $hops -lt 40; $hops++) {
        $full = [IO.Path]::GetFullPath($Path)
        $walked = [IO.Path]::GetPathRoot($full)
        $names = $full.Substring($walked.Length).Split($separators, [StringSplitOptions]::RemoveEmptyEntries)
        $target = $null
        for ($index = 0; $index -lt $names.Count -and -not $target; $index++) {
            $above = $walked
            $walked = [IO.Path]::Combine($above, $names[$index])
            $target = Get-PwLinkTarget -Path $walked
        }
        if (-not $target) { return $full }
        $rest = @($names | Select-Object -Skip $index) -join [IO.Path]::DirectorySeparatorChar
        $Path = [IO.Path]::Combine([IO.Path]::Combine($above, $target), $rest)
    }
    return $full
}
