function Get-PwServiceRead {
    <#
    .SYNOPSIS
        Plans the state of a service. Its name is never one that sc.exe would read as another machine's.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [object] $Fact
    )

    Get-PwProgramRead -Program 'sc.exe' -Argument 'query', (Get-PwFactText -Fact $Fact -Name 'service' -Pattern '\A[A-Za-z0-9_][A-Za-z0-9_.$ -]{0,255}\z')
}
