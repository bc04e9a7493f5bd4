function New-PwNodeMissing {
    <#
    .SYNOPSIS
        Builds the error message of a Node.js that is not there, or too old.
    #>
    [CmdletBinding()]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Builds an object')]
    param (
        [string] $Message = 'Portwright needs Node.js 22.18 or newer, and there is no node on PATH'
    )

    return New-PwFailure -Code 'wrapper.node-missing' -Message $Message -Remedy 'winget install OpenJS.NodeJS.LTS' -ExitCode 2
}
