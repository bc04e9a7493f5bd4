function Invoke-PwElevatedRequest {
    <#
    .SYNOPSIS
        Has an approved request carried out by one elevated process, after the prompt of User Account Control.
    .DESCRIPTION
        The elevated side (Elevated/Invoke-PwElevatedSide.ps1) reads the request from a file whose hash stands on its command line,
        and writes its messages below the protected folder. Left early, for example by Ctrl-C, the call lets go of the hold, and
        the elevated side undoes what it did. The same happens when this process dies.
    .PARAMETER Request
        A run, resume or rollback that was approved, as toolkit/powershell/wrapper/request-schema.ts has it.
    .PARAMETER OnMessage
        Called with each message before the last.
    .OUTPUTS
        The last message: a result or an error, as from Invoke-PwDirectRequest. Nothing that goes wrong is thrown.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [System.Collections.IDictionary] $Request,
        [scriptblock] $OnMessage
    )

    $node = Resolve-PwNode
    if (-not $node) { return New-PwNodeMissing }
    $path = Resolve-PwRunner
    if (-not $path) {
        return New-PwFailure -Code 'wrapper.runner-missing' -ExitCode 2 `
            -Message "there is no portwright.cjs in $(Get-PwModuleFolder) or beside it"
    }
    $call = New-PwElevatedCall -Request $Request -Node (Resolve-PwLinkedPath -Path $node) -Runner (Resolve-PwLinkedPath -Path $path)
    try {
        try { $call.Process = Start-PwElevatedProcess -FilePath (Get-PwElevatedShell) -Argument (Get-PwElevatedArgument -Call $call) }
        catch { return ConvertTo-PwStartFailure -ErrorRecord $_ }
        return Wait-PwElevatedAnswer -Call $call -OnMessage $OnMessage
    }
    finally { Close-PwElevatedCall -Call $call }
}
