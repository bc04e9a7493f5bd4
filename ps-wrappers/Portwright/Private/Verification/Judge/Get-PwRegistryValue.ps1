function Get-PwRegistryValue {
    <#
    .SYNOPSIS
        Takes a registry value; null where it is known not to be there. Throws where it cannot be known.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [object] $Fact,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [hashtable] $Reading
    )

    $read = @(Get-PwRegistryRead -Fact $Fact -Reading $Reading)
    $answer = Get-PwReading -Read $read[0] -Reading $Reading
    if ($answer.ExitCode -eq 0) { return ConvertFrom-PwRegistryOutput -Text $answer.StdOut }
    if ($answer.ExitCode -ne 1) { throw (Get-PwProgramFailure -Read $read[0] -Answer $answer) }
    # Null only where a key that can be read shows that the value, or the key on the way to it, is not there.
    $above = Get-PwReading -Read $read[-1] -Reading $Reading
    $below = $read[-2].Argument[-1]
    $isListed = @(Get-PwPrintedLine -Text $above.StdOut | Where-Object -FilterScript {
            $(if ($read.Count -eq 2) { $_.Text.StartsWith("    $below    ", [StringComparison]::OrdinalIgnoreCase) }
                else { $_.Text.TrimEnd().EndsWith($below.Substring($below.LastIndexOf('\')), [StringComparison]::OrdinalIgnoreCase) })
        }).Count -gt 0
    if ($above.ExitCode -ne 0 -or $isListed) { throw (Get-PwProgramFailure -Read $read[-2] -Answer (Get-PwReading -Read $read[-2] -Reading $Reading)) }
}
