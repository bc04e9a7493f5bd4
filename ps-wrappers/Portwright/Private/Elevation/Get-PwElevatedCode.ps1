# The folder of the functions that the elevated side is made of, and the hash of them all. The elevated process reads the same files
# once, in the same order, and runs those very bytes if the hash is the same: a file that was replaced or added is refused.
function Get-PwElevatedCode {
    [CmdletBinding()]
    [OutputType([hashtable])]
    param ()

    $folder = [IO.Path]::Combine((Get-PwModuleFolder), 'Private')
    # Filtered here: to the .NET Framework *.ps1 means *.ps1xml too (https://learn.microsoft.com/dotnet/api/system.io.directory.getfiles).
    $files = [string[]] @([IO.Directory]::GetFiles($folder, '*', 'AllDirectories') -like '*.ps1')
    [Array]::Sort($files, [StringComparer]::Ordinal)
    $all = [IO.MemoryStream]::new()
    foreach ($file in $files) {
        $bytes = [IO.File]::ReadAllBytes($file)
        $all.Write($bytes, 0, $bytes.Length)
    }
    return @{ Folder = $folder; Hash = Get-PwSha256 -Byte $all.ToArray() }
}
