function Get-PwRunnerCrash {
    <#
    .SYNOPSIS
        Says why a runner whose output is over gave no result.
    .OUTPUTS
        An error message as New-PwFailure builds it. Only here is Node.js asked for its version: a good call does not pay for it.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [hashtable] $Runner,
        [Parameter(Mandatory)] [string] $NodePath
    )

    $process = $Runner.Process
    $exit = $(if ($process.WaitForExit(5000)) { "exit code $($process.ExitCode)" } else { 'its output closed' })
    $said = ''
    # A child that it left behind may hold the stream open.
    if ($Runner.ErrorText.Wait(1000)) { $said = Limit-PwText -Text $Runner.ErrorText.Result.Trim() -Length 1000 }
    if (-not $Runner.MayChange) {
        $version = Get-PwNodeVersion -NodePath $NodePath
        if ($null -ne $version -and $version -lt [version] '22.18') {
            return New-PwNodeMissing -Message "Portwright needs Node.js 22.18 or newer, and $NodePath is $version"
        }
    }
    $message = "the command line of Portwright ended without a result ($exit)"
    if ($said -ne '') { $message = "${message}: $said" }
    $remedy = $(if ($Runner.MayChange) { 'Get-PwRun shows what stands; Undo-PwRun puts it back' } else { '' })
    return New-PwFailure -Code 'wrapper.runner-failed' -Message $message -Remedy $remedy -ExitCode 1
}
