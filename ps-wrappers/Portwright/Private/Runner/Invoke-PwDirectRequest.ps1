function Invoke-PwDirectRequest {
    <#
    .SYNOPSIS
        Asks the command line one thing, in one Node.js process.
    .DESCRIPTION
        The request goes to its standard input; every message before the last is given to OnMessage. Left early, for example
        by Ctrl-C, it tells the process to cancel and waits until that has put everything back.
    .PARAMETER Request
        A request as toolkit/powershell/wrapper/request-schema.ts has it.
    .PARAMETER OnMessage
        Called with each message before the last. What it returns, approve or decline, is sent.
    .PARAMETER TimeoutMs
        When to give up, in milliseconds; 0 is never.
    .OUTPUTS
        The last message: a result or an error. Nothing that goes wrong with the process is thrown; it is an error message too.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [System.Collections.IDictionary] $Request,
        [scriptblock] $OnMessage,
        [int] $TimeoutMs = 0
    )

    $node = Resolve-PwNode
    if (-not $node) { return New-PwNodeMissing }
    $path = Resolve-PwRunner
    if (-not $path) {
        return New-PwFailure -Code 'wrapper.runner-missing' -ExitCode 2 -Remedy 'npm install --global portwright, then portwright powershell install' `
            -Message "there is no portwright.cjs in $(Get-PwModuleFolder) or beside it"
    }
    $line = ConvertTo-PwAsciiJson -Value $Request
    try { $runner = Start-PwRunner -FilePath $node -Argument $path, 'powershell', 'request' }
    catch [System.ComponentModel.Win32Exception] {
        return New-PwNodeMissing -Message "cannot start ${node}: $($_.Exception.GetBaseException().Message)"
    }
    $runner.MayChange = [bool] $Request['approved']
    try {
        Send-PwRunnerLine -Runner $runner -Line $line
        return Wait-PwLastMessage -Runner $runner -NodePath $node -OnMessage $OnMessage -TimeoutMs $TimeoutMs
    }
    finally { Stop-PwRunner -Runner $runner }
}
