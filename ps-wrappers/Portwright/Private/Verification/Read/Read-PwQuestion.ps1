function Read-PwQuestion {
    <#
    .SYNOPSIS
        Asks one of the fixed questions in this very PowerShell, with nobody in between.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)]
        [ValidateSet('probe-bind', 'probe-connect', 'listeners', 'net-tcp-setting', 'optional-feature', 'firewall-rule')]
        [string] $Name,
        [Parameter(Mandatory)] [hashtable] $Question
    )

    if (-not (Test-PwThisWindows)) { throw 'this machine does not run Windows' }
    $folder = Get-Variable -Name PwQuestionFolder -Scope Script -ValueOnly -ErrorAction Ignore
    if (-not $folder) { $folder = [IO.Path]::Combine((Get-PwModuleFolder), 'Questions') }
    $block = [ScriptBlock]::Create([IO.File]::ReadAllText([IO.Path]::Combine($folder, "$Name.ps1")))
    # Written to be run alone: without this module's strict mode, and with progress bars of CIM cmdlets off.
    $answer = & {
        Set-StrictMode -Off
        $ProgressPreference = 'SilentlyContinue'
        $WarningPreference = 'SilentlyContinue'
        & $block $Question
    }
    if ($answer -isnot [hashtable]) { throw "the question $Name gave no answer" }
    return $answer
}
