function Get-PwProgramRead {
    <#
    .SYNOPSIS
        Plans the output of one program.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Program,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [AllowEmptyString()] [string[]] $Argument
    )

    [pscustomobject] @{
        Key      = @('program', $Program) + $Argument -join "`n"
        Source   = 'program'
        Program  = $Program
        Argument = $Argument
    }
}
