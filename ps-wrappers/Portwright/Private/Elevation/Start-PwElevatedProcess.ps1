# Starts a program elevated: the one place that does, replaced by the scriptblock in the module variable PwElevatedLauncher where that
# is set. Returns the process; throws where the prompt was refused.
#
# -Verb goes together with neither -NoNewWindow nor redirected streams (Start-Process, Microsoft Learn). Elsewhere than on Windows a
# plain child stands in; it is told that it is elevated as the stand-ins are (toolkit/host/windows-host.ts).
function Start-PwElevatedProcess {
    [CmdletBinding()]
    [OutputType([System.Diagnostics.Process])]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The caller has been asked')]
    param (
        [Parameter(Mandatory)] [string] $FilePath,
        [Parameter(Mandatory)] [string[]] $Argument
    )

    $launcher = Get-Variable -Name PwElevatedLauncher -Scope Script -ValueOnly -ErrorAction Ignore
    if ($launcher) { return & $launcher $FilePath $Argument }
    $text = @(foreach ($word in $Argument) { ConvertTo-PwNativeArgument -Value $word }) -join ' '
    if (Test-PwOnWindows) {
        return Start-Process -FilePath $FilePath -ArgumentList $text -Verb RunAs -WindowStyle Hidden -PassThru -ErrorAction Stop
    }
    $start = [Diagnostics.ProcessStartInfo]::new($FilePath, $text)
    $start.UseShellExecute = $false
    $start.EnvironmentVariables['PORTWRIGHT_ELEVATED'] = '1'
    return [Diagnostics.Process]::Start($start)
}
