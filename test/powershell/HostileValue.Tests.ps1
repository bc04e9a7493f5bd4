#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

# Whatever a value holds, it stays a value: nothing of it is ever carried out.

BeforeDiscovery {
    # Quotes as PowerShell knows them: ' and the four that it takes for it, " and the three that it takes for it.
    $single = "'" + -join [char[]] (0x2018, 0x2019, 0x201a, 0x201b)
    $double = '"' + -join [char[]] (0x201c, 0x201d, 0x201e)
    $hangul = -join [char[]] (0xd55c, 0xae00)
    $code = 'New-Item canary'
    $text = @(
        # Each of them ends what another began, and begins what another ends.
        foreach ($quotes in $single, $double) { "a$quotes; $code; $quotes" }
        "a$([char] 0x2019); $code; $([char] 0x2018)"
        "`$($code)", "@($code)", "``$code``", "#> $code <#", "; $code #", "& { $code }", "%PATH% !x! ^& $code", "-Confirm $code", "--yes", "[x]* $code ?", "$hangul $code", "a`tb $code", "`$(touch canary)", "';touch canary;'"
    )
    $onWindows = [IO.Path]::DirectorySeparatorChar -eq '\'
    # A name of a file on Windows holds none of these.
    $isName = { -not $onWindows -or $args[0].IndexOfAny([IO.Path]::GetInvalidFileNameChars()) -lt 0 }
    $value = @($text | ForEach-Object -Process { @{ Value = $_ } })
    $name = @($text | Where-Object -FilterScript { & $isName $_ } | ForEach-Object -Process { @{ Value = $_ } })
}

BeforeAll {
    Import-Module -Name ([IO.Path]::Combine($PSScriptRoot, 'Support', 'ModuleUnderTest.psm1')) -Force
    Import-ModuleUnderTest
    Set-TestPlace -Folder ([IO.Path]::Combine($TestDrive, 'state'))
    # Wherever it were made: by PowerShell here, by a program in its own folder.
    $here = [IO.Path]::Combine($TestDrive, 'here')
    $null = [IO.Directory]::CreateDirectory($here)
    Push-Location -LiteralPath $here
    $processFolder = [Environment]::CurrentDirectory
    [Environment]::CurrentDirectory = $here
    $kept = New-SimulatedMachine -Folder $TestDrive
}

AfterAll {
    Pop-Location
    [Environment]::CurrentDirectory = $processFolder
    Reset-TestPlace
    Remove-Module -Name 'Portwright', 'ModuleUnderTest' -ErrorAction Ignore
}

Describe 'A hostile value' {
    AfterEach { Get-ChildItem -LiteralPath $here -Recurse -Filter 'canary*' | Should -BeNullOrEmpty -Because 'nothing of a value is carried out' }

    Context 'The path of -State' {
        It 'may hold <Value>' -ForEach $name {
            $state = [IO.Path]::Combine($here, "$Value.json")
            @(Get-PwDynamicPortRange -HostKind simulated -State "./$Value.json").Count | Should -Be 4
            [IO.File]::Exists($state) | Should -BeTrue
        }

        It 'stays as it is from a run through its verification to the command that undoes it, as it is printed' {
            $folder = [IO.Path]::Combine($here, "it's $(-join [char[]] (0x2019, 0xd55c)) `$(New-Item canary) [x] ``;#")
            $null = [IO.Directory]::CreateDirectory($folder)
            $state = [IO.Path]::Combine($folder, 'm.json')
            $result = Repair-PwPort -Port 8065 -HostKind simulated -State $state
            $result.Verified | Should -Be 'Yes'
            $result.Machine | Should -BeExactly $state
            (& ([scriptblock]::Create($result.UndoCommand))).Verified | Should -Be 'Yes'
        }
    }

    Context 'A pasted text' {
        It 'may hold <Value>' -ForEach $value {
            { Get-PwPortDiagnosis -Port 8065 -InputText $Value -ErrorAction Stop } | Should -Throw -ErrorId 'portwright.input.unrecognised-paste,Get-PwPortDiagnosis'
        }

        It 'may come from a file of any name, and hold all of it beside a table' -ForEach @(@{ All = $text; Name = $name }) {
            $path = [IO.Path]::Combine($here, "$($Name[0].Value) $(-join [char[]] (0xd55c))")
            [IO.File]::WriteAllText($path, "Start Port    End Port`n----------    --------`n      8018        8117`n`n" + ($All -join "`n"))
            (Get-PwPortDiagnosis -Port 8065 -Path $path -WarningAction SilentlyContinue).Verdict | Should -Be 'reserved'
        }
    }

    Context 'The name of a container' {
        It 'is refused before anything is asked where it is <Value>' -ForEach $value {
            Set-ModuleVariable -Name 'PwNodePath' -Value '/nowhere/node'
            try {
                { Repair-PwPort -Port 8065 -Container $Value -HostKind simulated -State $kept } | Should -Throw -ErrorId 'ParameterArgumentValidationError,Repair-PwPort'
                { Invoke-PwScenario -Name fix -Port 8065 -Container $Value -HostKind simulated -State $kept -Confirm:$false } | Should -Throw -ErrorId 'ParameterArgumentValidationError,Invoke-PwScenario'
                { Get-PwPortDiagnosis -Container $Value -HostKind simulated -State $kept } | Should -Throw -ErrorId 'ParameterArgumentValidationError,Get-PwPortDiagnosis'
            }
            finally { Set-ModuleVariable -Name 'PwNodePath' -Value (Get-NewEnoughNode) }
        }

        It 'is completed as one literal, whatever Docker says' -ForEach @(@{ All = $text }) {
            $machine = Get-MachineState -State $kept
            $template = ConvertTo-Json -InputObject @($machine.docker.containers)[0] -Depth 9
            $machine.docker.containers = @($All | ForEach-Object -Process {
                    $container = ConvertFrom-Json -InputObject $template
                    $container.name = $_
                    $container
                })
            $state = [IO.Path]::Combine($here, 'hostile.json')
            [IO.File]::WriteAllText($state, (ConvertTo-Json -InputObject $machine -Depth 12))
            $line = "Repair-PwPort 8065 -HostKind simulated -State '$($state.Replace("'", "''"))' -Container "
            $completed = @((TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches.CompletionText)
            $completed.Count | Should -Be $All.Count
            $given = foreach ($each in $completed) {
                $ast = [Management.Automation.Language.Parser]::ParseInput("x $each", [ref] $null, [ref] $null)
                $elements = $ast.EndBlock.Statements[0].PipelineElements[0].CommandElements
                $elements.Count | Should -Be 2
                $elements[1] | Should -BeOfType ([Management.Automation.Language.StringConstantExpressionAst])
                $elements[1].Value
            }
            ($given -join '|') | Should -BeExactly ($All -join '|')
        }
    }

    Context 'The id of a run' {
        It 'is unknown where it is <Value>' -ForEach ($value + @{ Value = '../../../etc/passwd' }, @{ Value = '..' }, @{ Value = 'a/../b' }) {
            { Undo-PwRun -RunId $Value -HostKind simulated -State $kept } | Should -Throw -ErrorId 'portwright.run.unknown,Undo-PwRun'
        }

        It 'is unknown to <_> too' -ForEach 'Get-PwRun', 'Resume-PwRun' {
            { & $_ -ErrorAction Stop -RunId "`$(New-Item canary)'" } | Should -Throw -ErrorId "portwright.*,$_"
        }
    }

    Context 'The name of a scenario' {
        It 'is unknown where it is not one' {
            foreach ($each in "fix'; New-Item canary; '", '../../scenarios/fix', '$(New-Item canary)', '__proto__') {
                { Invoke-PwScenario -Name $each -HostKind simulated -State $kept -Confirm:$false } | Should -Throw -ErrorId 'portwright.*,Invoke-PwScenario'
            }
        }
    }
}
