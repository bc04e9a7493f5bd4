function Complete-PwContainer {
    <#
    .SYNOPSIS
        Completes the name of a container of the machine that the half-typed call names.
    #>
    [CmdletBinding()]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', '', Justification = 'PowerShell calls completers with five arguments')]
    param ($CommandName, $ParameterName, $WordToComplete, $CommandAst, $FakeBoundParameters)

    try {
        $list = @{ file = 'docker.exe'; args = @('ps', '--all', '--no-trunc', '--format', '{{json .}}') }
        $request = @{
            schemaVersion = 1
            action        = 'observe'
            host          = Get-PwCompletionMachine -Bound $FakeBoundParameters
            commands      = @($list)
            questions     = @()
        }
        $last = Invoke-PwDirectRequest -Request $request -TimeoutMs 5000
        if ($last.type -ne 'result') { return }
        $lines = @(@($last.document.commands)[0].stdout -split '\r?\n' | Where-Object -FilterScript { $_ -ne '' })
        $values = foreach ($line in $lines) {
            $container = ConvertFrom-PwJson -Text $line
            # A container may have several names; the first is its own.
            @{ Value = ([string] $container.Names -split ',')[0]; Hint = "$($container.State), $($container.Image) $($container.Ports)" }
        }
        Complete-PwWord -Value @($values) -Word $WordToComplete
    }
    catch { Write-Debug -Message "no completion: $_" }
}
