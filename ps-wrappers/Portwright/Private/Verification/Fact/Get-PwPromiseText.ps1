function Get-PwPromiseText {
    <#
    .SYNOPSIS
        Says a promise in plain words, and what Windows must show for it. Pure.
    .OUTPUTS
        Promise and Expected. Never throws: a fact that cannot be understood is named as such.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [AllowNull()] [object] $Fact
    )

    $kind = [string] (Get-PwProperty -InputObject $Fact -Name 'kind' -Default '')
    try { $words = @(Get-PwPromiseWord -Fact $Fact) }
    catch { $words = @("a promise of the kind $kind that makes no sense", '') }
    if ($words.Count -ne 2) {
        $words = @($(if ($kind -eq '') { 'a promise without a kind' } else { "a promise of the unknown kind $kind" }), '')
    }
    # Names from outside stand in it.
    [pscustomobject] @{ Promise = Limit-PwText -Text $words[0]; Expected = Limit-PwText -Text $words[1] }
}
