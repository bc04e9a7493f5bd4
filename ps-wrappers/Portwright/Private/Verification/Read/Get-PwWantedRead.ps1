function Get-PwWantedRead {
    <#
    .SYNOPSIS
        The reads of one fact; none where the fact cannot be understood, or what was read so far cannot: its judgement says why.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [AllowNull()] [object] $Fact,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [hashtable] $Reading
    )

    try { Get-PwPromiseRead -Fact $Fact -Reading $Reading }
    catch { Write-Debug -Message "no reads: $_" }
}
