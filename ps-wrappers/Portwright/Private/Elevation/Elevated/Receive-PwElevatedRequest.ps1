# Takes the request up: every check, then the word `accepted`. Before it nothing is changed, and a request that is refused never
# says it. The file is held open meanwhile, closed to writers: a caller that wants it back must win the file first, so that it
# knows for certain whether it came too late (Revoke-PwRequest).
function Receive-PwElevatedRequest {
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param (
        [Parameter(Mandatory)] [object] $Order,
        [Parameter(Mandatory)] [IO.TextWriter] $Answer
    )

    $path = [string] $Order.request
    try {
        $security = Get-PwPathSecurity -Path $path
        $stream = [IO.FileStream]::new($path, [IO.FileMode]::Open, [IO.FileAccess]::Read, [IO.FileShare]::Read)
    }
    catch { throw (New-PwRefusal -Reason "$path cannot be read: $($_.Exception.GetBaseException().Message)") }
    try {
        if ($security.IsLink) { throw (New-PwRefusal -Reason "$path is a link") }
        if ($security.Owner -cne $Order.caller) {
            throw (New-PwRefusal -Reason "$path belongs to $($security.Owner), not to $($Order.caller)")
        }
        $bytes = Read-PwWholeStream -Stream $stream -Limit 1MB
        if ($null -eq $bytes) { throw (New-PwRefusal -Reason "$path has $($stream.Length) bytes") }
        if ((Get-PwSha256 -Byte $bytes) -cne $Order.requestHash) {
            throw (New-PwRefusal -Reason "$path is not what was asked for: its hash is another")
        }
        $request = ConvertFrom-PwRequestByte -Byte $bytes -Id $Order.id
        Assert-PwSafeProgram -Path $request.Node
        Assert-PwSafeProgram -Path $request.Runner -WithFolder
        if (-not (Test-PwHeld -Path "$path.hold")) { throw (New-PwRefusal -Reason 'the call has ended meanwhile') }
        $Answer.WriteLine('{"type":"accepted"}')
        return $request
    }
    finally { $stream.Dispose() }
}
