function Get-PwVerdict {
    <#
    .SYNOPSIS
        Sums the results of promises up in one word: the worst counts, and no promise at all proves nothing.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [AllowNull()] [AllowEmptyCollection()] [object[]] $PromiseResult
    )

    $seen = @(foreach ($result in $PromiseResult) { Get-PwProperty -InputObject $result -Name 'Verified' -Default 'Unknown' })
    if ($seen.Count -eq 0) { return 'Unknown' }
    foreach ($verdict in 'No', 'Unknown', 'Pending') {
        if ($seen -ccontains $verdict) { return $verdict }
    }
    if (@($seen -cne 'Yes').Count -gt 0) { return 'Unknown' }
    return 'Yes'
}
