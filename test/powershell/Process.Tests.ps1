#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

# Which processes a change starts: one command line, a second where rights are asked for, and programs of Windows only to read.

BeforeDiscovery {
    # Stand-ins and the counting Node.js are shell scripts, and a Windows would be read instead of them.
    $onWindows = [IO.Path]::DirectorySeparatorChar -eq '\'
    $reason = $(if ($onWindows) { ' (needs stand-ins, which are not for Windows itself)' })
}

BeforeAll {
    Import-Module -Name ([IO.Path]::Combine($PSScriptRoot, 'Support', 'ModuleUnderTest.psm1')) -Force
    Import-Module -Name ([IO.Path]::Combine($PSScriptRoot, 'Support', 'FakeRunner.psm1')) -Force
    Import-ModuleUnderTest
    Set-TestPlace -Folder ([IO.Path]::Combine($TestDrive, 'state'))
    # What reads, of all that the stand-ins can be asked.
    $reading = '^(netsh\S* interface \S+ show |sc\S* (query|enumdepend|qc)\b|reg\S* query |chcp|docker\S* (ps|(container )?inspect|info|version|image ls)\b|question (listeners|net-tcp-setting|optional-feature|probe-\w+|last-boot|net-nat\S*|folder-security|firewall-rule)\b|wsl\S* (-l|--list|--distribution \S+ --exec (hostname -I|wslinfo --networking-mode)$)|hnsdiag\S* list |tasklist|netstat)'
}

AfterAll {
    Remove-Item -LiteralPath 'env:PORTWRIGHT_FAKE_RUNNER' -ErrorAction Ignore
    Reset-TestPlace
    Remove-Module -Name 'Portwright', 'ModuleUnderTest', 'FakeRunner' -ErrorAction Ignore
}

Describe "A change on stand-ins$reason" -Skip:$onWindows {
    BeforeAll {
        $server = Start-StandInServer -State (New-SimulatedMachine -Folder $TestDrive)
        $machine = @{ HostKind = 'windows'; SystemRoot = $server.Folder }
        $counting = New-CountingNode -Folder ([IO.Path]::Combine($TestDrive, 'node'))
        function Get-Start { @(if ([IO.File]::Exists($counting.Log)) { [IO.File]::ReadAllLines($counting.Log) }) }
    }

    AfterAll { Stop-StandInServer -Server $server }

    BeforeEach {
        Set-ModuleVariable -Name 'PwNodePath' -Value $counting.Path
        Set-Elevated -Value $false
        foreach ($file in $counting.Log, $server.Log) { [IO.File]::Delete($file) }
    }

    It 'with -WhatIf starts one command line, which only reads, and asks for no rights' {
        Set-ModuleVariable -Name 'PwElevatedLauncher' -Value { throw 'nothing is elevated here' }
        try { (Repair-PwPort -Port 8065 -Container mattermost @machine -WhatIf).Change.Count | Should -BeGreaterThan 0 }
        finally { Set-ModuleVariable -Name 'PwElevatedLauncher' -Value $null }
        (Get-Start).Count | Should -Be 1
        $calls = @(Get-StandInCall -Server $server)
        $calls.Count | Should -BeGreaterThan 3
        $calls | Where-Object -FilterScript { $_ -notmatch $reading } | Should -BeNullOrEmpty
    }

    It 'starts one command line to plan and one, elevated, to carry it out' {
        (Add-PwPortReservation -Port 47810 @machine).Verified | Should -Be 'Yes'
        Get-Start | Should -BeLike '*portwright.cjs powershell request'
        (Get-Start).Count | Should -Be 2
    }

    It 'starts one where the person is elevated already' {
        Set-Elevated -Value $true
        (Add-PwPortReservation -Port 47811 @machine).Verified | Should -Be 'Yes'
        (Get-Start).Count | Should -Be 1
    }

    It 'starts one where nothing is to be done, and asks for no rights' {
        (Add-PwPortReservation -Port 50000 @machine -ErrorAction Stop).Outcome | Should -Be 'unchanged'
        (Get-Start).Count | Should -Be 1
    }

    It 'is not carried out where Windows is refused the rights' {
        Set-ModuleVariable -Name 'PwElevatedLauncher' -Value { throw [ComponentModel.Win32Exception] 1223 }
        $before = Get-MachineHash -State $server.State
        try { { Add-PwPortReservation -Port 47812 @machine } | Should -Throw -ErrorId 'portwright.elevation.*' }
        finally { Set-ModuleVariable -Name 'PwElevatedLauncher' -Value $null }
        (Get-Start).Count | Should -Be 1
        Get-MachineHash -State $server.State | Should -Be $before
    }
}

Describe "PowerShell itself$reason" -Skip:$onWindows {
    BeforeAll {
        $server = Start-StandInServer -State (New-SimulatedMachine -Folder $TestDrive)
        Set-ModuleVariable -Name 'PwRunnerPath' -Value (Get-FakeRunnerPath)
        Set-ModuleVariable -Name 'PwNodePath' -Value (Get-NewEnoughNode)
        # A runner that lies: it touches nothing, and says that all is done.
        $where = @{ kind = 'windows'; machine = 'local'; systemRoot = $server.Folder }
        $facts = @(
            @{ kind = 'excluded-port-range'; protocol = 'tcp'; startPort = 8065; numberOfPorts = 1; lasting = $true }
            @{ kind = 'service-state'; service = 'winnat'; state = 'running' }
            @{ kind = 'no-registry-value'; key = 'HKLM\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters'; name = 'MaxUserPort' }
            @{ kind = 'no-container'; container = 'mattermost' }
        )
        $plan = @{
            schemaVersion = 1; scenario = 'fix'; title = 'Free blocked ports'; parameters = @{}; host = $where; refusals = @(); fingerprint = 'f' * 64
            changes = @(@{ action = 'add'; what = 'tcp 8065' }); steps = @(@{ id = 'a'; title = 'A'; kind = 'step'; depth = 0; disposition = 'change'; changes = @(); notes = @() })
            promises = @($facts | ForEach-Object -Process { @{ stepId = 'a'; fact = $_ } })
        }
        $run = @{
            schemaVersion = 1; runId = '20260105-090000-fix-e1e672'; scenario = 'fix'; title = 'Free blocked ports'; host = $where
            outcome = 'done'; exitCode = 0; steps = @(@{ id = 'a'; title = 'A'; depth = 0; outcome = 'applied' })
        }
        $null = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, @{ send = @{ type = 'plan'; plan = $plan } }, @{ send = @{ type = 'approval-wanted' } }, @{ hear = 1 },
        @{ send = @{ type = 'result'; document = $run; exitCode = 0 } }
        $before = Get-MachineHash -State $server.State
        $result = Repair-PwPort -Port 8065 -Container mattermost -HostKind windows -SystemRoot $server.Folder -ErrorVariable problem -ErrorAction SilentlyContinue
        $calls = @(Get-StandInCall -Server $server)
    }

    AfterAll {
        Set-ModuleVariable -Name 'PwRunnerPath' -Value $null
        Stop-StandInServer -Server $server
    }

    It 'catches a runner that lies' {
        $result.Outcome | Should -Be 'done'
        $result.Verified | Should -Be 'No'
        $problem.FullyQualifiedErrorId | Should -Be 'portwright.run.not-verified,Repair-PwPort'
        $problem.TargetObject.RunId | Should -Be $run.runId
        @($result.Promise | ForEach-Object -Process { "$($_.Kind) $($_.Verified)" }) | Should -Be 'excluded-port-range No', 'service-state Yes', 'no-registry-value No', 'no-container No'
    }

    It 'runs programs of Windows to read, and no other' {
        # The runner asked for nothing: all of this was asked by PowerShell.
        $calls | Where-Object -FilterScript { $_ -match '^netsh' } | Should -Not -BeNullOrEmpty
        $calls | Where-Object -FilterScript { $_ -notmatch $reading } | Should -BeNullOrEmpty
        Get-MachineHash -State $server.State | Should -Be $before
    }
}
