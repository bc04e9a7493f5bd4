# Writes the request and takes the hold.
#
# Both lie in a folder of the caller's own: below the profile, whose permissions give it to the caller, to SYSTEM and to
# administrators, which are exactly those who must read it, also when another account elevates. %TEMP% may be anywhere, and a mapped
# drive is not there for the elevated side; LocalApplicationData is neither. That the request is the one that was meant is not left
# to permissions: its hash stands on the command line.
function New-PwElevatedCall {
    [CmdletBinding()]
    [OutputType([hashtable])]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The caller has been asked')]
    param (
        [Parameter(Mandatory)] [System.Collections.IDictionary] $Request,
        [Parameter(Mandatory)] [string] $Node,
        [Parameter(Mandatory)] [string] $Runner
    )

    $id = Get-PwRandomId
    $envelope = [ordered] @{
        schemaVersion = 1
        id            = $id
        createdAt     = [DateTime]::UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", [Globalization.CultureInfo]::InvariantCulture)
        node          = $Node
        runner        = $Runner
        request       = $Request
    }
    $bytes = [Text.Encoding]::ASCII.GetBytes((ConvertTo-PwAsciiJson -Value $envelope))
    $folder = Initialize-PwRequestFolder
    # Not the id, which names the answer that Users may list.
    $path = [IO.Path]::Combine($folder, "$(Get-PwRandomId).json")
    $onlyOurs = [IO.FileShare]::None
    $untilClosed = [IO.FileOptions]::DeleteOnClose
    $hold = [IO.FileStream]::new("$path.hold", [IO.FileMode]::CreateNew, [IO.FileAccess]::ReadWrite, $onlyOurs, 1, $untilClosed)
    try {
        $file = [IO.FileStream]::new($path, [IO.FileMode]::CreateNew, [IO.FileAccess]::Write, $onlyOurs)
        try { $file.Write($bytes, 0, $bytes.Length) }
        finally { $file.Dispose() }
    }
    catch {
        $hold.Dispose()
        throw
    }
    return @{
        Id          = $id
        Path        = $path
        RequestHash = Get-PwSha256 -Byte $bytes
        Hold        = $hold
        Process     = $null
        # How many bytes of the answer were read.
        Offset      = 0
        IsTrusted   = $false
        IsAccepted  = $false
        # It has said its last: nothing is left to be undone.
        IsFinished  = $false
    }
}
