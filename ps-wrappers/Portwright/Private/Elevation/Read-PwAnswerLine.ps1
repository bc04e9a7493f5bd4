# The lines that were added to the answer since the last time, whole ones only. None before the answer is there, and none from a
# folder that others than the elevated side could have written.
function Read-PwAnswerLine {
    [CmdletBinding()]
    [OutputType([string[]])]
    param (
        [Parameter(Mandatory)] [hashtable] $Call
    )

    $folders = Get-PwAnswerFolder -Id $Call.Id
    $path = [IO.Path]::Combine($folders[2], 'messages.ndjson')
    if (-not [IO.File]::Exists($path)) { return }
    if (-not $Call.IsTrusted) {
        if (Get-PwUntrustedFolder -Path $folders) { return }
        $Call.IsTrusted = $true
    }
    $withAll = [IO.FileShare]::ReadWrite -bor [IO.FileShare]::Delete
    $stream = [IO.FileStream]::new($path, [IO.FileMode]::Open, [IO.FileAccess]::Read, $withAll)
    try {
        [void] $stream.Seek($Call.Offset, 'Begin')
        $copy = [IO.MemoryStream]::new()
        $stream.CopyTo($copy)
    }
    finally { $stream.Dispose() }
    $bytes = $copy.ToArray()
    $length = [Array]::LastIndexOf($bytes, [byte] 10) + 1
    if ($length -eq 0) { return }
    $Call.Offset += $length
    return [Text.Encoding]::ASCII.GetString($bytes, 0, $length - 1).Split("`n")
}
