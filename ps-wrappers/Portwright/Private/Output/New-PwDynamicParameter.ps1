function New-PwDynamicParameter {
    <#
    .SYNOPSIS
        Makes the parameters of the scenario that a call names, with the checks of its schema.
    .PARAMETER Bound
        The parameters bound so far. Without a Name, or with one that no scenario has, there are none.
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.RuntimeDefinedParameterDictionary])]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Builds an object')]
    param (
        [Parameter(Mandatory)] [System.Collections.IDictionary] $Bound
    )

    $dictionary = New-Object -TypeName System.Management.Automation.RuntimeDefinedParameterDictionary
    if ($Bound.Keys -notcontains 'Name') { return $dictionary }
    $scenario = @(Get-PwData -Name 'Scenario') | Where-Object { $_.Name -eq $Bound['Name'] } | Select-Object -First 1
    foreach ($description in @(Get-PwProperty -InputObject $scenario -Name 'Parameter')) {
        $attribute = New-Object -TypeName System.Management.Automation.ParameterAttribute
        $attribute.Mandatory = $description.Mandatory
        $attribute.HelpMessage = $description.Help
        $attributes = New-Object -TypeName 'System.Collections.ObjectModel.Collection[System.Attribute]'
        $attributes.Add($attribute)
        foreach ($check in @(New-PwParameterCheck -Description $description)) { $attributes.Add($check) }
        $parts = $description.Name, ($description.Type -as [type]), $attributes
        $parameter = New-Object -TypeName System.Management.Automation.RuntimeDefinedParameter -ArgumentList $parts
        $dictionary.Add($description.Name, $parameter)
    }
    return $dictionary
}
