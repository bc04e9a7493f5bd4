# Claims the answer of a request: creating the file is what makes the request usable once. Nothing where it was claimed before.
function Open-PwAnswer {
    [CmdletBinding()]
    [OutputType([IO.StreamWriter])]
    param (
        [Parameter(Mandatory)] [string] $Folder
    )

    $path = [IO.Path]::Combine($Folder, 'messages.ndjson')
    try { $stream = [IO.FileStream]::new($path, [IO.FileMode]::CreateNew, [IO.FileAccess]::Write, [IO.FileShare]::Read) }
    catch {
        if ([IO.File]::Exists($path)) { return }
        throw
    }
    $writer = [IO.StreamWriter]::new($stream, [Text.UTF8Encoding]::new($false))
    $writer.NewLine = "`n"
    $writer.AutoFlush = $true
    $writer
}
