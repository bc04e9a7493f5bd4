#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

# Every example of the help is carried out as it stands, but on a simulated machine.

BeforeDiscovery {
    Import-Module -Name ([IO.Path]::Combine($PSScriptRoot, 'Support', 'ModuleUnderTest.psm1')) -Force
    Import-ModuleUnderTest
    # Of a Linux there is no simulated one: its examples, which only plan, are carried out where this machine is one.
    $hasLinux = [IO.File]::Exists('/proc/sys/net/ipv4/ip_local_reserved_ports')
    $example = @(foreach ($command in Get-Command -Module 'Portwright') {
            if ($command.Name -like '*-PwLinux*' -and -not $hasLinux) { continue }
            $number = 0
            foreach ($each in @((Get-Help -Name $command.Name -Full).examples.example)) {
                $number++
                @{ Command = $command.Name; Number = $number; Code = $each.code }
            }
        })
}

BeforeAll {
    Import-Module -Name ([IO.Path]::Combine($PSScriptRoot, 'Support', 'ModuleUnderTest.psm1')) -Force
    Import-ModuleUnderTest

    # What an example needs to be there before it: a run to list, to go on with or to put back.
    $before = @{
        'Get-PwRun'    = { $null = Add-PwPortReservation -Port 8443 -HostKind simulated -State $state }
        'Restart-PwContainer' = { $null = Repair-PwPort -Port 8065 -HostKind simulated -State $state }
        'Export-PwRunReport' = { $null = Add-PwPortReservation -Port 8444 -HostKind simulated -State $state }
        'Restart-PwSimulatedMachine' = { $null = New-PwSimulatedMachine -State machine.json }
        'Undo-PwRun'   = { $null = Add-PwPortReservation -Port 8443 -HostKind simulated -State $state }
        'Resume-PwRun' = {
            $null = Initialize-PwHyperVPort -Port 8065 -Feature Containers -HostKind simulated -State $state -Confirm:$false -WarningAction SilentlyContinue
            $null = Invoke-Portwright -Argument 'simulate', 'reboot', '--state', $state
        }
    }
    # netsh.exe of the examples, which is not on every system: it prints the table of a Windows.
    function netsh.exe {
        if ("$args" -cne 'interface ipv4 show excludedportrange protocol=tcp') { throw "netsh.exe $args" }
        '', 'Protocol tcp Port Exclusion Ranges', '', 'Start Port    End Port      ', '----------    --------      '
        '      8018        8117      ', '     50000       50059     *', '', '* - Administered port exclusions.', ''
    }

    function Add-Machine {
        # The code with -HostKind and -State on each command that takes them, by its syntax tree.
        param ([string] $Code)
        $ast = [Management.Automation.Language.Parser]::ParseInput($Code, [ref] $null, [ref] $null)
        $calls = @($ast.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true) | Sort-Object -Property { $_.Extent.EndOffset } -Descending)
        foreach ($call in $calls) {
            $found = Get-Command -Name $call.GetCommandName()
            $words = @($call.CommandElements | ForEach-Object -Process { if ($_ -is [Management.Automation.Language.CommandParameterAst]) { $_.ParameterName } })
            if ($found.Name -like '*-PwLinux*') { continue }
            if ($found.Source -ne 'Portwright' -or -not $found.Parameters.ContainsKey('SystemRoot')) { continue }
            if (@('HostKind', 'InputText', 'ErrorMessage' | Where-Object -FilterScript { $words -contains $_ }).Count -gt 0) { continue }
            $Code = $Code.Insert($call.Extent.EndOffset, ' -HostKind simulated -State $state')
        }
        $Code
    }
}

AfterAll { Remove-Module -Name 'Portwright', 'ModuleUnderTest' -ErrorAction Ignore }

Describe 'The examples' {
    BeforeEach {
        $place = [IO.Path]::Combine($TestDrive, [guid]::NewGuid().ToString('N'))
        Set-TestPlace -Folder $place
        # Files that an example names are there.
        Push-Location -LiteralPath $place
    }
    AfterEach {
        Pop-Location
        Reset-TestPlace
    }

    It '<Command>, <Number>: <Code>' -ForEach $example {
        # The machine is made by the first command that names it.
        $state = [IO.Path]::Combine($TestDrive, [guid]::NewGuid().ToString('N') + '.json')
        if ($before.ContainsKey($Command)) { . $before[$Command] }
        # A question would end the call: nobody is there to answer it.
        $ConfirmPreference = 'High'
        $ErrorActionPreference = 'Stop'
        $output = @(. ([scriptblock]::Create((Add-Machine -Code $Code))) 3>&1)
        $warning = @($output | Where-Object -FilterScript { $_ -is [Management.Automation.WarningRecord] })
        $written = @($output | Where-Object -FilterScript { $_ -isnot [Management.Automation.WarningRecord] })

        if ($Code -match '-WhatIf' -and $Code -notmatch 'if \(') {
            $written[-1].PSTypeNames[0] | Should -Be 'Portwright.Plan'
        }
        elseif ($Code -match '^Get-PwScenario -Name fix \| Test-PwScenario') { $written | Should -BeNullOrEmpty }
        elseif ($Code -match 'Where-Object \{ -not \$_\.IsIana \}') { $written.IsIana | Should -Be $false, $false, $false, $false }
        else { $written.Count | Should -BeGreaterThan 0 }
        foreach ($result in $written | Where-Object -FilterScript { $_.PSTypeNames[0] -eq 'Portwright.RunResult' }) {
            $isWaiting = $result.Outcome -eq 'restart-required'
            $result.Verified | Should -Be $(if ($isWaiting) { 'Pending' } else { 'Yes' })
            if ($isWaiting) { $warning.Count | Should -BeGreaterThan 0 }
        }
    }
}
