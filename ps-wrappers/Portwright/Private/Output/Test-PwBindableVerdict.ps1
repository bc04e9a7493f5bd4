function Test-PwBindableVerdict {
    <#
    .SYNOPSIS
        Whether a program that names a port of this verdict may bind it.
    .OUTPUTS
        True or False; nothing where it is not known.
    #>
    [CmdletBinding()]
    [OutputType([bool])]
    param (
        [Parameter(Mandatory)] [string] $Verdict
    )

    if ($Verdict -eq 'unknown') { return }
    return $Verdict -in 'free', 'at-risk', 'excluded'
}
