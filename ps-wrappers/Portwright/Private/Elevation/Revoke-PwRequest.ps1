# Withdraws the request. The elevated side keeps the file open from its first look until it has said `accepted`, so whoever opens it
# for itself alone knows: the other side is done with it, or will find it empty.
# Returns whether it is certain that nothing will be done; false where the request was accepted, or is just being looked at.
function Revoke-PwRequest {
    [CmdletBinding()]
    [OutputType([bool])]
    param (
        [Parameter(Mandatory)] [hashtable] $Call
    )

    if ([IO.File]::Exists($Call.Path)) {
        try { $file = [IO.FileStream]::new($Call.Path, [IO.FileMode]::Open, [IO.FileAccess]::ReadWrite, [IO.FileShare]::None) }
        catch [System.IO.IOException] { return $false }
        $file.SetLength(0)
        $file.Dispose()
        [IO.File]::Delete($Call.Path)
    }
    # What was said before the file was let go may still be unread. Who said it is no matter: it only makes one more careful.
    $look = @{ Id = $Call.Id; Offset = 0; IsTrusted = $true }
    if (@(Read-PwAnswerLine -Call $look) -ccontains '{"type":"accepted"}') { $Call.IsAccepted = $true }
    return -not $Call.IsAccepted
}
