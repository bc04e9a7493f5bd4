# Reads what this side needs of a request. The rest is judged by the command line, against elevatedRequestSchema
# (toolkit/powershell/wrapper/request-schema.ts), from these very bytes.
function ConvertFrom-PwRequestByte {
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param (
        [Parameter(Mandatory)] [byte[]] $Byte,
        [Parameter(Mandatory)] [string] $Id
    )

    try {
        $envelope = ConvertFrom-PwJson -Text ([Text.Encoding]::ASCII.GetString($Byte))
        $createdAt = ConvertTo-PwUtcDate -Value $envelope.createdAt
        $request = [pscustomobject] @{
            Id     = [string] $envelope.id
            Node   = [string] $envelope.node
            Runner = [string] $envelope.runner
            Byte   = $Byte
        }
    }
    catch { throw (New-PwRefusal -Reason "it cannot be understood: $($_.Exception.GetBaseException().Message)") }
    if ($request.Id -cne $Id) { throw (New-PwRefusal -Reason "its id is $($request.Id), not $Id") }
    $age = ([DateTime]::UtcNow - $createdAt).TotalSeconds
    # A prompt waits for two minutes; a clock that is being set right may step back a little.
    if ($age -gt 300 -or $age -lt -60) { throw (New-PwRefusal -Reason "it was made at $($createdAt.ToString('o')), which is not now") }
    return $request
}
