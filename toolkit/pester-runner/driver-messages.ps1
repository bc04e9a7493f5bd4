# What the driver says of Pester's objects, as tables of plain values. Part of the driver's module, which runs this in its scope
# and has the variables $sent and $ownPlaces.

# From the outermost block, without the root, to the item itself.
function Get-Lineage {
    param ($Item)
    $lineage = [System.Collections.ArrayList]::new()
    while ($null -ne $Item -and -not ($Item -is [Pester.Block] -and $Item.IsRoot)) {
        $lineage.Insert(0, $Item)
        $Item = if ($Item -is [Pester.Block]) { $Item.Parent } else { $Item.Block }
    }
    , $lineage
}

function Get-NamePath {
    param ($Item)
    $names = [System.Collections.ArrayList]::new()
    foreach ($named in (Get-Lineage $Item)) {
        # Never expanded where its turn did not come.
        $name = if ([string]::IsNullOrEmpty($named.ExpandedName)) { $named.Name } else { $named.ExpandedName }
        $null = $names.Add([string] $name)
    }
    , $names
}

function Get-ScriptFile {
    param ($Item)
    if ($null -eq $Item.ScriptBlock -or $null -eq $Item.ScriptBlock.File) { '' } else { [string] $Item.ScriptBlock.File }
}

# Not always where the test is written: a test file may run others.
function Get-TestFile {
    param ($Item)
    $root = if ($Item -is [Pester.Block]) { $Item.Root } else { $Item.Block.Root }
    [string] $root.BlockContainer.Item.FullName
}

function Get-InheritedTag {
    param ($Item)
    $tags = [System.Collections.ArrayList]::new()
    foreach ($tagged in (Get-Lineage $Item)) {
        foreach ($tag in $tagged.Tag) { if (-not $tags.Contains([string] $tag)) { $null = $tags.Add([string] $tag) } }
    }
    , $tags
}

function Get-Millisecond {
    param ([System.TimeSpan] $Duration)
    [System.Math]::Round($Duration.TotalMilliseconds, 3)
}

function Get-TestResult {
    param ($Test)
    # Pester sets Result after its plugins have run. Inconclusive is there since Pester 5.6.
    if (-not [string]::IsNullOrEmpty($Test.Result)) { return [string] $Test.Result }
    $inconclusive = $Test.PSObject.Properties['Inconclusive']
    if ($null -ne $inconclusive -and $inconclusive.Value) { return 'Inconclusive' }
    if ($Test.Skipped) { return 'Skipped' }
    if ($Test.Passed) { return 'Passed' }
    if ($Test.ShouldRun) { return 'Failed' }
    'NotRun'
}

function Test-OwnFrame {
    param ([string] $Frame)
    foreach ($place in $ownPlaces) {
        if ($Frame.IndexOf($place, [System.StringComparison]::OrdinalIgnoreCase) -ge 0) { return $true }
    }
    $false
}

function ConvertTo-ErrorMessage {
    param ($Record)
    $frames = [System.Collections.Generic.List[string]]::new()
    foreach ($frame in ([string] $Record.ScriptStackTrace).Split("`n")) {
        if (-not (Test-OwnFrame $frame)) { $frames.Add($frame.TrimEnd()) }
    }
    @{
        id      = [string] $Record.FullyQualifiedErrorId
        message = [string] $Record.Exception.Message
        stack   = [string]::Join("`n", $frames.ToArray())
    }
}

function Get-ErrorList {
    param ($Item)
    $errors = [System.Collections.ArrayList]::new()
    foreach ($record in $Item.ErrorRecord) {
        if ($null -ne $record) { $null = $errors.Add((ConvertTo-ErrorMessage $record)) }
    }
    , $errors
}

function ConvertTo-TestMessage {
    param ($Test)
    @{
        container  = Get-TestFile $Test
        path       = Get-NamePath $Test
        file       = Get-ScriptFile $Test
        line       = $Test.StartLine
        result     = Get-TestResult $Test
        durationMs = Get-Millisecond $Test.Duration
        errors     = Get-ErrorList $Test
        tags       = Get-InheritedTag $Test
        wasSent    = $sent.Contains($Test)
    }
}

function ConvertTo-CoverageMessage {
    param ($Coverage)
    if ($null -eq $Coverage) { return $null }
    @{
        percent          = [double] $Coverage.CoveragePercent
        commandsAnalyzed = [int] $Coverage.CommandsAnalyzedCount
        commandsExecuted = [int] $Coverage.CommandsExecutedCount
        filesAnalyzed    = [int] $Coverage.FilesAnalyzedCount
    }
}
