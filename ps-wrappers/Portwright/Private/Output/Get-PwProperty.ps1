function Get-PwProperty {
    <#
    .SYNOPSIS
        Reads a property that may be missing, which strict mode would take for an error.
    .OUTPUTS
        The value, else the default, else nothing. A list is enumerated: wrap the call in @( ).
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [AllowNull()] [object] $InputObject,
        [Parameter(Mandatory)] [string] $Name,
        [object] $Default
    )

    $value = $null
    if ($InputObject -is [System.Collections.IDictionary]) { $value = $InputObject[$Name] }
    elseif ($null -ne $InputObject) {
        $property = $InputObject.PSObject.Properties[$Name]
        if ($null -ne $property) { $value = $property.Value }
    }
    if ($null -ne $value) { return $value }
    # Not a null: that would be one element of a list.
    if ($null -ne $Default) { return $Default }
}
