function Get-PwUnrecognized {
    <#
    .SYNOPSIS
        The words for output without the shape it must have, with its first line that is wrong.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [string] $What,
        [AllowNull()] [object] $Line
    )

    if ($null -eq $Line) { return "cannot read ${What}: the output ends too early" }
    return "cannot read ${What}: line $($Line.Number) is '$(Limit-PwText -Text $Line.Text.Trim() -Length 80)'"
}
