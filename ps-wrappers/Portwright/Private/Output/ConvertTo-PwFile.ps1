function ConvertTo-PwFile {
    <#
    .SYNOPSIS
        Gives the file that was written.
    #>
    [CmdletBinding()]
    [OutputType([System.IO.FileInfo])]
    param (
        [Parameter(Mandatory)] [object] $Document
    )

    return New-Object -TypeName System.IO.FileInfo -ArgumentList ([string] $Document.path)
}
