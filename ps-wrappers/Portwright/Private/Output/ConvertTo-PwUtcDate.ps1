function ConvertTo-PwUtcDate {
    <#
    .SYNOPSIS
        Reads a moment of a document: ISO 8601 text, milliseconds since the Unix epoch, or what PowerShell 7 already made of it.
    .OUTPUTS
        [datetime] of kind Utc; nothing for no value.
    #>
    [CmdletBinding()]
    [OutputType([datetime])]
    param (
        [Parameter(Mandatory)] [AllowNull()] [AllowEmptyString()] [object] $Value
    )

    if ($null -eq $Value -or $Value -eq '') { return }
    if ($Value -is [datetime]) { return $Value.ToUniversalTime() }
    if ($Value -is [string]) {
        $style = [Globalization.DateTimeStyles]::AdjustToUniversal -bor [Globalization.DateTimeStyles]::AssumeUniversal
        return [datetime]::Parse($Value, [Globalization.CultureInfo]::InvariantCulture, $style)
    }
    return (New-Object -TypeName datetime -ArgumentList 1970, 1, 1, 0, 0, 0, ([DateTimeKind]::Utc)).AddMilliseconds([double] $Value)
}
