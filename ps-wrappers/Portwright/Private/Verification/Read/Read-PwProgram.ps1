function Read-PwProgram {
    <#
    .SYNOPSIS
        Runs a program that only reads, and gives what it printed as text.
    .DESCRIPTION
        Not by the call operator: Windows PowerShell makes errors of what a program writes to standard error, and decodes by the
        console's settings. docker.exe prints UTF-8, all others in the OEM code page.
    .OUTPUTS
        ExitCode, StdOut and StdErr. Off Windows only the low eight bits of an exit code arrive.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [System.Collections.IDictionary] $Machine,
        [Parameter(Mandatory)] [ValidateSet('netsh.exe', 'sc.exe', 'reg.exe', 'chcp.com', 'docker.exe')] [string] $Program,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [AllowEmptyString()] [string[]] $Argument
    )

    $path = Get-PwProgramPath -Machine $Machine -Program $Program
    $output = Invoke-PwReadingProcess -FilePath $path -Argument $Argument
    $encoding = $(if ($Program -eq 'docker.exe' -or (Test-PwAscii -Byte ($output.StdOut + $output.StdErr))) { [Text.Encoding]::UTF8 }
        else { Get-PwOemEncoding -Machine $Machine })
    [pscustomobject] @{
        ExitCode = $output.ExitCode
        StdOut   = $encoding.GetString($output.StdOut)
        StdErr   = $encoding.GetString($output.StdErr)
    }
}
