function Get-PwFeatureRead {
    <#
    .SYNOPSIS
        Plans the state of an optional feature of Windows.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [object] $Fact
    )

    $name = Get-PwFactText -Fact $Fact -Name 'featureName' -Pattern '\A[A-Za-z0-9-]{1,64}\z'
    Get-PwQuestionRead -Name 'optional-feature' -Question @{ featureName = $name }
}
