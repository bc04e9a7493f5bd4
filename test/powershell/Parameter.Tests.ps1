#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

# What the commands take is what the scenarios' schemas say, and the keyboard helps to type it.

BeforeDiscovery {
    Import-Module -Name ([IO.Path]::Combine($PSScriptRoot, 'Support', 'ModuleUnderTest.psm1')) -Force
    Import-ModuleUnderTest
    $printed = & (Get-NewEnoughNode) ([IO.Path]::Combine($PSScriptRoot, 'fixtures', 'scenario-schemas.ts'))
    $case = @(foreach ($scenario in ConvertFrom-Json -InputObject ($printed -join "`n")) {
            $command = @(Get-PwScenario -Name $scenario.id)[0].Command
            $required = @($scenario.schema.PSObject.Properties['required'] | ForEach-Object -Process { $_.Value })
            foreach ($way in 'its own command', 'Invoke-PwScenario') {
                $keys = @($scenario.schema.properties.PSObject.Properties | ForEach-Object -Process {
                        $isList = $_.Value.type -eq 'array'
                        $name = $(if ($isList) { $_.Name -creplace 's$' } else { $_.Name })
                        @{ Key = $_.Name; Name = $name.Substring(0, 1).ToUpperInvariant() + $name.Substring(1); IsRequired = $required -contains $_.Name; Schema = $_.Value }
                    })
                @{ Id = $scenario.id; Command = $command; Way = $way; Parameter = $keys }
            }
        })
    $listed = (ConvertFrom-Json -InputObject (Invoke-Portwright -Argument 'scenarios', '--json')).scenarios.id
}

BeforeAll {
    Import-Module -Name ([IO.Path]::Combine($PSScriptRoot, 'Support', 'ModuleUnderTest.psm1')) -Force
    Import-ModuleUnderTest
    Set-TestPlace -Folder ([IO.Path]::Combine($TestDrive, 'state'))
    $machineParameters = 'HostKind', 'SystemRoot', 'State'

    function Get-Taken {
        # The parameters of a command, or those that Invoke-PwScenario gets with the name of a scenario.
        param ([string] $Id, [string] $Command, [string] $Way)
        $own = $(if ($Way -eq 'Invoke-PwScenario') { Get-Command -Name 'Invoke-PwScenario' -ArgumentList $Id } else { Get-Command -Name $Command })
        $found = @{}
        foreach ($parameter in $own.Parameters.Values) {
            $isCommon = $parameter.Name -in ([Management.Automation.PSCmdlet]::CommonParameters + [Management.Automation.PSCmdlet]::OptionalCommonParameters)
            if (-not $isCommon -and $parameter.Name -notin $machineParameters -and ($Way -ne 'Invoke-PwScenario' -or $parameter.IsDynamic)) { $found[$parameter.Name] = $parameter }
        }
        $found
    }
    function Get-Check {
        param ($Parameter, [type] $Type)
        @($Parameter.Attributes | Where-Object -FilterScript { $_ -is $Type })
    }
    function Get-Completion {
        param ([string] $Line)
        @((TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches | ForEach-Object -MemberName CompletionText)
    }
    function Get-Pattern {
        # Of a check that shows it, and of one that says in words what to write.
        param ($Parameter)
        Get-Check $Parameter ([Management.Automation.ValidatePatternAttribute]) | ForEach-Object -MemberName RegexPattern
        foreach ($check in Get-Check $Parameter ([Management.Automation.ValidateScriptAttribute])) {
            $bound = $check.ScriptBlock.Module
            if ($check.ScriptBlock.Ast.Extent.Text -match '-cmatch \$expected') { & $bound { $expected } }
            else { $check.ScriptBlock.Ast.FindAll({ $args[0] -is [Management.Automation.Language.BinaryExpressionAst] }, $true)[0].Right.Value }
        }
    }
    function Get-Default {
        param ([string] $Command, [string] $Parameter)
        $ast = (Get-Command -Name $Command).ScriptBlock.Ast.Body.ParamBlock.Parameters | Where-Object -FilterScript { $_.Name.VariablePath.UserPath -eq $Parameter }
        if ($ast.DefaultValue) { $ast.DefaultValue.SafeGetValue() }
    }
}

AfterAll {
    Reset-TestPlace
    Remove-Module -Name 'Portwright', 'ModuleUnderTest' -ErrorAction Ignore
}

Describe 'The scenarios' {
    It 'are those of the command line' -ForEach @(@{ Listed = $listed }) {
        @((Get-PwScenario).Name | Sort-Object) | Should -Be @($Listed | Sort-Object)
        @((Get-PwScenario).Command | Select-Object -Unique).Count | Should -Be $Listed.Count
    }
}

Describe '<Id> by <Way>' -ForEach $case {
    BeforeAll { $taken = Get-Taken -Id $Id -Command $Command -Way $Way }

    It 'takes what the schema takes, and nothing else' { @($taken.Keys | Sort-Object) | Should -Be @($Parameter.Name | Sort-Object) }

    It '-<Name> is the schema''s <Key>: its type, its checks, its default' -ForEach $Parameter {
        $model = $taken[$Name]
        $value = $(if ($Schema.type -eq 'array') { $Schema.items } else { $Schema })
        $isOn = $null -ne $value.PSObject.Properties['default'] -and $value.default -eq $true
        $expected = @{ string = [string]; integer = [int]; boolean = $(if ($isOn) { [bool] } else { [switch] }) }[$value.type]
        if ($Schema.type -eq 'array') { $expected = $expected.MakeArrayType() }
        $model.ParameterType | Should -Be $expected

        $model.ParameterSets.Values.IsMandatory | Should -Be $IsRequired

        $members = $value.PSObject.Properties.Name
        @(Get-Check $model ([Management.Automation.ValidateSetAttribute]) | ForEach-Object -MemberName ValidValues) |
            Should -BeExactly @(if ($members -contains 'enum') { $value.enum })
        @(Get-Check $model ([Management.Automation.ValidateRangeAttribute]) | ForEach-Object -Process { $_.MinRange, $_.MaxRange }) |
            Should -Be @(if ($members -contains 'minimum') { $value.minimum, $value.maximum })
        # The same words in .NET's dialect: \d is any digit there, $ allows a line feed after it.
        @(Get-Pattern $model) |
            Should -BeExactly @(if ($members -contains 'pattern') { $value.pattern.Replace('\d', '[0-9]').Replace('\/', '/') -replace '\$$', '\z' })
        @(Get-Check $model ([Management.Automation.ValidatePatternAttribute]) | Where-Object -FilterScript { $_.Options -ne 'None' }) | Should -BeNullOrEmpty

        if ($Way -ne 'Invoke-PwScenario' -and $value.type -ne 'boolean') {
            Get-Default -Command $Command -Parameter $Name | Should -Be $(if ($Schema.PSObject.Properties['default']) { $Schema.default })
        }
    }
}

Describe 'Invoke-PwScenario' {
    It 'has no parameters of a scenario before one is named, or for one that nobody has' {
        @((Get-Command -Name 'Invoke-PwScenario').Parameters.Values | Where-Object -Property IsDynamic) | Should -BeNullOrEmpty
        @((Get-Command -Name 'Invoke-PwScenario' -ArgumentList 'nowhere').Parameters.Values | Where-Object -Property IsDynamic) | Should -BeNullOrEmpty
    }

    It 'sends what it was given' {
        $state = New-SimulatedMachine -Folder $TestDrive
        $plan = Invoke-PwScenario -Name 'reserve-ports' -Port 8443, '9000-9001/UDP' -HostKind simulated -State $state -WhatIf
        $plan.Scenario | Should -BeExactly 'reserve-ports'
        $plan.Change.What | Should -BeLike 'excluded port range *'
        @($plan.Change.What | Where-Object -FilterScript { $_ -match 'udp 9000-9001|tcp 8443' }).Count | Should -Be 2
        (Invoke-PwScenario -Name 'reset-iana-dynamic-range' -MoveBlocks LEAVE -HostKind simulated -State $state -WhatIf).Scenario | Should -Be 'reset-iana-dynamic-range'
    }
}

Describe 'A machine' {
    It 'can be named to every command that looks at one, in the same way' {
        foreach ($command in Get-Command -Module 'Portwright') {
            if ($command.Name -in 'ConvertFrom-PwNetshOutput', 'Export-PwRunReport', 'Get-PwRun', 'Get-PwScenario', 'New-PwSimulatedMachine', 'Restart-PwSimulatedMachine', 'Test-PwScenario') { continue }
            (Get-Check $command.Parameters['HostKind'] ([Management.Automation.ValidateSetAttribute])).ValidValues | Should -Be 'auto', 'windows', 'linux', 'simulated' -Because $command.Name
            $command.Parameters['SystemRoot'].ParameterType | Should -Be ([string])
            $command.Parameters['State'].ParameterType | Should -Be ([string])
            Get-Default -Command $command.Name -Parameter 'HostKind' | Should -Be 'auto'
        }
    }
}

Describe 'The keyboard completes' {
    BeforeAll {
        $state = New-SimulatedMachine -Folder ([IO.Path]::Combine($TestDrive, "it's a folder"))
        $null = Repair-PwPort -Port 8065 -HostKind simulated -State $state
        $id = (Get-PwRun).RunId
        $quoted = $state.Replace("'", "''")
    }

    It 'scenarios for <_>' -ForEach 'Get-PwScenario', 'Invoke-PwScenario', 'Test-PwScenario' {
        Get-Completion "$_ -Name " | Should -Be (Get-PwScenario).Name
        Get-Completion "$_ re" | Should -Be @((Get-PwScenario -Name 're*').Name)
        Get-Completion "$_ nowhere" | Should -Not -Contain 'fix'
    }

    It 'runs for <_>' -ForEach 'Get-PwRun', 'Undo-PwRun', 'Export-PwRunReport' { Get-Completion "$_ -RunId 20" | Should -Contain $id }

    It 'no run that a command can do nothing about' {
        Get-Completion 'Resume-PwRun -RunId 20' | Should -BeNullOrEmpty
        $null = Undo-PwRun -RunId $id -HostKind simulated -State $state
        Get-Completion 'Undo-PwRun -RunId 20' | Should -BeNullOrEmpty
        Get-Completion 'Get-PwRun -RunId 20' | Should -Contain $id
    }

    It 'containers of the very machine that the line names' {
        Get-Completion "Repair-PwPort 8065 -HostKind simulated -State '$quoted' -Container matt" | Should -Be 'mattermost'
    }

    It 'nothing where the machine cannot be read' {
        Get-Completion "Repair-PwPort 8065 -HostKind simulated -State 'nowhere:/x.json' -Container zz" | Should -BeNullOrEmpty
    }

    It 'choices and the parameters of a scenario' {
        Get-Completion 'Invoke-PwScenario reset-iana-dynamic-range -MoveBlocks ' | Sort-Object | Should -Be 'cycle', 'leave', 'restart'
        Get-Completion 'Invoke-PwScenario reserve-ports -Por' | Should -Be '-Port'
    }
}

Describe 'The pipeline' {
    BeforeAll { $machine = @{ HostKind = 'simulated'; State = New-SimulatedMachine -Folder $TestDrive } }

    It 'gives -Port values' {
        @(8065, '5432/udp' | Get-PwPortDiagnosis @machine).Port | Should -Be '8065', '5432/udp'
        8065, 5432 | Test-PwPort @machine | Should -Be $false, $true
    }

    It 'gives -Port by the name of a property, all in one run' {
        $before = @(Get-PwRun).Count
        $result = [pscustomobject] @{ Port = '8443' }, [pscustomobject] @{ Port = '8444-8445' } | Add-PwPortReservation @machine
        @($result).Count | Should -Be 1
        @(Get-PwRun).Count | Should -Be ($before + 1)
        @(Get-PwExcludedPortRange @machine -Protocol tcp | Where-Object -FilterScript { $_.Administered -and $_.StartPort -in 8443..8445 } | Measure-Object -Property NumberOfPorts -Sum).Sum | Should -Be 3
    }

    It 'leads from a diagnosis to its repair, and from a run to its undoing' {
        $found = Get-PwPortDiagnosis -Port '6000/udp' @machine
        $run = $found | Repair-PwPort @machine
        @((Get-MachineState -State $machine.State).ranges.udp | Where-Object -Property startPort -EQ 6000).Count | Should -Be 1
        $shown = $run | Get-PwRun
        $shown.RunId | Should -Be $run.RunId
        ($shown | Undo-PwRun @machine).Verified | Should -Be 'Yes'
        @((Get-MachineState -State $machine.State).ranges.udp | Where-Object -Property startPort -EQ 6000).Count | Should -Be 0
    }

    It 'gives -Name of a test what Get-PwScenario writes' {
        $tests = @(Get-PwScenario -Name 'release-ports' | Test-PwScenario)
        $tests.Count | Should -BeGreaterThan 3
        $tests.Scenario | Select-Object -Unique | Should -Be 'release-ports'
        @($tests | Where-Object -Property Passed -NE $true) | Should -BeNullOrEmpty
    }

    It 'that is empty asks for nothing' { @() | Repair-PwPort @machine | Should -BeNullOrEmpty }
}
