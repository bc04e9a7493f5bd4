#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

# Every change can be asked about and looked at before; what only looks never asks.

BeforeDiscovery {
    $change = @(
        @{ Name = 'Add-PwPortReservation'; Impact = 'Medium'; Call = @{ Port = '8443', '9000-9010' } }
        @{ Name = 'Remove-PwPortReservation'; Impact = 'Medium'; Call = @{ Port = '7000' } }
        @{ Name = 'Repair-PwPort'; Impact = 'Medium'; Call = @{ Port = '8065'; Container = 'mattermost'; ResetRange = $true } }
        @{ Name = 'Restart-PwWinNat'; Impact = 'High'; Call = @{ Port = '8065'; Container = 'mattermost' } }
        @{ Name = 'Reset-PwDynamicPortRange'; Impact = 'High'; Call = @{} }
        @{ Name = 'Initialize-PwHyperVPort'; Impact = 'High'; Call = @{ Port = '8065'; Feature = 'Containers' } }
        @{ Name = 'Invoke-PwPortFailure'; Impact = 'High'; Call = @{ Method = 'reservation'; Port = 47810 } }
        @{ Name = 'Trace-PwPortBlock'; Impact = 'High'; Call = @{} }
        @{ Name = 'Restart-PwContainer'; Impact = 'Medium'; Call = @{ Container = 'mattermost' } }
        @{ Name = 'Add-PwWslPortProxy'; Impact = 'Medium'; Call = @{ Port = '9400' } }
        @{ Name = 'Enable-PwWslMirroring'; Impact = 'High'; Call = @{ Port = '8065' } }
        @{ Name = 'Invoke-PwScenario'; Impact = 'High'; Call = @{ Name = 'reserve-ports'; Port = '8443' } }
    )
    # What writes a file of the person's own, and nothing else.
    $writer = @(
        @{ Name = 'Export-PwPortMap'; File = 'ports.html'; Call = @{ Port = '8065' }; IsMachine = $true }
        @{ Name = 'Export-PwSupportBundle'; File = 'report.md'; Call = @{ Port = '8065' }; IsMachine = $true }
        @{ Name = 'Export-PwRunReport'; File = 'run.html'; Call = @{}; IsMachine = $false }
        @{ Name = 'New-PwSimulatedMachine'; File = 'made.json'; Call = @{ Locale = 'de' }; IsMachine = $false }
    )
    # On the machines of this file they are refused, or no machine of theirs is here.
    $elsewhere = 'Add-PwLinuxPortReservation', 'Repair-PwLinuxPort', 'Restart-PwSimulatedMachine'
    $continuation = @(
        @{ Name = 'Undo-PwRun'; Impact = 'Medium'; Of = 'done' }
        @{ Name = 'Undo-PwRun'; Impact = 'Medium'; Of = 'restart-required' }
        @{ Name = 'Resume-PwRun'; Impact = 'Medium'; Of = 'restart-required' }
    )
}

BeforeAll {
    Import-Module -Name ([IO.Path]::Combine($PSScriptRoot, 'Support', 'ModuleUnderTest.psm1')) -Force
    Import-Module -Name ([IO.Path]::Combine($PSScriptRoot, 'Support', 'AnsweringHost.psm1')) -Force
    Import-ModuleUnderTest
    Set-TestPlace -Folder ([IO.Path]::Combine($TestDrive, 'state'))
    Set-ModuleVariable -Name 'PwElevatedLauncher' -Value { throw 'nothing is elevated here' }

    # On one a run stands that can be undone; on the other one waits for a restart of Windows.
    $state = New-SimulatedMachine -Folder $TestDrive
    $machine = @{ HostKind = 'simulated'; State = $state }
    $done = Add-PwPortReservation -Port 7000 @machine
    $other = @{ HostKind = 'simulated'; State = New-SimulatedMachine -Folder $TestDrive }
    $waiting = Initialize-PwHyperVPort -Port 7001 -Feature Containers @other -Confirm:$false -WarningAction SilentlyContinue

    function Get-Impact {
        param ([string] $Name)
        (Get-Command -Name $Name).ScriptBlock.Attributes | Where-Object -FilterScript { $_ -is [Management.Automation.CmdletBindingAttribute] }
    }
    function Get-Everything {
        # What must not change: the machines, and what is kept of runs.
        Get-MachineHash -State $state, $other.State
        foreach ($file in Get-ChildItem -LiteralPath ([IO.Path]::Combine($TestDrive, 'state')) -Filter 'journal*' -Recurse) { "$($file.FullName) $((Get-FileHash -LiteralPath $file.FullName).Hash)" }
    }
}

AfterAll {
    Reset-TestPlace
    Remove-Module -Name 'Portwright', 'ModuleUnderTest', 'AnsweringHost' -ErrorAction Ignore
}

Describe 'The commands' {
    It 'that are tried here are all that support -WhatIf, and the others only look' -ForEach @(@{ Known = @(($change + $writer + $continuation).Name; $elsewhere) | Select-Object -Unique }) {
        $supporting = @(Get-Command -Module 'Portwright' | Where-Object -FilterScript { $_.Parameters.ContainsKey('WhatIf') } | ForEach-Object -MemberName Name)
        $supporting | Sort-Object | Should -Be @($Known | Sort-Object)
        foreach ($command in Get-Command -Module 'Portwright' | Where-Object -Property Name -NotIn $Known) {
            (Get-Impact -Name $command.Name).SupportsShouldProcess | Should -BeFalse
            $command.Name | Should -Match '^(Get|Test|ConvertFrom|Measure|Watch)-'
        }
    }
}

Describe '<Name>' -ForEach $change {
    It 'asks at <Impact>' {
        (Get-Impact -Name $Name).SupportsShouldProcess | Should -BeTrue
        (Get-Impact -Name $Name).ConfirmImpact | Should -Be $Impact
    }

    It 'with -WhatIf returns the plan, and touches nothing' {
        $before = Get-Everything
        $plan = & $Name @Call @machine -WhatIf
        @($plan).Count | Should -Be 1
        $plan.PSTypeNames[0] | Should -Be 'Portwright.Plan'
        $plan.HostKind | Should -Be 'simulated'
        $plan.Machine | Should -Be $state
        $plan.Change.Count | Should -BeGreaterThan 0
        $plan.Promise.Count | Should -BeGreaterThan 0
        Get-Everything | Should -Be $before
    }

    It 'answered with no touches nothing, and is no error' {
        $before = Get-Everything
        $told = Invoke-WithAnswer -Answer 'No' -Command $Name -Parameter ($Call + $machine + @{ Confirm = $true })
        $told.Question.Count | Should -Be 1
        $told.Question[0] | Should -BeLike '*Carry this out?*'
        $told.Output | Should -BeNullOrEmpty
        $told.Problem | Should -BeNullOrEmpty
        Get-Everything | Should -Be $before
    }
}

Describe '<Name>' -ForEach $writer {
    BeforeAll {
        $path = [IO.Path]::Combine($TestDrive, $File)
        $target = $(if ($Name -eq 'New-PwSimulatedMachine') { @{ State = $path } } else { @{ Path = $path } })
        $whole = $Call + $target
        if ($IsMachine) { $whole += $machine }
        if ($Name -eq 'Export-PwRunReport') { $whole['RunId'] = $done.RunId }
    }

    It 'with -WhatIf, and answered with no, writes nothing' {
        (Get-Impact -Name $Name).ConfirmImpact | Should -Be 'Medium'
        $before = Get-Everything
        & $Name @whole -WhatIf | Should -BeNullOrEmpty
        $told = Invoke-WithAnswer -Answer 'No' -Command $Name -Parameter ($whole + @{ Confirm = $true })
        $told.Question.Count | Should -Be 1
        $told.Output | Should -BeNullOrEmpty
        $told.Problem | Should -BeNullOrEmpty
        $path | Should -Not -Exist
        Get-Everything | Should -Be $before
    }

    It 'writes the file, and nothing else' {
        $before = Get-Everything
        @(& $Name @whole).Count | Should -Be 1
        (Get-Item -LiteralPath $path).Length | Should -BeGreaterThan 500
        Get-Everything | Should -Be $before
    }
}

Describe '<Name> of a run that is <Of>' -ForEach $continuation {
    BeforeAll { $run = $(if ($Of -eq 'done') { $machine + @{ RunId = $done.RunId } } else { $other + @{ RunId = $waiting.RunId } }) }

    It 'asks at <Impact>' {
        (Get-Impact -Name $Name).SupportsShouldProcess | Should -BeTrue
        (Get-Impact -Name $Name).ConfirmImpact | Should -Be $Impact
    }

    It 'with -WhatIf returns what it would do, and touches nothing' {
        $before = Get-Everything
        $plan = & $Name @run -WhatIf -WarningAction SilentlyContinue
        $plan.PSTypeNames[0] | Should -Be 'Portwright.Plan'
        $plan.Machine | Should -Be $run.State
        $plan.Change.Count | Should -BeGreaterThan 0
        $plan.Change.What | Should -Match '^[A-Z][a-z]+ '
        Get-Everything | Should -Be $before
    }

    It 'answered with no touches nothing, and is no error' {
        $before = Get-Everything
        $told = Invoke-WithAnswer -Answer 'No' -Command $Name -Parameter ($run + @{ Confirm = $true })
        $told.Question.Count | Should -Be 1
        $told.Problem | Should -BeNullOrEmpty
        Get-Everything | Should -Be $before
    }
}

Describe 'Who is asked' {
    It 'carries it out where the answer is yes, after it has seen the plan' {
        $told = Invoke-WithAnswer -Answer 'Yes' -Command 'Add-PwPortReservation' -Parameter (@{ Port = '7100'; Confirm = $true } + $machine)
        $told.Problem | Should -BeNullOrEmpty
        $told.Question[0] | Should -BeLike '*+ excluded port range tcp 7100*'
        $told.Output[0].Verified | Should -Be 'Yes'
    }

    It 'is asked without -Confirm where the command disturbs others, and is not where it does not' {
        (Invoke-WithAnswer -Answer 'No' -Command 'Reset-PwDynamicPortRange' -Parameter $machine).Question.Count | Should -Be 1
        $told = Invoke-WithAnswer -Answer 'No' -Command 'Add-PwPortReservation' -Parameter (@{ Port = '7101' } + $machine)
        $told.Question.Count | Should -Be 0
        $told.Output[0].Outcome | Should -Be 'done'
    }

    It 'is not asked where nothing is to be done' {
        $told = Invoke-WithAnswer -Answer 'No' -Command 'Add-PwPortReservation' -Parameter (@{ Port = '7000'; Confirm = $true } + $machine)
        $told.Question.Count | Should -Be 0
        $told.Output[0].Outcome | Should -Be 'unchanged'
    }
}
