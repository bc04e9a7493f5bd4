function ConvertTo-PwPromise {
    <#
    .SYNOPSIS
        Makes one object of each promise of a plan.
    #>
    [CmdletBinding()]
    [OutputType('Portwright.Promise')]
    param (
        [Parameter(Mandatory)] [AllowEmptyCollection()] [object[]] $Promise
    )

    foreach ($one in $Promise) {
        [pscustomobject] @{
            PSTypeName = 'Portwright.Promise'
            StepId     = [string] $one.stepId
            Kind       = [string] $one.fact.kind
            Fact       = $one.fact
        }
    }
}
