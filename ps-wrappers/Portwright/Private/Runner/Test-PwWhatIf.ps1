function Test-PwWhatIf {
    <#
    .SYNOPSIS
        Whether a call is only to say what it would do: by -WhatIf, or by the WhatIfPreference of the caller's script.
    #>
    [CmdletBinding()]
    [OutputType([bool])]
    param (
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Caller
    )

    $bound = $Caller.MyInvocation.BoundParameters
    if ($bound.ContainsKey('WhatIf')) { return [bool] $bound['WhatIf'] }
    # Preferences of a script do not reach into a module, unlike those of the console.
    return [bool] $WhatIfPreference -or [bool] $Caller.SessionState.PSVariable.GetValue('WhatIfPreference')
}
