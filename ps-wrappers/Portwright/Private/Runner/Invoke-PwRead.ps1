function Invoke-PwRead {
    <#
    .SYNOPSIS
        Asks the command line for something that changes nothing, and writes the answer as objects.
    .PARAMETER Argument
        Members of the request beside its action and its machine.
    .PARAMETER Converter
        Name of the private function that makes objects of the document; none where everything comes in messages before it.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [string] $Action,
        [Parameter(Mandatory)] [hashtable] $Argument,
        [hashtable] $Machine,
        [string] $Converter,
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Caller
    )

    $request = @{ schemaVersion = 1; action = $Action }
    foreach ($key in $Argument.Keys) { $request[$key] = $Argument[$key] }
    if ($Machine) { $request['host'] = $Machine }
    $trials = @{ Count = 0 }
    try {
        $last = Invoke-PwDirectRequest -Request $request -OnMessage {
            param($Message)
            switch ($Message.type) {
                'warning' { $Caller.WriteWarning((ConvertTo-PwCommandText -Text $Message.message)) }
                'watched' { $Caller.WriteObject((ConvertTo-PwWatchEvent -Document $Message.event)) }
                'trial' {
                    $trials.Count++
                    Write-Progress -Activity 'Trying scenarios' -Status "$($Message.scenario) on $($Message.machine) ($($trials.Count))"
                }
            }
        }
    }
    finally {
        if ($trials.Count -gt 0) { Write-PwProgress -Call @{ Title = 'Trying scenarios' } -Completed }
    }
    # Nothing was begun that has to end: whoever goes on with the next port wants to.
    if ($last.type -eq 'error') { return Write-PwError -Record (ConvertTo-PwErrorRecord -Failure $last) -Caller $Caller }
    if (-not $Converter) { return }
    $option = @{ Document = $last.document }
    if ((Get-Command -Name $Converter).Parameters.ContainsKey('Caller')) { $option['Caller'] = $Caller }
    & $Converter @option
}
