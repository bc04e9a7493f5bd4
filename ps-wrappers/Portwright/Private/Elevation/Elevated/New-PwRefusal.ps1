# An exception for a request that is not carried out. By default the request itself is what is wrong.
function New-PwRefusal {
    [CmdletBinding()]
    [OutputType([System.InvalidOperationException])]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Builds an object')]
    param (
        [Parameter(Mandatory)] [string] $Reason,
        [string] $Code = 'elevation.request-invalid',
        [string] $Remedy = 'call the command again'
    )

    $message = "nothing was changed: $(Limit-PwText -Text $Reason -Length 1000)"
    $exception = [InvalidOperationException]::new($message)
    $exception.Data['failure'] = New-PwFailure -Code $Code -Message $message -Remedy $Remedy -ExitCode 2
    return $exception
}
