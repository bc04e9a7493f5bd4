#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

# How objects look, without a machine: made by hand, as the converters make them, and shown eighty columns wide.

BeforeAll {
    Import-Module -Name ([IO.Path]::Combine($PSScriptRoot, 'Support', 'ModuleUnderTest.psm1')) -Force
    Import-Module -Name (Get-ModuleFolder) -Force
    Set-StrictMode -Version 3

    function New-Typed {
        param ([string] $Type, [hashtable] $Property)
        $Property['PSTypeName'] = "Portwright.$Type"
        return [pscustomobject] $Property
    }

    # The lines, without what a console adds.
    function Get-Shown {
        param ([object] $InputObject)
        $text = ($InputObject | Out-String -Width 80) -replace '\x1b\[[0-9;]*m'
        return @($text -split '\r?\n' | ForEach-Object -Process { $_.TrimEnd() } | Where-Object -FilterScript { $_ -ne '' })
    }

    $block = New-Typed 'ExcludedPortRange' @{
        Protocol = 'tcp'; StartPort = 8018; EndPort = 8117; NumberOfPorts = 100; Administered = $false; Origin = 'winnat'; Store = 'active'; HostKind = 'windows'
    }
    $remedies = @(
        New-Typed 'Remedy' @{ Title = 'Keep it'; Command = 'Repair-PwPort 8065'; Lasts = 'for good'; Disturbs = '' }
        New-Typed 'Remedy' @{ Title = 'By hand'; Command = "net stop winnat /y`nnet start winnat"; Lasts = ''; Disturbs = '' }
    )
    $evidence = @(New-Typed 'Finding' @{ Code = 'no-listener'; Level = ''; Text = 'nobody listens' })
    $diagnosis = @{
        Port = '8065'; PortNumber = 8065; Protocol = 'tcp'; Verdict = 'reserved'; Cause = 'winnat-block'; Confidence = 'high'; Summary = 'It lies in a block.'
        Block = $block; Evidence = $evidence; Remedy = $remedies; HostKind = 'windows'
    }
    $run = @{
        RunId = 'r-1'; Scenario = 'fix'; Title = 'Free ports'; Status = 'done'; CanBeUndone = $true; HostKind = 'windows'; Machine = 'local'
        StartedAt = New-Object -TypeName datetime -ArgumentList 2026, 1, 5, 9, 0, 1, ([DateTimeKind]::Utc)
        Step = @(New-Typed 'RunStep' @{ Id = 'a'; Kind = 'step'; State = 'applied'; Before = $null })
        Event = @(New-Typed 'RunEvent' @{ At = [datetime] '2026-01-05'; Type = 'step-applied'; StepId = 'a'; Detail = $null })
    }
}

AfterAll { Remove-Module -Name 'Portwright', 'ModuleUnderTest' }

Describe 'A diagnosis of a port' {
    It 'says what is wrong, why, and what to do in numbered commands' {
        Get-Shown -InputObject (New-Typed 'PortDiagnosis' $diagnosis) | Should -Be @(
            'Port     : 8065'
            'Verdict  : reserved (high confidence)'
            'Cause    : winnat-block'
            'Summary  : It lies in a block.'
            'Block    : tcp 8018-8117, 100 ports, winnat'
            'Evidence : - nobody listens'
            'Remedy   : 1. Keep it'
            '                Repair-PwPort 8065'
            '           2. By hand'
            '                net stop winnat /y'
            '                net start winnat'
            'HostKind : windows'
        )
    }

    It 'leaves out what there is none of' {
        $free = New-Typed 'PortDiagnosis' ($diagnosis + @{})
        $free.Block = $null
        $free.Evidence = @()
        $free.Remedy = @()
        $shown = Get-Shown -InputObject $free
        $shown.Count | Should -Be 5
        $shown | Should -Not -Match '^(Block|Evidence|Remedy)'
    }

    It 'is one line of a table where a table is asked for' {
        $shown = Get-Shown -InputObject (New-Typed 'PortDiagnosis' $diagnosis | Format-Table)
        $shown[-1] | Should -Be '8065      reserved       high       It lies in a block.'
    }
}

Describe 'A result of a run' {
    BeforeAll {
        $step = { New-Typed 'StepResult' @{ Id = 'a'; Title = $args[0]; Depth = $args[1]; Outcome = 'done'; Detail = ''; DurationMs = 1 } }
        $result = @{
            RunId = 'r-1'; Scenario = 'fix'; Title = 'Free ports'; Outcome = 'done'; ExitCode = 0; HostKind = 'windows'; Machine = 'local'
            Verified = 'Yes'; Promise = @(); Step = @(); UndoCommand = ''
        }
    }

    It 'indents steps below the step around them, where that one is there' {
        $result['Step'] = @((& $step 'within' 1), (& $step 'out' 0), (& $step 'within' 1))
        $shown = Get-Shown -InputObject (New-Typed 'RunResult' $result)
        $shown[3..5] | Should -Be @('Step     : within: done', '           out: done', '             within: done')
        $shown | Should -Not -Match '^(Promise|UndoCommand)'
    }
}

Describe 'A run' {
    It 'tells its steps and events where a list is asked for, in UTC' {
        $shown = Get-Shown -InputObject (New-Typed 'Run' $run | Format-List)
        $shown | Should -Contain 'StartedAt   : 2026-01-05 09:00:01Z'
        $shown | Should -Contain 'Step        : a: applied'
        $shown | Should -Contain 'Event       : 2026-01-05 00:00:00Z  step-applied  a'
    }

    It 'tells them unasked where it is a journal' {
        $journal = New-Typed 'Run' $run
        $journal.PSObject.TypeNames.Insert(0, 'Portwright.RunJournal')
        Get-Shown -InputObject $journal | Should -Contain 'Step        : a: applied'
    }
}

Describe 'What a view shows' {
    It 'is never an object within an object: <_>' -ForEach 'Format-Table', 'Format-List' {
        $view = $_
        $objects = @(
            New-Typed 'PortDiagnosis' $diagnosis
            New-Typed 'ContainerDiagnosis' @{ Name = 'web'; Status = 'created'; Outcome = 'blocked'; Summary = 's'; Port = @(New-Typed 'PortDiagnosis' $diagnosis); Remedy = $remedies; HostKind = 'windows' }
            New-Typed 'MachineDiagnosis' @{ Finding = $evidence; Remedy = $remedies; HostKind = 'windows' }
            New-Typed 'Promise' @{ StepId = 'a'; Kind = 'port-bindable'; Fact = [pscustomobject] @{ kind = 'port-bindable'; protocol = 'tcp'; ports = @(1, 2) } }
            New-Typed 'Run' $run
            @(Get-PwScenario)
            New-Typed 'Plan' @{
                Scenario = 'fix'; Title = 't'; HostKind = 'windows'; Machine = 'local'; Refusal = @(); Promise = @(); Fingerprint = 'f'; Note = @('n')
                Change = @(New-Typed 'PlannedChange' @{ Sign = '+'; Action = 'add'; What = 'w'; Note = @('x') })
            }
        )
        # A plan is shown as text, and a table of one was never asked for.
        foreach ($object in $objects | Where-Object -FilterScript { $view -ne 'Format-Table' -or $_.PSTypeNames[0] -ne 'Portwright.Plan' }) {
            $shown = $object | & $view | Out-String -Width 200
            $shown.Trim() | Should -Not -BeNullOrEmpty
            $shown | Should -Not -Match '@\{|System\.|Portwright\.'
        }
    }
}
