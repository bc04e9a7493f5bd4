function Get-PwNodeVersion {
    <#
    .SYNOPSIS
        Asks Node.js for its version.
    .OUTPUTS
        The version, or nothing where the program gives none.
    #>
    [CmdletBinding()]
    [OutputType([version])]
    param (
        [Parameter(Mandatory)] [string] $NodePath
    )

    $runner = $null
    try {
        $runner = Start-PwRunner -FilePath $NodePath -Argument '--version'
        $runner.Finished = $true
        $line = Read-PwRunnerLine -Runner $runner -TimeoutMs 5000
        if ($line -match '^v(\d+\.\d+\.\d+)') { return [version] $Matches[1] }
    }
    catch [System.ComponentModel.Win32Exception] { Write-Debug -Message "cannot start ${NodePath}: $_" }
    finally {
        if ($runner) { Stop-PwRunner -Runner $runner }
    }
}
