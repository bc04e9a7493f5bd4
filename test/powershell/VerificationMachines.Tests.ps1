#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

# A runner that lies is caught, and one that does what it says is not, whichever way leads to the machine.

BeforeDiscovery {
    # Stand-ins are shell scripts, and a Windows would be read instead of them.
    $onWindows = [IO.Path]::DirectorySeparatorChar -eq '\'
}

BeforeAll {
    foreach ($name in 'PrivateFunctions', 'FakeRunner', 'SimulatedWindows') {
        Import-Module -Name ([IO.Path]::Combine($PSScriptRoot, 'Support', "$name.psm1")) -Force -DisableNameChecking
    }
    $node = Get-TestNode
    $running = @{ kind = 'service-state'; service = 'winnat'; state = 'running' }
    $liar = [IO.Path]::Combine($PSScriptRoot, 'fixtures', 'lying-runner.cjs')
    # A person's folder: with a blank, a quotation mark and in Korean.
    $place = [IO.Path]::Combine($TestDrive, "it's $([char] 0xd55c)")
    $null = [IO.Directory]::CreateDirectory($place)
    $before = @{ XDG_STATE_HOME = $env:XDG_STATE_HOME; PORTWRIGHT_ELEVATED = $env:PORTWRIGHT_ELEVATED }
    $env:XDG_STATE_HOME = [IO.Path]::Combine($place, 'state')
    $env:PORTWRIGHT_ELEVATED = '1'

    function New-Machine {
        param ([string[]] $Option = @())
        $state = [IO.Path]::Combine($place, [guid]::NewGuid().ToString('N') + '.json')
        Invoke-CommandLine -Node $node -Argument (@('simulate', 'create', '--state', $state) + $Option)
        return $state
    }
    function Get-Promise {
        # What the scenario promises for the machine, as it is before anything was changed.
        param ([hashtable] $Machine, [string] $Scenario, [hashtable] $Parameter)
        $seen = @{}
        $last = & (Get-Module -Name 'PrivateFunctions') {
            param ($Request, $Seen)
            Invoke-PwDirectRequest -Request $Request -OnMessage { param ($Message) if ($Message.type -eq 'plan') { $Seen['plan'] = $Message.plan } }.GetNewClosure()
        } @{ schemaVersion = 1; action = 'plan'; host = $Machine; scenario = $Scenario; parameters = $Parameter } $seen
        if ($last.type -ne 'result') { throw $last.error.message }
        return $seen['plan'].promises
    }
    function Set-ThisWindows {
        # Replaces System32 by a folder, and the questions' folder by their source.
        param ([string] $Folder)
        & (Get-Module -Name 'PrivateFunctions') {
            $script:PwProgramFolder = $args[0]
            $script:PwQuestionFolder = $args[1]
        } $Folder ([IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..', 'toolkit', 'powershell', 'questions')))
    }
}

AfterAll {
    foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
    Remove-Variable -Name 'PwTestRequest' -Scope Global -ErrorAction Ignore
    Remove-Module -Name 'PrivateFunctions', 'FakeRunner', 'SimulatedWindows'
}

Describe 'on a simulated machine' {
    BeforeEach { Set-PwRunner -Runner (Get-CommandLinePath) -Node $node }

    It 'catches a runner that says done and did nothing' {
        $state = New-Machine
        Set-PwRunner -Runner $liar -Node $node
        $result = Invoke-TestChange -Parameter @{ ports = @('8065'); container = 'mattermost' } -HostKind simulated -State $state -ErrorVariable failure -ErrorAction SilentlyContinue
        $result.Outcome | Should -Be 'done'
        $result.Verified | Should -Be 'No'
        $failure.FullyQualifiedErrorId | Should -BeLike 'portwright.run.not-verified*'
        ($result.Promise | Where-Object -Property Kind -EQ 'container-serves').Found | Should -Be 'the container is created'
    }

    It 'confirms one that did it' {
        $state = New-Machine
        $machine = @{ kind = 'simulated'; state = $state }
        $promise = Get-Promise -Machine $machine -Scenario 'fix' -Parameter @{ ports = @('8065'); container = 'mattermost' }
        Invoke-CommandLine -Node $node -Argument 'fix', '8065', '--container', 'mattermost', '--host', 'simulated', '--state', $state, '--yes'
        $result = @(Test-PwPromise -Promise $promise -Machine $machine -Outcome 'done')
        $result.Kind | Should -Contain 'container-serves'
        @($result | Where-Object -Property Verified -NE 'Yes' | ForEach-Object -Process { "$($_.Kind): $($_.Found)" }) | Should -BeNullOrEmpty
    }

    It 'reads what one verification needs in one request, and a container''s ports in a second' {
        $machine = @{ kind = 'simulated'; state = New-Machine }
        $promise = @(Get-Promise -Machine $machine -Scenario 'reset-iana-dynamic-range' -Parameter @{})
        $container = @{ stepId = 'x'; fact = @{ kind = 'container-serves'; container = 'mattermost' } }
        Invoke-CommandLine -Node $node -Argument 'fix', '8065', '--container', 'mattermost', '--host', 'simulated', '--state', $machine.state, '--yes'
        $global:PwTestRequest = & (Get-Module -Name 'PrivateFunctions') { ${function:Invoke-PwDirectRequest} }
        Mock -ModuleName 'PrivateFunctions' Invoke-PwDirectRequest -MockWith { & $global:PwTestRequest -Request $Request -TimeoutMs $TimeoutMs }
        $result = @(Test-PwPromise -Promise $promise -Machine $machine -Outcome 'done')
        @($result | Where-Object -Property Verified -EQ 'Unknown' | ForEach-Object -Process { $_.Found }) | Should -BeNullOrEmpty
        Should -Invoke -ModuleName 'PrivateFunctions' Invoke-PwDirectRequest -Exactly 1
        $result = (Test-PwPromise -Promise (@($promise) + $container) -Machine $machine -Outcome 'done')[-1]
        "$($result.Verified): $($result.Found)" | Should -BeLike 'Yes: *'
        Should -Invoke -ModuleName 'PrivateFunctions' Invoke-PwDirectRequest -Exactly 3
    }

    It 'asks for more than one request can hold in several' {
        $machine = @{ kind = 'simulated'; state = New-Machine -Option '--blocks-on', 'none' }
        $fact = @{ kind = 'port-bindable'; protocol = 'tcp'; ports = @(20000..20299) }
        $result = Test-PwPromise -Promise @(@{ stepId = 'x'; fact = $fact }) -Machine $machine -Outcome 'unchanged'
        $result.Found | Should -Match '\A(every bind succeeded|bind refused)'
        $result.Verified | Should -BeIn 'Yes', 'No'
    }

    It 'knows nothing where the command line fails: <Name>' -ForEach @(
        @{ Name = 'there is no such machine'; State = 'none'; Found = '*was not kept*' }
        @{ Name = 'the machine was not kept'; State = ''; Found = '*was not kept*' }
        @{ Name = 'the machine is none'; State = 'broken'; Found = '*broken*' }
        @{ Name = 'there is no command line'; State = 'whole'; Runner = '/nowhere/portwright.cjs'; Found = '?*' }
    ) {
        if ($Runner) { Set-PwRunner -Runner $Runner -Node $node }
        $machine = @{ kind = 'simulated' }
        if ($State) { $machine.state = [IO.Path]::Combine($place, "$State.json") }
        if ($State -in 'whole', 'broken') { [IO.File]::WriteAllText($machine.state, '{}') }
        $result = Test-PwPromise -Promise @(@{ stepId = 'x'; fact = $running }) -Machine $machine -Outcome 'done'
        $result.Verified | Should -Be 'Unknown'
        $result.Found | Should -BeLike $Found
        if ($State -eq 'none') { $machine.state | Should -Not -Exist -Because 'who only looks makes nothing' }
    }

    It 'knows nothing where the answer is <Name>' -ForEach @(
        @{ Name = 'too short'; Document = @{ commands = @(); questions = @() } }
        @{ Name = 'to another question'; Document = @{ commands = @(@{ file = 'sc.exe'; args = @('query', 'hns'); exitCode = 0; stdout = 'x'; stderr = '' }); questions = @() } }
        @{ Name = 'without an exit code'; Document = @{ commands = @(@{ file = 'sc.exe'; args = @('query', 'winnat'); stdout = 'x' }); questions = @() } }
        @{ Name = 'nothing'; Document = $null }
    ) {
        $answer = ConvertFrom-Json -InputObject (ConvertTo-Json -InputObject @{ type = 'result'; exitCode = 0; document = $Document } -Depth 9)
        Mock -ModuleName 'PrivateFunctions' Invoke-PwDirectRequest -MockWith { $answer }.GetNewClosure()
        $kept = [IO.Path]::Combine($place, 'kept.json')
        [IO.File]::WriteAllText($kept, '{}')
        $result = Test-PwPromise -Promise @(@{ stepId = 'x'; fact = $running }) -Machine @{ kind = 'simulated'; state = $kept } -Outcome 'done'
        $result.Verified | Should -Be 'Unknown'
    }
}

Describe 'by stand-in executables (off Windows only)' -Skip:$onWindows {
    BeforeAll {
        Set-PwRunner -Runner (Get-CommandLinePath) -Node $node
        # Korean: its bytes are in code page 949.
        $state = New-Machine -Option '--locale', 'ko'
        $bin = [IO.Path]::Combine($place, 'bin')
        $server = Start-StandIn -Node $node -State $state -Folder $bin
        $machine = @{ kind = 'windows'; systemRoot = $bin }
        $parameter = @{ ports = @('8065'); container = 'mattermost' }
        $promise = Get-Promise -Machine $machine -Scenario 'fix' -Parameter $parameter
    }
    AfterAll { Stop-StandIn -Process $server }
    AfterEach { Remove-Item -LiteralPath 'env:PORTWRIGHT_LIE_ABOUT' -ErrorAction Ignore }

    It 'catches a runner that lies, and then confirms one that does not' {
        Set-PwRunner -Runner $liar -Node $node
        Mock -ModuleName 'PrivateFunctions' Start-Sleep
        $lie = Invoke-TestChange -Parameter $parameter -HostKind windows -SystemRoot $bin -ErrorVariable failure -ErrorAction SilentlyContinue
        $lie.Outcome | Should -Be 'done'
        $lie.Verified | Should -Be 'No'
        $failure.FullyQualifiedErrorId | Should -BeLike 'portwright.run.not-verified*'

        Set-PwRunner -Runner (Get-CommandLinePath) -Node $node
        Invoke-CommandLine -Node $node -Argument 'fix', '8065', '--container', 'mattermost', '--host', 'windows', '--system-root', $bin, '--yes'
        $result = @(Test-PwPromise -Promise $promise -Machine $machine -Outcome 'done')
        @($result | Where-Object -Property Verified -NE 'Yes' | ForEach-Object -Process { "$($_.Kind): $($_.Found)" }) | Should -BeNullOrEmpty
    }

    It 'reads the programs itself, whoever answers for the command line' {
        Set-PwRunner -Runner '/nowhere/portwright.cjs' -Node $node
        $result = @(Test-PwPromise -Promise @(
                @{ stepId = 'a'; fact = $running }
                @{ stepId = 'b'; fact = @{ kind = 'service-state'; service = 'nobody'; state = 'running' } }
                @{ stepId = 'c'; fact = @{ kind = 'port-bindable'; protocol = 'tcp'; ports = @(8065) } }
            ) -Machine $machine -Outcome 'done' -DeadlineMs 0)
        $result.Verified | Should -Be 'Yes', 'No', 'Unknown'
        $result[1].Found | Should -Be 'no such service' -Because 'of exit code 1060 only 36 arrives'
    }

    It 'decodes what a Korean Windows prints' {
        $output = & (Get-Module -Name 'PrivateFunctions') { Read-PwProgram -Machine $args[0] -Program 'netsh.exe' -Argument 'interface', 'ipv4', 'show', 'excludedportrange', 'protocol=tcp' } $machine
        $output.StdOut | Should -Match ([string] [char] 0xd3ec + [char] 0xd2b8)
    }

    It 'knows nothing where a program is missing' {
        $empty = [IO.Path]::Combine($place, 'empty')
        $null = [IO.Directory]::CreateDirectory($empty)
        $result = Test-PwPromise -Promise @(@{ stepId = 'a'; fact = $running }) -Machine @{ kind = 'windows'; systemRoot = $empty } -Outcome 'done'
        "$($result.Verified): $($result.Found)" | Should -BeLike 'Unknown: there is no *sc.exe'
    }

    Context 'in the place of this Windows'' own' {
        BeforeAll {
            Set-ThisWindows -Folder $bin
            # The cmdlets of Windows' own modules, which are not there off Windows.
            $global:PwTestRange = @(1024, 64511)
            function global:Get-NetTCPSetting {
                [pscustomobject] @{ SettingName = 'Automatic'; DynamicPortRangeStartPort = $null; DynamicPortRangeNumberOfPorts = $null }
                [pscustomobject] @{ SettingName = 'Internet'; DynamicPortRangeStartPort = $global:PwTestRange[0]; DynamicPortRangeNumberOfPorts = $global:PwTestRange[1] }
            }
            function global:Get-NetUDPSetting { [pscustomobject] @{ DynamicPortRangeStartPort = $global:PwTestRange[0]; DynamicPortRangeNumberOfPorts = $global:PwTestRange[1] } }
            function global:Get-WindowsOptionalFeature { throw 'The requested operation requires elevation.' }
        }
        AfterAll {
            Set-ThisWindows -Folder $null
            foreach ($name in 'Get-NetTCPSetting', 'Get-NetUDPSetting', 'Get-WindowsOptionalFeature') { Remove-Item -LiteralPath "function:global:$name" }
            Remove-Variable -Name 'PwTestRange' -Scope Global
        }

        It 'catches a runner that lies, and then confirms one that does not' {
            $scenario = 'reset-iana-dynamic-range'
            Set-PwRunner -Runner $liar -Node $node
            $env:PORTWRIGHT_LIE_ABOUT = ConvertTo-Json -InputObject $machine -Compress
            Mock -ModuleName 'PrivateFunctions' Start-Sleep
            $lie = & (Get-Module -Name 'PrivateFunctions') {
                function Invoke-Reset {
                    [CmdletBinding(SupportsShouldProcess)]
                    param ()
                    Invoke-PwChange -Scenario $args0 -Parameter @{} -Machine @{ kind = 'auto' } -Caller $PSCmdlet
                }
                $args0 = $args[0]
                Invoke-Reset -ErrorAction SilentlyContinue
            } $scenario
            $lie.Outcome | Should -Be 'done'
            $lie.Verified | Should -Be 'No'
            ($lie.Promise | Where-Object -Property Kind -EQ 'no-registry-value').Found | Should -Be 'REG_DWORD 0xfffe'

            Set-PwRunner -Runner (Get-CommandLinePath) -Node $node
            $promise = Get-Promise -Machine $machine -Scenario $scenario -Parameter @{}
            Invoke-CommandLine -Node $node -Argument 'run', $scenario, '--host', 'windows', '--system-root', $bin, '--yes'
            # Nobody but this Windows is read: no command line is there.
            Set-PwRunner -Runner '/nowhere/portwright.cjs' -Node $node
            $disagreeing = @(Test-PwPromise -Promise $promise -Machine @{ kind = 'auto' } -Outcome 'done')
            @($disagreeing | Where-Object -Property Verified -EQ 'No').Kind | Select-Object -Unique | Should -Be 'dynamic-port-range' -Because 'PowerShell still says the old range'
            $global:PwTestRange = @(49152, 16384)
            $result = @(Test-PwPromise -Promise $promise -Machine @{ kind = 'auto' } -Outcome 'done')
            @($result | Where-Object -Property Verified -NE 'Yes' | ForEach-Object -Process { "$($_.Kind): $($_.Found)" }) | Should -BeNullOrEmpty
        }

        It 'binds sockets of its own' {
            $socket = New-Object -TypeName Net.Sockets.Socket -ArgumentList 'InterNetwork', 'Stream', 'Tcp'
            try {
                $socket.Bind((New-Object -TypeName Net.IPEndPoint -ArgumentList ([Net.IPAddress]::Any), 0))
                $socket.Listen(1)
                $held = @{ stepId = 'a'; fact = @{ kind = 'port-bindable'; protocol = 'tcp'; ports = @($socket.LocalEndPoint.Port) } }
                $result = Test-PwPromise -Promise @($held) -Machine @{ kind = 'auto' } -Outcome 'done' -DeadlineMs 0
                "$($result.Verified): $($result.Found)" | Should -Be "No: bind refused: $($socket.LocalEndPoint.Port) (10048)"
            }
            finally { $socket.Close() }
            (Test-PwPromise -Promise @($held) -Machine @{ kind = 'auto' } -Outcome 'done').Verified | Should -Be 'Yes'
        }

        It 'knows nothing where a cmdlet fails or its module is missing' {
            $result = @(Test-PwPromise -Promise @(
                    @{ stepId = 'a'; fact = @{ kind = 'windows-feature'; featureName = 'Containers'; enabled = $true } }
                ) -Machine @{ kind = 'auto' } -Outcome 'done')
            "$($result.Verified): $($result.Found)" | Should -Be 'Unknown: The requested operation requires elevation.'
        }
    }
}

Describe 'on a machine that is no Windows' -Skip:$onWindows {
    It 'knows nothing' {
        $result = @(Test-PwPromise -Promise @(
                @{ stepId = 'a'; fact = $running }
                @{ stepId = 'b'; fact = @{ kind = 'port-bindable'; protocol = 'tcp'; ports = @(8065) } }
            ) -Machine @{ kind = 'auto' } -Outcome 'done')
        $result.Verified | Should -Be 'Unknown', 'Unknown'
        $result.Found | Should -Be 'this machine does not run Windows', 'this machine does not run Windows'
    }
}

Describe 'a program' {
    BeforeAll {
        function Invoke-Program {
            param ([string] $Script, [string[]] $Argument = @(), [hashtable] $More = @{})
            & (Get-Module -Name 'PrivateFunctions') { param ($File, $Words, $More) Invoke-PwReadingProcess -FilePath $File -Argument $Words @More } $node (@('-e', $Script) + $Argument) $More
        }
    }

    It 'gives back its bytes and its exit code, whatever it writes to standard error' {
        $output = Invoke-Program 'process.stdout.write(Buffer.from([0x66, 0xfc, 0x72, 0]));process.stderr.write("oh");process.exitCode=7'
        $output.ExitCode | Should -Be 7
        $output.StdOut | Should -Be 0x66, 0xfc, 0x72, 0
        [Text.Encoding]::ASCII.GetString($output.StdErr) | Should -Be 'oh'
    }

    It 'is given its arguments as they are' {
        $words = 'a b', 'c"d', '', '{{json .}}', '%PATH%', '$(x)', 'e\'
        $output = Invoke-Program 'process.stdout.write(JSON.stringify(process.argv.slice(1)))' $words
        [Text.Encoding]::UTF8.GetString($output.StdOut) | Should -Be (ConvertTo-Json -InputObject $words -Compress)
    }

    It 'is not stopped by a full pipe' {
        (Invoke-Program 'process.stderr.write("x".repeat(3e6));process.stdout.write("y".repeat(3e6))').StdErr.Length | Should -Be 3000000
    }

    It 'has nothing to read' {
        (Invoke-Program 'process.stdin.resume().on("end",()=>process.stdout.write("end"))').StdOut.Length | Should -Be 3
    }

    It 'is ended where it does not answer in time' {
        { Invoke-Program 'setTimeout(()=>{},60000)' -More @{ TimeoutMs = 300 } } | Should -Throw '*did not answer in 300 ms'
    }
}
