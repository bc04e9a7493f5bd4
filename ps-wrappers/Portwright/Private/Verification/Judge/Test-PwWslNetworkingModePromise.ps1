function Test-PwWslNetworkingModePromise {
    <#
    .SYNOPSIS
        The settings of WSL ask for the mode, in [wsl2] or in its old home [experimental]; for none where none is promised.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [object] $Fact,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [hashtable] $Reading
    )

    $wanted = [string] (Get-PwProperty -InputObject $Fact -Name 'mode' -Default '')
    $answer = Get-PwReading -Read (Get-PwWslConfigRead -Fact $Fact) -Reading $Reading
    $section = ''
    $mode = ''
    # A byte order mark is no white space to .NET, and would hide the first section.
    foreach ($line in ([string] $answer.Answer).TrimStart([char] 0xFEFF) -split '\r?\n') {
        if ($line -match '^\s*\[\s*([^\]]*?)\s*\]') { $section = $Matches[1] }
        # Of several lines the last one counts (Guess, as where it is written).
        elseif ($section -in 'wsl2', 'experimental' -and $line -match '^\s*networkingMode\s*=\s*["'']?([A-Za-z]+)') { $mode = $Matches[1].ToLowerInvariant() }
    }
    @{ IsMet = $mode -ceq $wanted; Found = $(if ($mode) { $mode } else { 'no networking mode' }) }
}
