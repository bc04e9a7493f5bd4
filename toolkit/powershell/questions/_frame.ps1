# Runs one question's script and prints its answer as one line of ASCII JSON: {"ok":...} or {"error":{"id","message"}}.
# Everything from outside arrives as base64. Printed past the pipeline, so that no formatting wraps the line.
param([string] $Name, [string] $Script, [string] $Parameters)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'
$decode = { param([string] $Text) [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($Text)) }
try {
    $question = ConvertFrom-Json -InputObject (& $decode $Parameters)
    $result = @{ ok = (& ([ScriptBlock]::Create((& $decode $Script))) $question) }
}
catch {
    $result = @{
        error = @{
            id = [string] $_.FullyQualifiedErrorId
            message = [string] $_.Exception.GetBaseException().Message
        }
    }
}
$json = ConvertTo-Json -InputObject $result -Compress -Depth 8
$escape = { param($Match) '\u{0:x4}' -f [int] [char] $Match.Value }
[Console]::Out.WriteLine([Regex]::Replace($json, '[^\x20-\x7e]', $escape))
