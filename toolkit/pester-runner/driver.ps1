# Runs Pester for pester-runner, in Windows PowerShell 5.1 and PowerShell 7.
#
# Talks over a pipe of its own, one JSON object a line: it says what is installed, is told what to run, sends a line when a test
# begins and when it ends, and one with everything that Invoke-Pester -PassThru returned. Standard output belongs to the tests.
#
# -File runs this in the global scope, where the tests run too. Nearly all of it lives in a module, so that its names, strict
# mode and preferences do not reach them.
param ([Parameter(Mandatory)] [string] $PesterRunnerPipe)

$PesterRunner = New-Module -Name PesterRunnerDriver -ArgumentList $PesterRunnerPipe, $PSCommandPath -ScriptBlock {
    param ([string] $PipeName, [string] $DriverFile)

    Set-StrictMode -Version 3
    $ErrorActionPreference = 'Stop'

    # Kept by its object: a test may mock or shadow the name.
    $toJson = Get-Command -Name ConvertTo-Json -CommandType Cmdlet
    $utf8 = New-Object -TypeName System.Text.UTF8Encoding -ArgumentList $false
    $pipe = New-Object -TypeName System.IO.Pipes.NamedPipeClientStream -ArgumentList '.', $PipeName, 'InOut'

    # Frames in these say nothing about a test.
    $ownPlaces = [System.Collections.Generic.List[string]]::new()
    $ownPlaces.Add($DriverFile)

    # By reference: the tests that were sent when they ended, and our run's own mark. A test may call Invoke-Pester itself.
    $sent = New-Object -TypeName 'System.Collections.Generic.HashSet[object]'
    $ownRun = $null
    $isReported = $false

    . (Join-Path (Split-Path -Parent $DriverFile) 'driver-messages.ps1')

    function Send-Message {
        param ([System.Collections.IDictionary] $Message)
        $line = $utf8.GetBytes((& $toJson -InputObject $Message -Depth 12 -Compress) + "`n")
        try {
            $pipe.Write($line, 0, $line.Length)
            $pipe.Flush()
        } catch {
            # Nobody listens any more: whoever asked for these tests has gone.
            [System.Environment]::Exit(1)
        }
    }

    function Send-Hello {
        $pipe.Connect(30000)
        # Lists, not arrays, everywhere: ConvertTo-Json of 5.1 writes an array that a function returned as an object.
        $installed = [System.Collections.ArrayList]::new()
        foreach ($module in @(Get-Module -Name Pester -ListAvailable -ErrorAction SilentlyContinue)) {
            $null = $installed.Add(@{ version = [string] $module.Version; path = [string] $module.Path })
        }
        $powershell = @{
            version = [string] $PSVersionTable['PSVersion']
            # Absent before 5.1.
            edition = if ($PSVersionTable.ContainsKey('PSEdition')) { [string] $PSVersionTable['PSEdition'] } else { 'Desktop' }
        }
        Send-Message @{ type = 'hello'; powershell = $powershell; installed = $installed }
    }

    function Read-Request {
        $reader = New-Object -TypeName System.IO.StreamReader -ArgumentList $pipe, $utf8
        $line = $reader.ReadLine()
        # The pipe ends where what is installed does not do.
        if ($null -eq $line) { [System.Environment]::Exit(0) }
        ConvertFrom-Json -InputObject $line
    }

    # Texts come as base64: ConvertFrom-Json of PowerShell 7 makes a date of text that looks like one.
    function ConvertFrom-EncodedText {
        param ([object[]] $Encoded)
        $texts = [System.Collections.Generic.List[string]]::new()
        foreach ($text in $Encoded) { $texts.Add($utf8.GetString([System.Convert]::FromBase64String($text))) }
        , $texts.ToArray()
    }

    # Pester has no public hook for the end of a test. It runs the plugins that this variable of its module holds, which is
    # there for test runners: https://github.com/pester/Pester/issues/2021. Where that changes, the tests still run, and are
    # reported when all have ended.
    function Register-Plugin {
        param ([System.Management.Automation.PSModuleInfo] $Pester)
        $steps = @{
            Name                = 'PesterRunner'
            Start               = {
                param ($Context)
                if ($null -eq $script:ownRun) { $script:ownRun = $Context.Configuration }
            }
            EachTestSetupStart  = {
                param ($Context)
                if ([object]::ReferenceEquals($script:ownRun, $Context.Configuration)) { Send-TestStart $Context.Test }
            }
            EachTestTeardownEnd = {
                param ($Context)
                if ([object]::ReferenceEquals($script:ownRun, $Context.Configuration)) { Send-TestEnd $Context.Test }
            }
        }
        try {
            & $Pester { param ($Steps) $script:additionalPlugins = @(New-PluginObject @Steps) } $steps
        } catch {
            Send-Message @{ type = 'notStreaming'; message = [string] $_.Exception.Message }
        }
    }

    function Send-TestStart {
        param ($Test)
        Send-Message @{ type = 'testStart'; path = Get-NamePath $Test; file = Get-ScriptFile $Test; line = $Test.StartLine }
    }

    function Send-TestEnd {
        param ($Test)
        Send-Message @{ type = 'testEnd'; test = ConvertTo-TestMessage $Test }
        $null = $sent.Add($Test)
    }

    # In the order of the file.
    function Add-BlockContent {
        param ($Block, [System.Collections.IDictionary] $Into)
        if ($Block.ErrorRecord.Count -gt 0) {
            $null = $Into.failedBlocks.Add(@{
                    container = Get-TestFile $Block
                    path      = Get-NamePath $Block
                    file      = Get-ScriptFile $Block
                    line      = $Block.StartLine
                    errors    = Get-ErrorList $Block
                })
        }
        foreach ($item in $Block.Order) {
            if ($item -is [Pester.Block]) { Add-BlockContent $item $Into }
            else { $null = $Into.tests.Add((ConvertTo-TestMessage $item)) }
        }
    }

    function Send-Result {
        param ($Run)
        $content = @{
            type         = 'result'
            result       = [string] $Run.Result
            durationMs   = Get-Millisecond $Run.Duration
            containers   = [System.Collections.ArrayList]::new()
            failedBlocks = [System.Collections.ArrayList]::new()
            tests        = [System.Collections.ArrayList]::new()
            coverage     = ConvertTo-CoverageMessage $Run.CodeCoverage
        }
        foreach ($container in $Run.Containers) {
            $null = $content.containers.Add(@{
                    file       = [string] $container.Item.FullName
                    result     = [string] $container.Result
                    durationMs = Get-Millisecond $container.Duration
                    errors     = Get-ErrorList $container
                })
            foreach ($block in $container.Blocks) { Add-BlockContent $block $content }
        }
        $script:isReported = $true
        Send-Message $content
    }

    function Send-Failure {
        param ([string] $Code, [System.Management.Automation.ErrorRecord] $Record)
        # Pester throws after its result, too, where it is told to by a preference.
        if ($isReported) { return }
        $script:isReported = $true
        Send-Message @{ type = 'failure'; code = $Code; message = [string] $Record.Exception.Message }
    }

    function Import-Pester {
        param ([string] $Version)
        $pester = Import-Module -Name Pester -RequiredVersion $Version -Global -PassThru
        $ownPlaces.Add([string] $pester.ModuleBase)
        Register-Plugin $pester
    }

    function Get-Configuration {
        param ($Request)
        $configuration = [PesterConfiguration]::Default
        $containers = [System.Collections.Generic.List[Pester.ContainerInfo]]::new()
        # Containers, not paths: Pester reads a path as a pattern, so that brackets in it would find nothing.
        foreach ($file in (ConvertFrom-EncodedText $Request.files)) {
            $container = [Pester.ContainerInfo]::Create()
            # From the provider: Pester reads its PSPath.
            $container.Item = Get-Item -LiteralPath $file -Force
            $containers.Add($container)
        }
        $configuration.Run.Container = $containers.ToArray()
        $configuration.Run.PassThru = $true
        $configuration.Run.Throw = $true
        $configuration.Output.Verbosity = 'None'
        $configuration.Filter.Tag = ConvertFrom-EncodedText $Request.tags
        $configuration.Filter.ExcludeTag = ConvertFrom-EncodedText $Request.excludeTags
        $configuration.Filter.FullName = ConvertFrom-EncodedText $Request.names
        if ($null -ne $Request.coverage) {
            $covered = [System.Collections.Generic.List[string]]::new()
            foreach ($path in (ConvertFrom-EncodedText $Request.coverage.paths)) {
                $covered.Add([System.Management.Automation.WildcardPattern]::Escape($path))
            }
            $configuration.CodeCoverage.Enabled = $true
            $configuration.CodeCoverage.Path = $covered.ToArray()
            $configuration.CodeCoverage.OutputPath = (ConvertFrom-EncodedText @($Request.coverage.outputFile))[0]
        }
        $configuration
    }

    Export-ModuleMember
}

& $PesterRunner {
    Send-Hello
    $script:request = Read-Request
    try {
        Import-Pester $request.pesterVersion
    } catch {
        Send-Failure 'pester.unusable' $_
        [System.Environment]::Exit(0)
    }
}
Remove-Variable -Name PesterRunnerPipe

# Here, and not in the module: Pester runs the tests in the scope that calls it.
try {
    Invoke-Pester -Configuration (& $PesterRunner { Get-Configuration $request }) | & $PesterRunner { process { Send-Result $_ } }
} catch {
    & $PesterRunner { param ($Record) Send-Failure 'pester.failed' $Record } $_
}
