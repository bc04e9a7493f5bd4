function Get-PwPromiseResult {
    <#
    .SYNOPSIS
        Reads once what the promises need, and judges each.
    .OUTPUTS
        One Portwright.PromiseResult for each promise, in the same order: Yes, No, or Unknown with the reason in Found.
    #>
    [CmdletBinding()]
    [OutputType('Portwright.PromiseResult')]
    param (
        [Parameter(Mandatory)] [AllowNull()] [object[]] $Promise,
        [Parameter(Mandatory)] [System.Collections.IDictionary] $Machine
    )

    $fact = New-Object -TypeName object[] -ArgumentList $Promise.Count
    foreach ($index in 0..($Promise.Count - 1)) { $fact[$index] = Get-PwProperty -InputObject $Promise[$index] -Name 'fact' }
    $reading = Read-PwFact -Fact $fact -Machine $Machine
    foreach ($index in 0..($fact.Count - 1)) {
        $text = Get-PwPromiseText -Fact $fact[$index]
        try {
            $judgement = Test-PwFact -Fact $fact[$index] -Reading $reading
            $verified = $(if ($judgement.IsMet) { 'Yes' } else { 'No' })
            $found = $judgement.Found
        }
        # Whatever went wrong, the promise was not compared with Windows: neither Yes nor No.
        catch {
            $verified = 'Unknown'
            $found = Limit-PwText -Text $_.Exception.GetBaseException().Message -Length 400
        }
        [pscustomobject] @{
            PSTypeName = 'Portwright.PromiseResult'
            StepId     = [string] (Get-PwProperty -InputObject $Promise[$index] -Name 'stepId' -Default '')
            Kind       = [string] (Get-PwProperty -InputObject $fact[$index] -Name 'kind' -Default '')
            Promise    = $text.Promise
            Expected   = $text.Expected
            Found      = $found
            Verified   = $verified
        }
    }
}
