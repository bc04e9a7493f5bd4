function ConvertTo-PwCommandText {
    <#
    .SYNOPSIS
        Rewrites the commands of the command line in a remedy or a warning as the commands of this module, which the person sits at.
    .DESCRIPTION
        A text with a command that this module does not have stays as it is.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param (
        [Parameter(Mandatory)] [AllowEmptyString()] [string] $Text
    )

    if ($Text -cnotmatch '--[a-z]|\bportwright\b') { return $Text }
    $verbs = @{
        diagnose  = 'Get-PwPortDiagnosis'
        fix       = 'Repair-PwPort'
        resume    = 'Resume-PwRun'
        rollback  = 'Undo-PwRun'
        runs      = 'Get-PwRun'
        show      = 'Get-PwRun'
        scenarios = 'Get-PwScenario'
        test      = 'Test-PwScenario'
        suggest   = 'Get-PwPortSuggestion'
        map       = 'Export-PwPortMap'
        watch     = 'Watch-PwPort'
        support   = 'Export-PwSupportBundle'
        report    = 'Export-PwRunReport'
        boots     = 'Measure-PwPortRisk'
        create    = 'New-PwSimulatedMachine'
        reboot    = 'Restart-PwSimulatedMachine'
    }
    $flags = @{ 'host' = '-HostKind'; 'yes' = '-Confirm:$false'; 'from' = '-Path'; 'ports' = '-Port'; 'error' = '-ErrorMessage'; 'html' = '-Path'; 'svg' = '-Path'; 'out' = '-Path'; 'boots' = '-BootCount' }
    $result = [regex]::Replace($Text, '(?<![\w-])portwright run ([a-z0-9-]+)', { param($Match) Get-PwScenarioCommand -Name $Match.Groups[1].Value })
    $result = [regex]::Replace($result, '(?<![\w-])portwright (?:simulate (?=boots|create|reboot))?([a-z]+)((?: \d[\w/-]*)*)', {
            param($Match)
            if (-not $verbs.ContainsKey($Match.Groups[1].Value)) { return $Match.Value }
            # Several ports are one list in PowerShell.
            ($verbs[$Match.Groups[1].Value] + ' ' + ($Match.Groups[2].Value.Trim() -replace ' ', ', ')).TrimEnd()
        })
    if ($result -cmatch '(?<![\w-])portwright [a-z]') { return $Text }
    # The options of other programs stay as they are.
    return [regex]::Replace($result, '(?<!\b(?:docker|wsl|npm)(?: [\w=./-]+)* )(?<![\w-])--([a-z]+(?:-[a-z]+)*)(?: "([^"]*)")?', {
            param($Match)
            $flag = $Match.Groups[1].Value
            # --system-root is -SystemRoot
            $name = $(if ($flags.ContainsKey($flag)) { $flags[$flag] } else { '-' + [Globalization.CultureInfo]::InvariantCulture.TextInfo.ToTitleCase($flag).Replace('-', '') })
            if ($Match.Groups[2].Success) { $name + ' ' + (ConvertTo-PwLiteral -Text $Match.Groups[2].Value) } else { $name }
        })
}
