function Format-PwPortRange {
    <#
    .SYNOPSIS
        8065 or 9000-9010, with the * of an administered row.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [object] $Range
    )

    $mark = $(if (Get-PwProperty -InputObject $Range -Name 'Administered') { ' *' } else { '' })
    if ($Range.StartPort -eq $Range.EndPort) { return "$($Range.StartPort)$mark" }
    return "$($Range.StartPort)-$($Range.EndPort)$mark"
}
