#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

# Guarded tests of this very Windows. They use ports of their own, and put everything back whatever happens. Off Windows the
# variable PORTWRIGHT_TEST_SYSTEM_ROOT may name a folder of stand-ins (`portwright simulate serve`) for them to run on.

BeforeDiscovery {
    $onWindows = [IO.Path]::DirectorySeparatorChar -eq '\'
    $standIns = $(if (-not $onWindows -and $env:PORTWRIGHT_TEST_SYSTEM_ROOT) { [IO.Path]::GetFullPath($env:PORTWRIGHT_TEST_SYSTEM_ROOT) })
    $isElevated = $onWindows -and ([Security.Principal.WindowsPrincipal] [Security.Principal.WindowsIdentity]::GetCurrent()).IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
    $netsh = $(if ($onWindows) { [IO.Path]::Combine([Environment]::SystemDirectory, 'netsh.exe') } elseif ($standIns) { [IO.Path]::Combine($standIns, 'netsh.exe') })
    $reason = $(
        if (-not $netsh) { 'needs Windows, or stand-ins in PORTWRIGHT_TEST_SYSTEM_ROOT' }
        elseif ($onWindows -and -not $isElevated) { 'needs administrator rights: ./run_test.ps1 -Real asks for them' }
        else {
            # A block there would have to be moved, and somebody else's row would be in the way.
            $taken = & $netsh interface ipv4 show excludedportrange protocol=tcp | Where-Object -FilterScript { $_ -match '^\s*(\d+)\s+(\d+)' -and [int] $Matches[1] -le 47813 -and [int] $Matches[2] -ge 47810 }
            if ($taken) { 'needs the ports 47810-47813, which are in a range already' }
        }
    )
    $where = @{ Netsh = $netsh; StandIns = $standIns; Reason = $reason }
    $title = $(if ($reason) { "This Windows (skipped: $reason)" } elseif ($standIns) { 'Stand-ins in place of this Windows' } else { 'This Windows' })
    $noBind = $(if (-not $onWindows) { ' (skipped: the sockets of this system are not those of the stand-ins)' })
}

Describe $title -Tag 'Real' -Skip:($null -ne $reason) -ForEach @($where) {
    BeforeAll {
        Import-Module -Name ([IO.Path]::Combine($PSScriptRoot, 'Support', 'ModuleUnderTest.psm1')) -Force
        Import-ModuleUnderTest
        $machine = @{}
        if ($StandIns) {
            Set-TestPlace -Folder ([IO.Path]::Combine($TestDrive, 'state'))
            Set-Elevated -Value $true
            $machine = @{ HostKind = 'windows'; SystemRoot = $StandIns }
        }

        function Get-Table {
            # The rows of both stores as netsh prints them: "8018-8117", "50000-50059*".
            foreach ($store in 'active', 'persistent') {
                foreach ($line in & $Netsh interface ipv4 show excludedportrange protocol=tcp "store=$store") {
                    if ($line -match '^\s*(\d+)\s+(\d+)\s*(\*?)') { "$store $($Matches[1])-$($Matches[2])$($Matches[3])" }
                }
            }
        }
        function Get-OwnRow {
            @(Get-Table | Where-Object -FilterScript { $_ -match ' 4781[0-3]-' })
        }
        $before = @(Get-Table)
    }

    AfterAll {
        # Whatever a test left: each row of the block, in each store, by netsh itself.
        foreach ($row in Get-OwnRow) {
            $null = $row -match '^(\w+) (\d+)-(\d+)'
            $null = & $Netsh interface ipv4 delete excludedportrange protocol=tcp "startport=$($Matches[2])" "numberofports=$([int] $Matches[3] - [int] $Matches[2] + 1)" "store=$($Matches[1])"
        }
        $left = Get-OwnRow
        if ($StandIns) { Reset-TestPlace }
        Remove-Module -Name 'Portwright', 'ModuleUnderTest' -ErrorAction Ignore
        if ($left) { throw "this was left behind: $left" }
    }

    It 'had the tables read before anything was changed' { $before.Count | Should -BeGreaterThan 0 }

    It 'keeps ports, which netsh shows in both stores, and gives them back' {
        $added = Add-PwPortReservation -Port 47810-47811 @machine
        $added.Verified | Should -Be 'Yes'
        Get-OwnRow | Should -Be 'active 47810-47811*', 'persistent 47810-47811*'
        @(Get-PwExcludedPortRange -Protocol tcp -Store persistent @machine | Where-Object -Property StartPort -EQ -Value 47810).NumberOfPorts | Should -Be 2
        (Remove-PwPortReservation -Port 47810-47811 @machine).Verified | Should -Be 'Yes'
        Get-OwnRow | Should -BeNullOrEmpty
    }

    It 'undoes what it did' {
        $added = Add-PwPortReservation -Port 47812 @machine
        Get-OwnRow | Should -Be 'active 47812-47812*', 'persistent 47812-47812*'
        ($added | Undo-PwRun @machine).Verified | Should -Be 'Yes'
        Get-OwnRow | Should -BeNullOrEmpty
    }

    It 'draws its ports from where Windows itself says' {
        $range = Get-PwDynamicPortRange @machine | Where-Object -FilterScript { $_.Family -eq 'ipv4' -and $_.Protocol -eq 'tcp' }
        if ($StandIns) { $expected = @(& $Netsh interface ipv4 show dynamicport tcp | ForEach-Object -Process { if ($_ -match ':\s*(\d+)') { [int] $Matches[1] } }) }
        else {
            $setting = Get-NetTCPSetting -SettingName 'Internet'
            $expected = @([int] $setting.DynamicPortRangeStartPort, [int] $setting.DynamicPortRangeNumberOfPorts)
        }
        $range.StartPort, $range.NumberOfPorts | Should -Be $expected
    }

    It 'shows the refused bind, 10013, on a reservation of its own, and leaves nothing' {
        $result = Invoke-PwPortFailure -Method reservation -Port 47813 @machine -Confirm:$false
        $result.Outcome, $result.Verified | Should -Be 'done', 'Yes'
        @($result.Step | Where-Object -FilterScript { $_.Outcome -eq 'proved' -and "$($_.Title) $($_.Detail)" -match '10013|cannot be bound' }).Count | Should -BeGreaterThan 0
        Get-OwnRow | Should -BeNullOrEmpty
    }

    It "says of a port what a bind says$noBind" -Skip:($null -ne $noBind) {
        $listener = New-Object -TypeName Net.Sockets.TcpListener -ArgumentList ([Net.IPAddress]::Any), 47812
        $listener.ExclusiveAddressUse = $true
        Test-PwPort -Port 47812 | Should -BeTrue
        $listener.Start()
        try { Test-PwPort -Port 47812 | Should -BeFalse }
        finally { $listener.Stop() }
    }

    It 'says yes of a port that is free' { Test-PwPort -Port 47812 @machine | Should -BeTrue }
}
