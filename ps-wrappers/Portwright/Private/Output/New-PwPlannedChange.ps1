function New-PwPlannedChange {
    <#
    .SYNOPSIS
        Makes an object of one change of a plan. Sign is one ASCII character: + add, ~ change, - remove, * cycle, < undo, > resume.
    #>
    [CmdletBinding()]
    [OutputType('Portwright.PlannedChange')]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Builds an object')]
    param (
        [Parameter(Mandatory)] [object] $Change
    )

    $signs = @{ add = '+'; change = '~'; remove = '-'; cycle = '*'; undo = '<'; resume = '>' }
    $action = [string] $Change.action
    return [pscustomobject] @{
        PSTypeName = 'Portwright.PlannedChange'
        Sign       = $(if ($signs.ContainsKey($action)) { $signs[$action] } else { '?' })
        Action     = $action
        What       = [string] $Change.what
        Note       = @(Get-PwProperty -InputObject $Change -Name 'notes')
    }
}
