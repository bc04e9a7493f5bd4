#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

BeforeAll {
    Import-Module -Name ([IO.Path]::Combine($PSScriptRoot, 'Support', 'PrivateFunctions.psm1')) -Force -DisableNameChecking

    function ConvertFrom-Document {
        # As it comes from the command line: through JSON.
        param ($Document)
        ConvertFrom-PwJson -Text (ConvertTo-PwAsciiJson -Value $Document)
    }

    # Stands for a generated command whose converter reports errors of single objects.
    function Invoke-Converter {
        [CmdletBinding()]
        param ([string] $Name, $Document)
        & $Name -Document (ConvertFrom-Document -Document $Document) -Caller $PSCmdlet
    }
}

AfterAll { Remove-Module -Name 'PrivateFunctions' }

Describe 'ConvertTo-PwPortDiagnosis' {
    BeforeAll {
        $port = @{
            port = 8065; protocol = 'tcp'; verdict = 'reserved'; confidence = 'high'; summary = 's'
            block = @{ startPort = 8018; numberOfPorts = 100; administered = $false; origin = 'winnat' }
            evidence = @(@{ code = 'in-reserved-block'; text = 't' })
            remedies = @(@{ title = 'Fix'; command = 'portwright fix 8065'; disturbs = 'WSL' }, @{ title = 'Wait'; command = 'x' })
        }
        $free = @{ port = 53; protocol = 'udp'; verdict = 'free'; confidence = 'low'; summary = 's'; evidence = @(); remedies = @() }
    }

    It 'makes one object of each port, whose Port pipes into -Port' {
        $found = ConvertTo-PwPortDiagnosis -Document (ConvertFrom-Document -Document @{ host = @{ kind = 'paste' }; ports = @($port, $free) })
        $found.Port | Should -Be '8065', '53/udp'
        $found[0].PSTypeNames[0] | Should -Be 'Portwright.PortDiagnosis'
        $found[0].PortNumber | Should -Be 8065
        $found[0].Block.EndPort | Should -Be 8117
        $found[0].Evidence[0].Code | Should -Be 'in-reserved-block'
        $found[0].Remedy.Disturbs | Should -Be 'WSL', ''
        $found[1].Block | Should -BeNullOrEmpty
        $found[1].Evidence.Count | Should -Be 0
        $found[1].Remedy.Count | Should -Be 0
        $found.HostKind | Should -Be 'paste', 'paste'
    }

    It 'keeps the address that a place names, the page of a remedy and the estimate of a model' {
        $share = @{ probability = 0.25; low = 0.2; high = 0.3 }
        $risky = $port.Clone()
        $risky.sources = @(@{ kind = 'compose'; service = 'db'; address = '127.0.0.1'; text = '127.0.0.1:8065:80' }, @{ kind = 'asked'; text = '8065' })
        $risky.estimate = $share + @{ boots = 2000; assumptions = 'a clause'; afterFirstRemedy = @{ probability = 0; low = 0; high = 0.1 } }
        $risky.remedies = @(@{ title = 'Fix'; command = 'portwright fix 8065'; disturbs = 'WSL'; lasts = 'for good'; page = 'docs/remedies/exclusion.md' })
        $unsure = $risky.Clone()
        $unsure.estimate = $share + @{ boots = 2000; assumptions = 'a clause' }
        $found = ConvertTo-PwPortDiagnosis -Document (ConvertFrom-Document -Document @{ host = @{ kind = 'paste' }; ports = @($risky, $unsure, $free) })
        @($found[0].Source | ForEach-Object -MemberName Address) | Should -Be '127.0.0.1', ''
        $found[0].Remedy[0].Page | Should -Be 'docs/remedies/exclusion.md'
        $found[0].Estimate.PSTypeNames[0] | Should -Be 'Portwright.PortEstimate'
        $found[0].Estimate.Probability | Should -Be 0.25
        $found[0].Estimate.BootCount | Should -Be 2000
        $found[0].Estimate.ProbabilityAfterRemedy | Should -Be 0
        $found[1].Estimate.ProbabilityAfterRemedy | Should -BeNullOrEmpty
        $found[2].Estimate | Should -BeNullOrEmpty
    }

    It 'makes an object of a container' {
        $document = @{ host = @{ kind = 'windows' }; ports = @(); container = @{ name = 'web'; status = 'created'; outcome = 'blocked'; summary = 's'; dockerErrors = @(); ports = @($port); remedies = @() } }
        $found = @(ConvertTo-PwPortDiagnosis -Document (ConvertFrom-Document -Document $document))
        $found.Count | Should -Be 1
        $found[0].PSTypeNames[0] | Should -Be 'Portwright.ContainerDiagnosis'
        $found[0].Port[0].Port | Should -Be '8065'
    }

    It 'makes an object of a machine' {
        $document = @{ host = @{ kind = 'windows' }; ports = @(); machine = @{ findings = @(@{ code = 'c'; level = 'trouble'; text = 't' }); remedies = @() } }
        $found = @(ConvertTo-PwPortDiagnosis -Document (ConvertFrom-Document -Document $document))
        $found.Count | Should -Be 1
        $found[0].PSTypeNames[0] | Should -Be 'Portwright.MachineDiagnosis'
        $found[0].Finding[0].Level | Should -Be 'trouble'
    }
}

Describe 'ConvertTo-PwPortTest' {
    It 'is <Expected> where the verdict is <Verdict>' -ForEach @(
        @{ Verdict = 'free'; Expected = $true }
        @{ Verdict = 'at-risk'; Expected = $true }
        @{ Verdict = 'excluded'; Expected = $true }
        @{ Verdict = 'reserved'; Expected = $false }
        @{ Verdict = 'listening'; Expected = $false }
        @{ Verdict = 'other-cause'; Expected = $false }
    ) {
        $document = @{ host = @{ kind = 'windows' }; ports = @(@{ port = 1; protocol = 'tcp'; verdict = $Verdict; confidence = 'high'; summary = 's'; evidence = @(); remedies = @() }) }
        Invoke-Converter -Name 'ConvertTo-PwPortTest' -Document $document | Should -Be $Expected
    }

    It 'is an error and no answer where it is not known, and goes on with the next port' {
        $unknown = @{ port = 1; protocol = 'tcp'; verdict = 'unknown'; confidence = 'low'; summary = 'the table could not be read'; evidence = @(); remedies = @() }
        $free = @{ port = 2; protocol = 'tcp'; verdict = 'free'; confidence = 'high'; summary = 's'; evidence = @(); remedies = @() }
        $document = @{ host = @{ kind = 'windows' }; snapshot = @{ unread = @(@{ what = 'x'; code = 'host.unrecognised-output'; message = 'm' }) }; ports = @($unknown, $free) }
        $answers = @(Invoke-Converter -Name 'ConvertTo-PwPortTest' -Document $document -ErrorVariable problems -ErrorAction SilentlyContinue)
        $answers | Should -Be $true
        $answers.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Be 'portwright.host.unrecognised-output,Invoke-Converter'
        $problems[0].TargetObject.Verdict | Should -Be 'unknown'
    }
}

Describe 'ConvertTo-PwDynamicPortRange' {
    It 'counts both ends in' {
        $document = @{ host = @{ kind = 'windows' }; ranges = @(@{ family = 'ipv4'; protocol = 'tcp'; startPort = 49152; numberOfPorts = 16384; isIana = $true }) }
        $range = ConvertTo-PwDynamicPortRange -Document (ConvertFrom-Document -Document $document)
        $range.EndPort | Should -Be 65535
        $range.IsIana | Should -BeTrue
        $range.PSTypeNames[0] | Should -Be 'Portwright.DynamicPortRange'
    }
}

Describe 'ConvertTo-PwNetshOutput' {
    It 'makes objects of all tables, and warns of what a table does not say' {
        $document = @{
            excludedPortRanges = @(@{ lineNumber = 2; protocol = 'tcp'; protocolAssumed = $true; store = 'active'; elided = $true; ranges = @(@{ startPort = 5357; numberOfPorts = 1; administered = $true; origin = 'administered' }) })
            dynamicPortRanges  = @(@{ protocol = 'udp'; startPort = 1024; numberOfPorts = 64511; isIana = $false })
            portProxies        = @(@{ listenAddress = '*'; listenPort = 80; connectAddress = '::1'; connectPort = 8080 })
            ignored            = @(@{ number = 9; text = 'noise' })
        }
        $found = @(Invoke-Converter -Name 'ConvertTo-PwNetshOutput' -Document $document -WarningVariable warnings -WarningAction SilentlyContinue)
        $found.ForEach({ $_.PSTypeNames[0] }) | Should -Be 'Portwright.ExcludedPortRange', 'Portwright.DynamicPortRange', 'Portwright.PortProxy'
        $found[0].EndPort | Should -Be 5357
        $found[1].Family | Should -Be ''
        $found[2].ConnectPort | Should -Be 8080
        $warnings.Count | Should -Be 2
    }
}

Describe 'ConvertTo-PwRun' {
    BeforeAll {
        $listed = @{ runId = 'r-1'; scenario = 'fix'; title = 'Free ports'; host = @{ kind = 'windows'; machine = 'local' }; startedAt = '2026-01-05T09:00:00.260Z'; status = 'done'; canBeUndone = $true }
    }

    It 'lists runs, and reports each damaged one without ending' {
        $document = @{ runs = @($listed); damaged = @(@{ runId = 'r-0'; code = 'run.journal-damaged'; message = 'cut off' }) }
        $runs = @(Invoke-Converter -Name 'ConvertTo-PwRun' -Document $document -ErrorVariable problems -ErrorAction SilentlyContinue)
        $runs.Count | Should -Be 1
        $runs[0].PSTypeNames[0] | Should -Be 'Portwright.Run'
        $runs[0].StartedAt.Kind | Should -Be 'Utc'
        $runs[0].StartedAt.Hour | Should -Be 9
        $runs[0].Step.Count | Should -Be 0
        $problems[0].FullyQualifiedErrorId | Should -Be 'portwright.run.journal-damaged,Invoke-Converter'
    }

    It 'is empty where nothing was run' {
        Invoke-Converter -Name 'ConvertTo-PwRun' -Document @{ runs = @(); damaged = @() } | Should -BeNullOrEmpty
    }

    It 'shows one run with its steps and events' {
        $whole = $listed.Clone()
        $whole['steps'] = @(@{ stepId = 'a'; kind = 'step'; before = @{ rows = @() }; state = 'applied' })
        $whole['events'] = @(@{ type = 'run-started'; seq = 0; atMs = 1767603600260 }, @{ type = 'step-started'; stepId = 'a'; seq = 1; atMs = 1767603600261; before = 1 })
        $run = Invoke-Converter -Name 'ConvertTo-PwRun' -Document $whole
        $run.Step[0].State | Should -Be 'applied'
        $run.Event.StepId | Should -Be '', 'a'
        $run.Event[0].At | Should -Be $run.StartedAt
    }
}

Describe 'ConvertTo-PwScenarioTest' {
    It 'makes one object of each machine' {
        $document = @{ scenarios = @(@{ scenario = 'fix'; results = @(@{ name = 'ko, Hyper-V'; wrong = @(); durationMs = 1.5 }, @{ name = 'en'; wrong = @('a', 'b'); durationMs = 2 }) }) }
        $tests = ConvertTo-PwScenarioTest -Document (ConvertFrom-Document -Document $document)
        $tests.Passed | Should -Be $true, $false
        $tests.Message | Should -Be '', 'a; b'
        $tests[0].Machine | Should -Be 'ko, Hyper-V'
    }

    It 'makes one object of each broken step' {
        $document = @{ mutants = @(@{ scenario = 'fix'; stepId = 'a'; mutation = 'no undo'; caught = 'rows remained' }, @{ scenario = 'fix'; stepId = 'b'; mutation = 'no check' }) }
        $tests = ConvertTo-PwScenarioTest -Document (ConvertFrom-Document -Document $document)
        $tests.Passed | Should -Be $true, $false
    }
}

Describe 'Get-PwPlanText' {
    It 'says that there is nothing to change, or why it is refused' {
        $idle = @{ scenario = 'fix'; title = 'Free ports'; host = @{ kind = 'windows'; machine = 'local' }; changes = @(); refusals = @(); steps = @(); fingerprint = 'f' }
        Get-PwPlanText -Plan (ConvertTo-PwPlan -Document (ConvertFrom-Document -Document $idle)) | Should -BeExactly "Free ports`n  nothing to change"
        $idle['refusals'] = @(@{ reason = 'a program listens'; remedy = 'stop it' })
        Get-PwPlanText -Plan (ConvertTo-PwPlan -Document (ConvertFrom-Document -Document $idle)) | Should -BeExactly "Free ports`n  refused: a program listens; instead: stop it"
    }
}
