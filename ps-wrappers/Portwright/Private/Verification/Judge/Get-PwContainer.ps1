function Get-PwContainer {
    <#
    .SYNOPSIS
        Takes what Docker says of a container; null where Docker knows none of that name.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [object] $Fact,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [hashtable] $Reading
    )

    $read = Get-PwInspectRead -Fact $Fact
    $answer = Get-PwReading -Read $read -Reading $Reading
    # Docker does not translate its messages (moby/moby, "No such container").
    if ($answer.ExitCode -ne 0 -and "$($answer.StdErr)`n$($answer.StdOut)" -match 'no such (container|object)') { return $null }
    ConvertFrom-PwContainerOutput -Text (Get-PwProgramText -Read $read -Reading $Reading)
}
