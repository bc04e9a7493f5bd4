# SHA256CryptoServiceProvider, because SHA256Managed, which SHA256.Create() of the .NET Framework makes, throws where Windows asks for
# FIPS algorithms (SHA256Managed constructor, https://learn.microsoft.com/dotnet/api/system.security.cryptography.sha256managed).
function Get-PwSha256 {
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [byte[]] $Byte
    )

    $algorithm = [Security.Cryptography.SHA256CryptoServiceProvider]::new()
    try { [BitConverter]::ToString($algorithm.ComputeHash($Byte)).Replace('-', '').ToLowerInvariant() }
    finally { $algorithm.Dispose() }
}
