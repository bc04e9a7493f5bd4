function Complete-PwWord {
    <#
    .SYNOPSIS
        Makes completions of the values that begin with what was typed, quoted where a blank or a quote is in them.
    .PARAMETER Value
        Objects with Value and Hint.
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.CompletionResult])]
    param (
        [Parameter(Mandatory)] [AllowEmptyCollection()] [object[]] $Value,
        [AllowEmptyString()] [string] $Word = ''
    )

    $typed = $Word.Trim([char[]] @(0x22, 0x27))
    foreach ($item in $Value) {
        $text = [string] $item.Value
        if ($text -eq '' -or -not $text.StartsWith($typed, [StringComparison]::OrdinalIgnoreCase)) { continue }
        $shown = Limit-PwText -Text $text
        $hint = $(if ($item.Hint) { Limit-PwText -Text ([string] $item.Hint) } else { $shown })
        New-Object -TypeName System.Management.Automation.CompletionResult -ArgumentList (ConvertTo-PwLiteral -Text $text), $shown, 'ParameterValue', $hint
    }
}
