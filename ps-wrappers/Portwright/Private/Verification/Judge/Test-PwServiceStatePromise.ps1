function Test-PwServiceStatePromise {
    <#
    .SYNOPSIS
        The service control manager must name the state; on the way to it is not there.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [object] $Fact,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [hashtable] $Reading
    )

    $state = Get-PwFactText -Fact $Fact -Name 'state' -Pattern '\A(running|stopped)\z'
    $read = Get-PwServiceRead -Fact $Fact
    $answer = Get-PwReading -Read $read -Reading $Reading
    # 1060 ERROR_SERVICE_DOES_NOT_EXIST; off Windows only its low eight bits arrive.
    if ($answer.ExitCode -in 1060, 36) { return @{ IsMet = $false; Found = 'no such service' } }
    $found = ConvertFrom-PwServiceOutput -Text (Get-PwProgramText -Read $read -Reading $Reading)
    @{ IsMet = $found -ceq $state; Found = $found }
}
