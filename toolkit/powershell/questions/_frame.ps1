# Runs one question's script and prints its answer as one line of ASCII JSON: {"ok":...} or {"error":{"id","message"}}.
# Everything from outside arrives as base64. Printed past the pipeline, so that no formatting wraps the line, and on a line of its
# own, whatever was printed before it. ASCII, because Windows PowerShell writes in the console's code page
# (about_Character_Encoding), and because half a surrogate pair survives as \ud800 only.
param([string] $Name, [string] $Script, [string] $Parameters)
# What a script does not find is an error, in a session as in a module that runs it strictly.
Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'
$VerbosePreference = 'SilentlyContinue'
$DebugPreference = 'SilentlyContinue'
$InformationPreference = 'SilentlyContinue'
$decode = { param([string] $Text) [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($Text)) }
$escape = { param($Match) -join $(foreach ($unit in $Match.Value.ToCharArray()) { '\u{0:x4}' -f [int] $unit }) }
try {
    $question = ConvertFrom-Json -InputObject (& $decode $Parameters)
    foreach ($property in $question.PSObject.Properties) {
        if ($property.Value -is [string]) { $property.Value = [Regex]::Unescape($property.Value) }
    }
    $result = @{ ok = (& ([ScriptBlock]::Create((& $decode $Script))) $question) }
    $json = ConvertTo-Json -InputObject $result -Compress -Depth 8
}
catch {
    $failure = @{
        id = [string] $_.FullyQualifiedErrorId
        message = [string] $_.Exception.GetBaseException().Message
    }
    $json = ConvertTo-Json -InputObject @{ error = $failure } -Compress
}
[Console]::Out.WriteLine()
[Console]::Out.WriteLine([Regex]::Replace($json, '[^\x20-\x7e]+', $escape))
