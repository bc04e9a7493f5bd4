function ConvertTo-PwRemedy {
    <#
    .SYNOPSIS
        Makes one object of each remedy, best first. Command may have several lines, one command each.
    #>
    [CmdletBinding()]
    [OutputType('Portwright.Remedy')]
    param (
        [Parameter(Mandatory)] [AllowEmptyCollection()] [object[]] $Remedy
    )

    foreach ($one in $Remedy) {
        [pscustomobject] @{
            PSTypeName = 'Portwright.Remedy'
            Title      = ConvertTo-PwCommandText -Text $one.title
            Command    = ConvertTo-PwCommandText -Text $one.command
            Disturbs   = [string] (Get-PwProperty -InputObject $one -Name 'disturbs' -Default '')
            Lasts      = [string] (Get-PwProperty -InputObject $one -Name 'lasts' -Default '')
            Page       = [string] (Get-PwProperty -InputObject $one -Name 'page' -Default '')
        }
    }
}
