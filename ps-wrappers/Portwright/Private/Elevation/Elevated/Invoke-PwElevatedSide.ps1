# The elevated side of one call: takes the request up, carries it out, ends with the exit code of the command line.
#
# It writes below the protected folder only. From the caller it reads two files, the request and the hold; it neither changes nor
# removes them, because in a folder of the caller's such a name can be turned into a link while one looks.
#
# Until the answer is open there is no place for words, so the exit code says why (Get-PwEarlyEnd reads it):
# 81 the code was changed (said by the command line) - 82 not elevated - 83 the protected folder cannot be trusted - 84 used before.
function Invoke-PwElevatedSide {
    [CmdletBinding()]
    [OutputType([int])]
    param (
        [Parameter(Mandatory)] [object] $Order
    )

    Set-StrictMode -Version 3
    $ErrorActionPreference = 'Stop'
    $ProgressPreference = 'SilentlyContinue'
    if (-not (Test-PwElevated)) { return 82 }
    Initialize-PwEnvironment
    $folders = Get-PwAnswerFolder -Id $Order.id
    foreach ($folder in $folders) {
        if (Initialize-PwProtectedFolder -Path $folder) { return 83 }
    }
    $answer = Open-PwAnswer -Folder $folders[2]
    if ($null -eq $answer) { return 84 }
    try {
        Clear-PwOldAnswer -Folder $folders[1]
        $request = Receive-PwElevatedRequest -Order $Order -Answer $answer
        return Invoke-PwElevatedRunner -Request $request -Hold "$($Order.request).hold" -Answer $answer
    }
    catch {
        $exception = $_.Exception.GetBaseException()
        $failure = $exception.Data['failure']
        if ($null -eq $failure) {
            $text = "the elevated side failed: $($exception.Message) ($($_.ScriptStackTrace -replace '\s+', ' '))"
            $failure = New-PwFailure -Code 'internal.bug' -Message $text -ExitCode 1
        }
        $answer.WriteLine((ConvertTo-PwAsciiJson -Value $failure))
        return $failure.exitCode
    }
    finally { $answer.Dispose() }
}
