function ConvertTo-PwAsciiJson {
    <#
    .SYNOPSIS
        Writes a value as JSON in one line of printable ASCII.
    .DESCRIPTION
        Not ConvertTo-Json: that one cuts at a depth, writes a text that Get-Content read as an object with its path, and in
        Windows PowerShell a date as /Date(0)/. Here a text is its characters, a switch is true or false, and a list stays a
        list however many elements it has.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [AllowNull()] [AllowEmptyString()] [AllowEmptyCollection()] [object] $Value
    )

    if ($null -eq $Value) { return 'null' }
    $plain = $Value.PSObject.BaseObject
    if ($plain -is [System.Management.Automation.SwitchParameter]) { $plain = $plain.IsPresent }
    if ($plain -is [bool]) { return $plain.ToString().ToLowerInvariant() }
    if ($plain -is [enum] -or $plain -is [string] -or $plain -is [char]) {
        return '"' + (ConvertTo-PwJsonText -Text ([string] $plain)) + '"'
    }
    if ($plain -is [System.Collections.IDictionary]) {
        $members = foreach ($key in @($plain.Keys)) {
            '"{0}":{1}' -f (ConvertTo-PwJsonText -Text ([string] $key)), (ConvertTo-PwAsciiJson -Value $plain[$key])
        }
        return '{' + (@($members) -join ',') + '}'
    }
    if ($plain -is [System.Collections.IEnumerable]) {
        $items = foreach ($item in $plain) { ConvertTo-PwAsciiJson -Value $item }
        return '[' + (@($items) -join ',') + ']'
    }
    if ($plain -is [System.Management.Automation.PSCustomObject]) {
        $members = foreach ($property in $Value.PSObject.Properties) {
            '"{0}":{1}' -f (ConvertTo-PwJsonText -Text $property.Name), (ConvertTo-PwAsciiJson -Value $property.Value)
        }
        return '{' + (@($members) -join ',') + '}'
    }
    if ($plain.GetType().IsPrimitive -or $plain -is [decimal]) {
        $number = $plain.ToString($null, [Globalization.CultureInfo]::InvariantCulture)
        if ($number -match '^-?[0-9]') { return $number }
    }
    throw (New-Object -TypeName System.ArgumentException -ArgumentList "cannot write $plain of type $($plain.GetType()) as JSON")
}
