function ConvertFrom-PwContainerListOutput {
    <#
    .SYNOPSIS
        Reads what docker ps --format '{{json .}}' prints: one object a line.
    .OUTPUTS
        The names of all containers; none for blank text, which is how Docker prints no container. Throws for anything else.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $Text
    )

    foreach ($line in Get-PwPrintedLine -Text $Text) {
        try { $container = ConvertFrom-PwJson -Text $line.Text }
        catch { throw (Get-PwUnrecognized -What 'docker ps' -Line $line) }
        $names = Get-PwProperty -InputObject $container -Name 'Names'
        if ($names -isnot [string] -or $names -eq '') { throw (Get-PwUnrecognized -What 'docker ps' -Line $line) }
        $names.Split(',')
    }
}
