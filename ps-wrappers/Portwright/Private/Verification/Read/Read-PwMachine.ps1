function Read-PwMachine {
    <#
    .SYNOPSIS
        Carries out planned reads on a machine, each by the way that leads there.
    .DESCRIPTION
        This Windows: its own programs, and the questions in this very PowerShell. Stand-ins below a system root: its programs,
        and the questions by the command line. A simulated machine: everything by the command line, in one request.
    .OUTPUTS
        For each read an object with its Key, and either Error or ExitCode, StdOut, StdErr or Answer. Nothing is thrown.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [System.Collections.IDictionary] $Machine,
        [Parameter(Mandatory)] [object[]] $Read
    )

    $isSimulated = (Get-PwProperty -InputObject $Machine -Name 'kind') -eq 'simulated'
    $isElsewhere = $isSimulated -or (Get-PwProperty -InputObject $Machine -Name 'systemRoot')
    $observed = @($Read | Where-Object -FilterScript { $isSimulated -or ($isElsewhere -and $_.Source -ne 'program') })
    if ($observed.Count -gt 0) { Read-PwObservation -Machine $Machine -Read $observed }
    foreach ($each in $Read) {
        if ($observed -contains $each) { continue }
        $answer = @{ Key = $each.Key; Error = $null }
        try {
            if ($each.Source -eq 'file') { $answer['Answer'] = $(if ([IO.File]::Exists($each.Path)) { [IO.File]::ReadAllText($each.Path) } else { '' }) }
            elseif ($each.Source -eq 'question') { $answer['Answer'] = Read-PwQuestion -Name $each.Name -Question $each.Question }
            else {
                $output = Read-PwProgram -Machine $Machine -Program $each.Program -Argument $each.Argument
                foreach ($name in 'ExitCode', 'StdOut', 'StdErr') { $answer[$name] = $output.$name }
            }
        }
        # One source that gives nothing does not keep the others from being judged.
        catch { $answer['Error'] = $_.Exception.GetBaseException().Message }
        [pscustomobject] $answer
    }
}
