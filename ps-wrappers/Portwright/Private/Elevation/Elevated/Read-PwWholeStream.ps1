# The bytes of a file; nothing where it is empty or longer than the limit.
function Read-PwWholeStream {
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [IO.Stream] $Stream,
        [Parameter(Mandatory)] [int] $Limit
    )

    if ($Stream.Length -eq 0 -or $Stream.Length -gt $Limit) { return }
    $bytes = [byte[]]::new($Stream.Length)
    $read = 0
    while ($read -lt $bytes.Length) {
        $count = $Stream.Read($bytes, $read, $bytes.Length - $read)
        if ($count -eq 0) { return }
        $read += $count
    }
    return , $bytes
}
