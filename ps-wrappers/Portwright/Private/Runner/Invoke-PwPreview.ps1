function Invoke-PwPreview {
    <#
    .SYNOPSIS
        Asks what resuming a run or rolling it back would do.
    #>
    [CmdletBinding()]
    [OutputType('Portwright.Plan')]
    param (
        [Parameter(Mandatory)] [hashtable] $Request,
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Caller
    )

    $question = $Request.Clone()
    $question['preview'] = $true
    $told = @{ Intent = $null }
    $last = Invoke-PwDirectRequest -Request $question -OnMessage {
        param($Message)
        if ($Message.type -eq 'intent') { $told.Intent = $Message }
    }
    if ($last.type -eq 'error') { Stop-PwCall -Caller $Caller -Failure $last }
    return Write-PwWhatIf -Plan (ConvertTo-PwIntentPlan -Intent $told.Intent) -Caller $Caller
}
