function New-PwParameterCheck {
    <#
    .SYNOPSIS
        Makes the validation attributes of one parameter of Portwright.Data.psd1.
    #>
    [CmdletBinding()]
    [OutputType([System.Attribute])]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Builds an object')]
    param (
        [Parameter(Mandatory)] [System.Collections.IDictionary] $Description
    )

    if ($Description.Contains('NeverEmpty')) { New-Object -TypeName System.Management.Automation.ValidateNotNullOrEmptyAttribute }
    if ($Description.Contains('Choice')) {
        $set = New-Object -TypeName System.Management.Automation.ValidateSetAttribute -ArgumentList (, [string[]] $Description['Choice'])
        $set.IgnoreCase = -not $Description['CaseSensitive']
        $set
    }
    if ($Description.Contains('PatternHint')) {
        $expected = $Description['Pattern']
        $hint = $Description['PatternHint']
        $check = { if ($_ -cmatch $expected) { $true } else { throw ('{0}: {1}' -f $_, $hint) } }.GetNewClosure()
        New-Object -TypeName System.Management.Automation.ValidateScriptAttribute -ArgumentList $check
    }
    elseif ($Description.Contains('Pattern')) {
        $pattern = New-Object -TypeName System.Management.Automation.ValidatePatternAttribute -ArgumentList $Description['Pattern']
        $pattern.Options = [Text.RegularExpressions.RegexOptions]::None
        $pattern
    }
    if ($Description.Contains('MinLength')) {
        $bounds = $Description['MinLength'], $Description['MaxLength']
        New-Object -TypeName System.Management.Automation.ValidateLengthAttribute -ArgumentList $bounds
    }
    if ($Description.Contains('Minimum')) {
        $bounds = $Description['Minimum'], $Description['Maximum']
        New-Object -TypeName System.Management.Automation.ValidateRangeAttribute -ArgumentList $bounds
    }
}
