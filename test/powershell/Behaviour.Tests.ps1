#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

# What the commands do to a machine, judged by the machine itself.

BeforeDiscovery {
    # Stand-ins are shell scripts, and a Windows would be read instead of them.
    $ways = @(
        'simulated'
        if ([IO.Path]::DirectorySeparatorChar -ne '\') { 'windows, by stand-ins' }
    )
}

BeforeAll {
    Import-Module -Name ([IO.Path]::Combine($PSScriptRoot, 'Support', 'ModuleUnderTest.psm1')) -Force
    Import-ModuleUnderTest
    Set-TestPlace -Folder ([IO.Path]::Combine($TestDrive, 'state'))
    Set-Elevated -Value $true

    function Get-Row {
        # Rows of the machine that hold a port.
        param ([string] $State, [int] $Port, [string] $Protocol = 'tcp')
        (Get-MachineState -State $State).ranges.$Protocol | Where-Object -FilterScript { $_.startPort -le $Port -and $Port -lt $_.startPort + $_.numberOfPorts }
    }
    function Get-Container {
        param ([string] $State)
        @((Get-MachineState -State $State).docker.containers)[0]
    }
    function New-Machine {
        param ([string[]] $Option = @())
        @{ HostKind = 'simulated'; State = New-SimulatedMachine -Folder $TestDrive -Option $Option }
    }
    function Get-Thrown {
        param ([scriptblock] $Script)
        # What a read reports ends nothing by itself.
        $ErrorActionPreference = 'Stop'
        try { $null = & $Script } catch { return $_ }
        throw 'nothing was thrown'
    }
}

AfterAll {
    Reset-TestPlace
    Remove-Module -Name 'Portwright', 'ModuleUnderTest' -ErrorAction Ignore
}

Describe 'Repair-PwPort on a machine that is <_>' -ForEach $ways {
    BeforeAll {
        $state = New-SimulatedMachine -Folder $TestDrive
        $machine = @{ HostKind = 'simulated'; State = $state }
        $server = $null
        if ($_ -ne 'simulated') {
            $server = Start-StandInServer -State $state
            $machine = @{ HostKind = 'windows'; SystemRoot = $server.Folder }
        }
        $result = Repair-PwPort -Port 8065 -Container mattermost @machine
    }

    AfterAll { if ($server) { Stop-StandInServer -Server $server } }

    It 'says that it is done, and found it to be so' {
        $result.Outcome | Should -Be 'done'
        $result.ExitCode | Should -Be 0
        @($result.Promise | Where-Object -Property Verified -NE 'Yes') | Should -BeNullOrEmpty
        $result.Verified | Should -Be 'Yes'
        $result.HostKind | Should -Be $machine.HostKind
    }

    It 'left one administered row on the port, now and after a restart, and no block of winnat' {
        $row = @(Get-Row -State $state -Port 8065)
        $row.Count | Should -Be 1
        $row[0].kind | Should -Be 'administered'
        $row[0].active, $row[0].persistent | Should -Be $true, $true
        foreach ($store in 'active', 'persistent') {
            $seen = @(Get-PwExcludedPortRange -Protocol tcp -Store $store @machine | Where-Object -FilterScript { $_.StartPort -le 8065 -and $_.EndPort -ge 8065 })
            $seen.StartPort, $seen.EndPort, $seen.Administered | Should -Be 8065, 8065, $true
        }
    }

    It 'left the container serving its port, and winnat running' {
        $container = Get-Container -State $state
        $container.status | Should -Be 'running'
        $container.published | Should -BeTrue
        (Get-MachineState -State $state).services.winnat.status | Should -Be 'running'
        (Get-PwPortDiagnosis -Container mattermost @machine).Outcome | Should -Be 'published'
    }

    It 'is listed, and does nothing the second time' {
        (Get-PwRun | Where-Object -Property RunId -EQ -Value $result.RunId).Status | Should -Be 'done'
        @((Get-PwRun -RunId $result.RunId).Step).Count | Should -BeGreaterThan 1
        (Repair-PwPort -Port 8065 -Container mattermost @machine).Outcome | Should -Be 'unchanged'
    }

    It 'is put back by Undo-PwRun' {
        $undone = Undo-PwRun -RunId $result.RunId @machine
        $undone.Verified | Should -Be 'Yes'
        $undone.Step.Outcome | Select-Object -Unique | Should -Be 'undone'
        @(Get-Row -State $state -Port 8065 | Where-Object -Property kind -EQ -Value 'administered') | Should -BeNullOrEmpty
        (Get-Container -State $state).status | Should -Not -Be 'running'
        (Get-Thrown { Undo-PwRun -RunId $result.RunId @machine }).FullyQualifiedErrorId | Should -Be 'portwright.run.nothing-to-undo,Undo-PwRun'
    }
}

Describe 'Resume-PwRun' {
    It 'goes on with a run that was killed in the middle' {
        $machine = New-Machine -Option '--fault', '{"kind":"kill-caller","at":24,"when":"after"}'
        $thrown = Get-Thrown { Repair-PwPort -Port 8065 -Container mattermost @machine }
        $thrown.FullyQualifiedErrorId | Should -Be 'portwright.wrapper.runner-failed,Repair-PwPort'
        $cut = Get-PwRun -WarningVariable warned -WarningAction SilentlyContinue | Where-Object -Property Machine -EQ -Value $machine.State
        $cut.Status | Should -Be 'unfinished'
        "$warned" | Should -BeLike "*Resume-PwRun $($cut.RunId) *"
        (Get-Thrown { Add-PwPortReservation -Port 7000 @machine -WarningAction SilentlyContinue }).FullyQualifiedErrorId | Should -Be 'portwright.run.unfinished,Add-PwPortReservation'
        $result = $cut | Resume-PwRun @machine -WarningAction SilentlyContinue
        $result.RunId | Should -Be $cut.RunId
        $result.Verified | Should -Be 'Yes'
        (Get-Container -State $machine.State).published | Should -BeTrue
    }

    It 'goes on after the restart that Hyper-V needs' {
        $machine = New-Machine -Option '--no-hyperv', '--blocks-on', 'none'
        $result = Initialize-PwHyperVPort -Port 8065 @machine -Confirm:$false -WarningVariable warned -WarningAction SilentlyContinue
        $result.Outcome, $result.ExitCode, $result.Verified | Should -Be 'restart-required', 3010, 'Pending'
        $warned.Count | Should -Be 1
        $null = Invoke-Portwright -Argument 'simulate', 'reboot', '--state', $machine.State
        $resumed = Resume-PwRun @machine -WarningAction SilentlyContinue
        $resumed.RunId | Should -Be $result.RunId
        $resumed.Outcome, $resumed.Verified | Should -Be 'done', 'Yes'
        (Get-MachineState -State $machine.State).features.'Microsoft-Hyper-V' | Should -Be 'Enabled'
        (Get-Row -State $machine.State -Port 8065).kind | Should -Be 'administered'
    }
}

Describe 'Reset-PwDynamicPortRange' {
    It 'sets all four ranges, moves the blocks, and can be undone' {
        $machine = New-Machine
        $result = Reset-PwDynamicPortRange @machine -Confirm:$false
        $result.Verified | Should -Be 'Yes'
        $range = @(Get-PwDynamicPortRange @machine)
        $range.Count | Should -Be 4
        @($range | Where-Object -FilterScript { -not $_.IsIana -or $_.StartPort -ne 49152 -or $_.EndPort -ne 65535 }) | Should -BeNullOrEmpty
        @((Get-MachineState -State $machine.State).ranges.tcp | Where-Object -FilterScript { $_.owner -eq 'winnat' -and $_.startPort -lt 49152 }) | Should -BeNullOrEmpty
        $null = Undo-PwRun @machine
        @(Get-PwDynamicPortRange @machine).StartPort | Should -Be 1024, 1024, 1024, 1024
    }
}

Describe 'Add-PwPortReservation and Remove-PwPortReservation' {
    It 'add and remove what is theirs, in both protocols, and nothing else' {
        $machine = New-Machine
        $before = @((Get-MachineState -State $machine.State).ranges.tcp | ForEach-Object -Process { "$_" })
        (Add-PwPortReservation -Port 47810-47812, '5683/udp' @machine).Verified | Should -Be 'Yes'
        (Get-Row -State $machine.State -Port 47811).numberOfPorts | Should -Be 3
        (Get-Row -State $machine.State -Port 5683 -Protocol udp).persistent | Should -BeTrue
        (Remove-PwPortReservation -Port 47810-47812, '5683/udp' @machine).Verified | Should -Be 'Yes'
        @((Get-MachineState -State $machine.State).ranges.tcp | ForEach-Object -Process { "$_" }) | Should -Be $before
        Get-Row -State $machine.State -Port 5683 -Protocol udp | Should -BeNullOrEmpty
        (Get-Thrown { Remove-PwPortReservation -Port 50000 @machine }).FullyQualifiedErrorId | Should -Be 'portwright.plan.refused,Remove-PwPortReservation' -Because 'that row is the system''s'
    }
}

Describe 'Restart-PwWinNat' {
    It 'starts the container while the blocks are gone, and adds no row' {
        $machine = New-Machine
        $result = Restart-PwWinNat -Port 8065 -Container mattermost @machine -Confirm:$false
        $result.Verified | Should -Be 'Yes'
        (Get-Container -State $machine.State).published | Should -BeTrue
        @((Get-MachineState -State $machine.State).ranges.tcp | Where-Object -FilterScript { $_.owner -eq 'user' }) | Should -BeNullOrEmpty
    }
}

Describe 'Invoke-PwPortFailure' {
    It 'shows the failure by the method <_>, and leaves nothing behind' -ForEach 'existing', 'reservation' {
        $machine = New-Machine
        $before = Get-MachineState -State $machine.State
        $result = Invoke-PwPortFailure -Method $_ -Port 47810 @machine -Confirm:$false
        $result.Outcome, $result.Verified | Should -Be 'done', 'Yes'
        @($result.Step | Where-Object -Property Outcome -EQ -Value 'proved').Count | Should -BeGreaterThan 0
        $after = Get-MachineState -State $machine.State
        foreach ($part in 'ranges', 'docker', 'services', 'dynamic', 'sockets') {
            ConvertTo-Json -InputObject $after.$part -Depth 9 | Should -Be (ConvertTo-Json -InputObject $before.$part -Depth 9)
        }
    }
}

Describe 'Test-PwPort' {
    It 'answers true, false, and not at all where it cannot know' {
        $machine = New-Machine
        Test-PwPort -Port 8065, 47810, 445 @machine | Should -Be $false, $true, $false
        $machine = New-Machine -Option '--fault', '{"kind":"garbage","match":"show excludedportrange"}'
        Test-PwPort -Port 47810 @machine -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem.FullyQualifiedErrorId | Should -Be 'portwright.host.unrecognised-output,Test-PwPort'
        $problem.TargetObject.Verdict | Should -Be 'unknown'
    }
}

Describe 'What the commands write' {
    BeforeAll {
        $machine = New-Machine
        $made = @{
            'Portwright.PortDiagnosis'      = Get-PwPortDiagnosis -Port 8065 @machine
            'Portwright.MachineDiagnosis'   = Get-PwPortDiagnosis @machine
            'Portwright.ContainerDiagnosis' = Get-PwPortDiagnosis -Container mattermost @machine
            'Portwright.ExcludedPortRange'  = @(Get-PwExcludedPortRange @machine)[0]
            'Portwright.DynamicPortRange'   = @(Get-PwDynamicPortRange @machine)[0]
            'Portwright.Scenario'           = @(Get-PwScenario)[0]
            'Portwright.RunResult'          = Add-PwPortReservation -Port 47810 @machine
            'Portwright.Run'                = @(Get-PwRun)[0]
            'Portwright.Plan'               = Add-PwPortReservation -Port 47811 @machine -WhatIf
        }
    }

    It 'is a <_> that shows all it has to say, as a table, as a list and by itself' -ForEach @(
        'Portwright.PortDiagnosis', 'Portwright.MachineDiagnosis', 'Portwright.ContainerDiagnosis', 'Portwright.ExcludedPortRange',
        'Portwright.DynamicPortRange', 'Portwright.Scenario', 'Portwright.RunResult', 'Portwright.Run', 'Portwright.Plan'
    ) {
        $made[$_].PSTypeNames[0] | Should -Be $_
        $made[$_] | Out-String -Width 200 | Should -Not -Match '@\{|System\.|Portwright\.'
        foreach ($shown in ($made[$_] | Out-String), ($made[$_] | Format-Table | Out-String), ($made[$_] | Format-List -Property * | Out-String)) {
            $shown.Trim().Length | Should -BeGreaterThan 20
        }
    }

    It 'says on which port what is wrong' {
        $found = $made['Portwright.PortDiagnosis']
        $found.Port, $found.PortNumber, $found.Protocol, $found.Verdict, $found.Block.Origin | Should -Be '8065', 8065, 'tcp', 'reserved', 'winnat'
        @($found.Remedy).Count | Should -BeGreaterThan 0
        $made['Portwright.Run'].StartedAt.Kind | Should -Be 'Utc'
    }
}

Describe 'ConvertFrom-PwNetshOutput' {
    It 'reads a table in <Language>' -ForEach @(
        @{ Language = 'Korean'; File = 'excluded-port-range-ko.txt'; Rows = '7939-8038', '47810-47813*', '50000-50059*'; Protocol = 'tcp' }
        @{ Language = 'German'; File = 'excluded-port-range-de.txt'; Rows = '5357-5357', '60706-60805'; Protocol = 'udp' }
    ) {
        $path = [IO.Path]::Combine($PSScriptRoot, 'fixtures', $File)
        $line = [IO.File]::ReadAllLines($path)
        foreach ($read in @($line | ConvertFrom-PwNetshOutput), @([IO.File]::ReadAllText($path) | ConvertFrom-PwNetshOutput), @(ConvertFrom-PwNetshOutput -InputObject $line)) {
            @($read | ForEach-Object -Process { "$($_.StartPort)-$($_.EndPort)$(if ($_.Administered) { '*' })" }) | Should -Be $Rows
            $read.Protocol | Select-Object -Unique | Should -Be $Protocol
            $read[0].PSTypeNames[0] | Should -Be 'Portwright.ExcludedPortRange'
        }
        (Get-PwPortDiagnosis -Port 7940 -Path $path).HostKind | Should -Be 'paste'
    }
}

Describe 'An error' {
    BeforeAll { $machine = New-Machine }

    It 'of <Name> is <Id>, <Category>, exit code <ExitCode>' -ForEach @(
        @{ Name = 'a port that is none'; Call = { Repair-PwPort -Port 99999 @machine }; Id = 'ports.invalid-port'; Category = 'InvalidArgument'; ExitCode = 2 }
        @{ Name = 'a range that ends before it begins'; Call = { Test-PwPort -Port 9-3 @machine }; Id = 'ports.invalid-range'; Category = 'InvalidArgument'; ExitCode = 2 }
        @{ Name = 'a scenario that nobody knows'; Call = { Invoke-PwScenario -Name nowhere @machine -Confirm:$false }; Id = 'input.unknown-scenario'; Category = 'ObjectNotFound'; ExitCode = 2 }
        @{ Name = 'a run that nobody knows'; Call = { Get-PwRun -RunId nope }; Id = 'run.unknown'; Category = 'ObjectNotFound'; ExitCode = 2 }
        @{ Name = 'undoing a run that nobody knows'; Call = { Undo-PwRun -RunId nope @machine }; Id = 'run.unknown'; Category = 'ObjectNotFound'; ExitCode = 2 }
        @{ Name = 'a plan that is refused'; Call = { Repair-PwPort -Port 445 @machine }; Id = 'plan.refused'; Category = 'InvalidOperation'; ExitCode = 1 }
        @{ Name = 'a container that is not there'; Call = { Repair-PwPort -Port 8065 -Container nosuch @machine }; Id = 'docker.container-unknown'; Category = 'ObjectNotFound'; ExitCode = 2 }
        @{ Name = 'a text that is no table'; Call = { 'hello' | ConvertFrom-PwNetshOutput }; Id = 'input.unrecognised-paste'; Category = 'InvalidData'; ExitCode = 2 }
        @{ Name = 'a file that is not there'; Call = { Get-PwPortDiagnosis -Port 1 -Path nowhere.txt }; Id = 'input.unreadable-file'; Category = 'ReadError'; ExitCode = 2 }
    ) {
        $before = Get-MachineHash -State $machine.State
        $thrown = Get-Thrown $Call
        $thrown.FullyQualifiedErrorId | Should -BeLike "portwright.$Id,*-Pw*"
        $thrown.CategoryInfo.Category | Should -Be $Category
        $thrown.Exception.Data['PortwrightCode'] | Should -Be $Id
        $thrown.Exception.Data['PortwrightExitCode'] | Should -Be $ExitCode
        Get-MachineHash -State $machine.State | Should -Be $before
    }

    It 'of a value that cannot be right is PowerShell''s own, before anything is asked: <_>' -ForEach 'abc', '1 2', '', '8065;9', '123456', "8065`n" {
        (Get-Thrown { Test-PwPort -Port $_ @machine }.GetNewClosure()).FullyQualifiedErrorId | Should -BeLike 'Parameter*,Test-PwPort'
    }

    It 'of a run that failed carries the run, and everything is as before' {
        $machine = New-Machine -Option '--fault', '{"kind":"unpublished","container":"mattermost","times":9}'
        $thrown = Get-Thrown { Repair-PwPort -Port 8065 -Container mattermost @machine }
        $thrown.TargetObject.Outcome | Should -Be 'failed-undone'
        $thrown.TargetObject.ExitCode | Should -Be 1
        @(Get-Row -State $machine.State -Port 8065 | Where-Object -Property kind -EQ -Value 'administered') | Should -BeNullOrEmpty
    }
}

Describe 'In a job' {
    It 'it works as elsewhere' {
        $machine = New-Machine
        $job = Start-Job -ArgumentList ([IO.Path]::Combine($PSScriptRoot, 'Support', 'ModuleUnderTest.psm1')), $machine -ScriptBlock {
            param ($Support, $Machine)
            Import-Module -Name $Support
            Import-ModuleUnderTest
            Add-PwPortReservation -Port 47810 @Machine
        }
        try { $result = Receive-Job -Job $job -Wait }
        finally { Remove-Job -Job $job -Force }
        $result.Verified | Should -Be 'Yes'
        $result.PSTypeNames[0] | Should -Be 'Deserialized.Portwright.RunResult'
        (Get-Row -State $machine.State -Port 47810).kind | Should -Be 'administered'
    }
}
