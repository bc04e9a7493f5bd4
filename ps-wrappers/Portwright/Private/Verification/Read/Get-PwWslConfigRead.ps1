function Get-PwWslConfigRead {
    <#
    .SYNOPSIS
        Plans the settings of WSL of one person.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [object] $Fact
    )

    $path = Get-PwFactText -Fact $Fact -Name 'path' -Pattern '\A[^\x00-\x1f]{1,400}[\\/]\.wslconfig\z'
    [pscustomobject] @{ Key = "file`n$path"; Source = 'file'; Path = $path }
}
