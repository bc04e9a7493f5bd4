function Invoke-PwAgreedRequest {
    <#
    .SYNOPSIS
        Has a request that changes something carried out once the person has agreed, elevated where that is needed.
    .OUTPUTS
        What became of it: Last (the last message), Plan or Intent (what was agreed to), Declined.
    #>
    [CmdletBinding()]
    [OutputType([hashtable])]
    param (
        [Parameter(Mandatory)] [hashtable] $Request,
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Caller
    )

    $agreed = @{ Caller = $Caller; Plan = $null; Intent = $null; Declined = $false; Last = $null; Ended = 0; Title = 'Portwright' }
    # Runs below this function, and so sees its variables: this one must have a name that no function in between uses.
    $onMessage = { param($Message) Receive-PwMessage -Call $agreed -Message $Message }
    try {
        $agreed.Last = Invoke-PwDirectRequest -Request $Request -OnMessage $onMessage
        if (Test-PwNeedsElevation -Call $agreed -Request $Request) {
            if (Confirm-PwCall -Call $agreed) {
                $elevated = $Request.Clone()
                $elevated['approved'] = $true
                if ($agreed.Plan) {
                    $elevated['approved'] = @{ fingerprint = [string] $agreed.Plan.fingerprint }
                    # The account that is elevated may be another one: what the plan took from this one's goes with it.
                    $elevated['parameters'] = $agreed.Plan.parameters
                }
                $agreed.Last = Invoke-PwElevatedRequest -Request $elevated -OnMessage $onMessage
            }
            else { $agreed.Declined = $true }
        }
    }
    finally { Write-PwProgress -Call $agreed -Completed }
    return $agreed
}
