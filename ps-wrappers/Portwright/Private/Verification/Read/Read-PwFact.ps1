function Read-PwFact {
    <#
    .SYNOPSIS
        Reads everything that the judgement of these facts needs, each thing once.
    .DESCRIPTION
        Most reads are known from the facts. Which ports a container was asked to publish is known only once Docker has told,
        so the facts are asked again with what was read until they want nothing more.
    .OUTPUTS
        The readings by the key of their read.
    #>
    [CmdletBinding()]
    [OutputType([hashtable])]
    param (
        [Parameter(Mandatory)] [AllowNull()] [AllowEmptyCollection()] [object[]] $Fact,
        [Parameter(Mandatory)] [System.Collections.IDictionary] $Machine
    )

    # Not @{ }, which does not tell container a from container A.
    $reading = New-Object -TypeName System.Collections.Hashtable -ArgumentList ([StringComparer]::Ordinal)
    while ($true) {
        $wanted = New-Object -TypeName System.Collections.Hashtable -ArgumentList ([StringComparer]::Ordinal)
        foreach ($each in $Fact) {
            foreach ($read in @(Get-PwWantedRead -Fact $each -Reading $reading)) {
                if (-not $reading.ContainsKey($read.Key)) { $wanted[$read.Key] = $read }
            }
        }
        if ($wanted.Count -eq 0) { break }
        foreach ($answer in @(Read-PwMachine -Machine $Machine -Read @($wanted.Values))) { $reading[$answer.Key] = $answer }
    }
    return $reading
}
