#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

BeforeAll {
    foreach ($name in 'PrivateFunctions', 'FakeWindows') {
        Import-Module -Name ([IO.Path]::Combine($PSScriptRoot, 'Support', "$name.psm1")) -Force -DisableNameChecking
    }
    $anyMachine = @{ kind = 'windows' }

    Mock -ModuleName 'PrivateFunctions' Read-PwProgram -MockWith { Get-FakeOutput -Program $Program -Argument $Argument }
    Mock -ModuleName 'PrivateFunctions' Read-PwQuestion -MockWith { Get-FakeAnswer -Name $Name -Question $Question }
    function Test-One {
        param ([object] $Fact, [string] $Outcome = 'done', [hashtable] $More = @{ DeadlineMs = 0 })
        Test-PwPromise -Promise @([pscustomobject] @{ stepId = 'a-step'; fact = ([pscustomobject] $Fact) }) -Machine $anyMachine -Outcome $Outcome @More
    }
}

AfterAll { Remove-Module -Name 'PrivateFunctions', 'FakeWindows' }

Describe 'Test-PwPromise' {
    BeforeEach { Clear-Said }

    Context 'a kind' {
        BeforeDiscovery {
            $excluded = @{ kind = 'excluded-port-range'; protocol = 'tcp'; lasting = $true; startPort = 8065; numberOfPorts = 3 }
            $key = 'HKLM\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters'
            $noValue = @{ kind = 'no-registry-value'; key = $key; name = 'MaxUserPort' }
            $isValue = @{ kind = 'registry-value'; key = $key; name = 'MaxUserPort'; type = 'REG_DWORD'; data = '0xfffe' }
            $valueText = "`r`nHKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters`r`n    MaxUserPort    REG_DWORD    0xfffe`r`n`r`n"
            $noValueText = @{ StdErr = "ERROR: The system was unable to find the specified registry key or value.`r`n" }
            $range = @{ kind = 'dynamic-port-range'; family = 'ipv4'; protocol = 'tcp'; lasting = $true; startPort = 49152; numberOfPorts = 16384 }
            $ports = @{ kind = 'port-bindable'; protocol = 'tcp'; ports = @(8065, 8066) }
            $block = @{ kind = 'no-block-outside'; startPort = 49152; numberOfPorts = 16384 }
            $none = @{ kind = 'no-excluded-port-range'; protocol = 'udp'; startPort = 8065; numberOfPorts = 2 }
            $feature = @{ kind = 'windows-feature'; featureName = 'Containers'; enabled = $true }
            $off = @{ kind = 'windows-feature'; featureName = 'Containers'; enabled = $false }
            $service = @{ kind = 'service-state'; service = 'winnat'; state = 'running' }
            $rule = @{ kind = 'firewall-rule'; layer = 'hyper-v'; name = 'Portwright-8065-tcp'; protocol = 'tcp'; port = 8065 }
            $noRule = @{ kind = 'no-firewall-rule'; layer = 'host'; name = 'Portwright-8065-tcp' }
            $noContainer = @{ kind = 'no-container'; container = 'web' }
            $cases = @(
                , @('is administered in both stores', 'Yes', $excluded, { Set-Table -Row '8065-8067*' -Persistent '8065-8067*' })
                , @('is covered by two rows and more', 'Yes', $excluded, { Set-Table -Row '8000-8065*', '8066-8070*' -Persistent '8065*', '8066*', '8067*' })
                , @('is administered until the next restart only', 'No', $excluded, { Set-Table -Row '8065-8067*' })
                , @('has a port that no row covers', 'No', $excluded, { Set-Table -Row '8065*', '8067*' -Persistent '8065-8067*' })
                , @('is a block of winnat', 'No', $excluded, { Set-Table -Row '8000-8099' -Persistent '8065-8067*' })
                , @('was not read from the persistent store', 'Unknown', $excluded, {
                        Set-Table -Row '8065-8067*'
                        Set-Said 'netsh.exe interface ipv4 show excludedportrange protocol=tcp store=persistent' @{ StdOut = 'The parameter is incorrect.' } })
                , @('is in a table of which the end is missing', 'Unknown', $excluded, {
                        Set-Table -Row '8065-8067*' -Persistent '8065-8067*'
                        Set-Said 'netsh.exe interface ipv4 show excludedportrange protocol=tcp store=active' ((Get-ExcludedTable -Row '8065-8067*') -replace '\* - .*') })
                , @('has no row of its span', 'Yes', $none, { Set-Table -Protocol 'udp' -Row '8065*', '8065-8067*', '8000-8099' })
                , @('has an administered row of its span', 'No', $none, { Set-Table -Protocol 'udp' -Row '8065-8066*' })
                , @('has a row of its span that is not administered', 'No', $none, { Set-Table -Protocol 'udp' -Row '8065-8066' })
                , @('would have a row of its span after a restart', 'No', $none, { Set-Table -Protocol 'udp' -Persistent '8065-8066*' })
                , @('has a table that is empty text', 'Unknown', $none, { Set-Table -Protocol 'udp'
                        Set-Said 'netsh.exe interface ipv4 show excludedportrange protocol=udp store=active' '' })
                , @('is said by netsh and PowerShell', 'Yes', $range, { Set-Dynamic '49152+16384' '49152+16384' (Get-Setting 49152 16384) })
                , @('is another range', 'No', $range, { Set-Dynamic '1024+64511' '1024+64511' (Get-Setting 1024 64511) })
                , @('lasts until the next restart only', 'No', $range, { Set-Dynamic '49152+16384' '1024+64511' (Get-Setting 49152 16384) })
                , @('is another one to PowerShell', 'No', $range, { Set-Dynamic '49152+16384' '49152+16384' (Get-Setting 1024 64511) })
                , @('is another one to netsh', 'No', $range, { Set-Dynamic '1024+64511' '49152+16384' (Get-Setting 49152 16384) })
                , @('is said by netsh, and PowerShell cannot say', 'Unknown', $range, { Set-Dynamic '49152+16384' '49152+16384' $null })
                , @('is said by netsh, and PowerShell names no range', 'Unknown', $range, { Set-Dynamic '49152+16384' '49152+16384' (Get-Setting 0 0) })
                , @('is another one to netsh, and PowerShell cannot say', 'No', $range, { Set-Dynamic '1024+64511' '1024+64511' $null })
                , @('is one of ipv6, of which PowerShell says nothing', 'Yes', (@{ kind = 'dynamic-port-range'; family = 'ipv6'; protocol = 'udp'; lasting = $false; startPort = 49152; numberOfPorts = 16384 }), {
                        Set-Said 'netsh.exe interface ipv6 show dynamicportrange protocol=udp store=active' (Get-DynamicTable 49152 16384) })
                , @('is said to be one thing of udp and tcp of PowerShell', 'Unknown', (@{ kind = 'dynamic-port-range'; family = 'ipv4'; protocol = 'udp'; lasting = $false; startPort = 49152; numberOfPorts = 16384 }), {
                        Set-Said 'netsh.exe interface ipv4 show dynamicportrange protocol=udp store=active' (Get-DynamicTable 49152 16384)
                        Set-Said 'net-tcp-setting' (Get-Setting 49152 16384) })
                , @('has every block inside', 'Yes', $block, { Set-Table -Row '5357', '8000-8063', '49152-49251', '50000-50059*', '1000-1099*'
                        Set-Table -Protocol 'udp' })
                , @('has a block below', 'No', $block, { Set-Table -Row '8018-8117'; Set-Table -Protocol 'udp' })
                , @('has a block that begins below', 'No', $block, { Set-Table -Row '49152-49251'; Set-Table -Protocol 'udp' -Row '49151-49250' })
                , @('has a block of 10 below, as Windows 10 1709 drew them', 'No', $block, { Set-Table -Row '8018-8027'; Set-Table -Protocol 'udp' })
                , @('has a table of udp that was not read', 'Unknown', $block, { Set-Table })
                , @('is not there, and its key is', 'Yes', $noValue, {
                        Set-Said "reg.exe query $key /v MaxUserPort" $noValueText; Set-Said "reg.exe query $key" "`r`n" })
                , @('is there', 'No', $noValue, { Set-Said "reg.exe query $key /v MaxUserPort" $valueText; Set-Said "reg.exe query $key" $valueText })
                , @('is not there, as its key is not, which the key above shows', 'Yes', $noValue, {
                        Set-Said "reg.exe query $key /v MaxUserPort" $noValueText; Set-Said "reg.exe query $key" $noValueText
                        Set-Said ("reg.exe query $key" -replace '\\Parameters') "`r`nHKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\Tcpip\Linkage`r`n" })
                , @('is not there, and two keys above it are not', 'Yes', $noValue, {
                        Set-Said "reg.exe query $key /v MaxUserPort" $noValueText; Set-Said "reg.exe query $key" $noValueText
                        Set-Said ("reg.exe query $key" -replace '\\Parameters') $noValueText
                        Set-Said ("reg.exe query $key" -replace '\\Tcpip\\Parameters') "`r`nHKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\Dhcp`r`n" })
                , @('may not be read, as its key may not', 'Unknown', $noValue, {
                        Set-Said "reg.exe query $key /v MaxUserPort" @{ StdErr = 'ERROR: Access is denied.' }; Set-Said "reg.exe query $key" @{ StdErr = 'ERROR: Access is denied.' }
                        Set-Said ("reg.exe query $key" -replace '\\Parameters') "`r`nHKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters`r`n" })
                , @('may not be read, as nothing may', 'Unknown', $noValue, {
                        $denied = @{ StdErr = 'ERROR: Access is denied.' }
                        Set-Said "reg.exe query $key /v MaxUserPort" $denied
                        for ($at = $key; $at -match '\\'; $at = $at -replace '\\[^\\]+$') { Set-Said "reg.exe query $at" $denied }
                        Set-Said 'reg.exe query HKLM' $denied })
                , @('is there by the list and not there by its name', 'Unknown', $noValue, {
                        Set-Said "reg.exe query $key /v MaxUserPort" $noValueText; Set-Said "reg.exe query $key" $valueText })
                , @('is text that nobody knows', 'Unknown', $noValue, { Set-Said "reg.exe query $key /v MaxUserPort" 'hello'; Set-Said "reg.exe query $key" '' })
                , @('is what it should be', 'Yes', $isValue, { Set-Said "reg.exe query $key /v MaxUserPort" $valueText; Set-Said "reg.exe query $key" $valueText })
                , @('has other data', 'No', $isValue, { Set-Said "reg.exe query $key /v MaxUserPort" $valueText.Replace('0xfffe', '0x3a98'); Set-Said "reg.exe query $key" '' })
                , @('has another type', 'No', $isValue, { Set-Said "reg.exe query $key /v MaxUserPort" $valueText.Replace('REG_DWORD', 'REG_SZ'); Set-Said "reg.exe query $key" '' })
                , @('should be there and is not', 'No', $isValue, { Set-Said "reg.exe query $key /v MaxUserPort" $noValueText; Set-Said "reg.exe query $key" "`r`n" })
                , @('should be there, and nobody can say', 'Unknown', $isValue, { Set-Said "reg.exe query $key /v MaxUserPort" @{ ExitCode = 5 }; Set-Said "reg.exe query $key" '' })
                , @('runs', 'Yes', $service, { Set-Said 'sc.exe query winnat' (Get-ServiceText -State '4  RUNNING') })
                , @('runs, in another language', 'Yes', $service, { Set-Said 'sc.exe query winnat' ((Get-ServiceText -State '4  WIRD AUSGEF') -replace 'STATE|TYPE', 'XXXX') })
                , @('is stopped', 'No', $service, { Set-Said 'sc.exe query winnat' (Get-ServiceText -State '1  STOPPED') })
                , @('is on its way', 'No', $service, { Set-Said 'sc.exe query winnat' (Get-ServiceText -State '2  START_PENDING') })
                , @('is not installed', 'No', $service, { Set-Said 'sc.exe query winnat' @{ ExitCode = 1060; StdOut = '[SC] EnumQueryServicesStatus:OpenService FAILED 1060:' } })
                , @('may not be asked for', 'Unknown', $service, { Set-Said 'sc.exe query winnat' @{ ExitCode = 5; StdOut = '[SC] OpenService FAILED 5:' } })
                , @('is text that is cut off', 'Unknown', $service, { Set-Said 'sc.exe query winnat' "`r`nSERVICE_NAME: winnat `r`n        TYPE               : 4  KERNEL_DRIVER  `r`n" })
                , @('lets the port in', 'Yes', $rule, { Set-Rule })
                , @('is off', 'No', $rule, { Set-Rule -With @{ enabled = $false } })
                , @('blocks', 'No', $rule, { Set-Rule -With @{ action = 'Block' } })
                , @('is for another port', 'No', $rule, { Set-Rule -With @{ localPorts = @('8066') } })
                , @('is for the other protocol', 'No', $rule, { Set-Rule -With @{ protocol = 'UDP' } })
                , @('is not there', 'No', $rule, { Set-Said 'firewall-rule hyper-v Portwright-8065-tcp' @{ rule = $null } })
                , @('cannot be asked for', 'Unknown', $rule, { })
                , @('has a name that no rule of ours has', 'Unknown', (@{ kind = 'firewall-rule'; layer = 'host'; name = '*'; protocol = 'tcp'; port = 1 }), { })
                , @('is gone', 'Yes', $noRule, { Set-Said 'firewall-rule host Portwright-8065-tcp' @{ rule = $null } })
                , @('is still there', 'No', $noRule, { Set-Rule -Layer 'host' })
                , @('is enabled', 'Yes', $feature, { Set-Said 'optional-feature Containers' @{ state = 'Enabled' } })
                , @('is disabled', 'No', $feature, { Set-Said 'optional-feature Containers' @{ state = 'Disabled' } })
                , @('waits for a restart', 'No', $feature, { Set-Said 'optional-feature Containers' @{ state = 'EnablePending' } })
                , @('has a state nobody knows', 'Unknown', $feature, { Set-Said 'optional-feature Containers' @{ state = 'Other' } })
                , @('has no state', 'Unknown', $feature, { Set-Said 'optional-feature Containers' @{ state = $null } })
                , @('needs elevation to be read', 'Unknown', $feature, { })
                , @('is off', 'Yes', $off, { Set-Said 'optional-feature Containers' @{ state = 'DisabledWithPayloadRemoved' } })
                , @('is unknown to this Windows', 'Yes', $off, { Set-Said 'optional-feature Containers' @{ state = 'Absent' } })
                , @('is still on', 'No', $off, { Set-Said 'optional-feature Containers' @{ state = 'DisablePending' } })
                , @('can be bound', 'Yes', $ports, { foreach ($port in 8065, 8066) { Set-Said "probe-bind 0.0.0.0 $port tcp" @{ socketError = 0 } } })
                , @('is reserved', 'No', $ports, { Set-Said 'probe-bind 0.0.0.0 8065 tcp' @{ socketError = 10013 }; Set-Said 'probe-bind 0.0.0.0 8066 tcp' @{ socketError = 0 } })
                , @('is held', 'No', $ports, { Set-Said 'probe-bind 0.0.0.0 8065 tcp' @{ socketError = 0 }; Set-Said 'probe-bind 0.0.0.0 8066 tcp' @{ socketError = 10048 } })
                , @('could not be tried', 'Unknown', $ports, { Set-Said 'probe-bind 0.0.0.0 8065 tcp' @{ socketError = 0 } })
                , @('has an answer of null, which PowerShell takes for 0', 'Unknown', $ports, {
                        foreach ($port in 8065, 8066) { Set-Said "probe-bind 0.0.0.0 $port tcp" @{ socketError = $null } } })
                , @('fails for want of buffers', 'Unknown', $ports, { foreach ($port in 8065, 8066) { Set-Said "probe-bind 0.0.0.0 $port tcp" @{ socketError = 10055 } } })
                , @('is not among the containers', 'Yes', $noContainer, { Set-Said 'docker.exe ps --all --no-trunc --format {{json .}}' "{`"Names`":`"web-1`"}`n{`"Names`":`"WEB`"}`n" })
                , @('is no container, as there is none', 'Yes', $noContainer, { Set-Said 'docker.exe ps --all --no-trunc --format {{json .}}' '' })
                , @('is one of the containers', 'No', $noContainer, { Set-Said 'docker.exe ps --all --no-trunc --format {{json .}}' "{`"Names`":`"db,web`"}`n" })
                , @('is in a list that is no JSON', 'Unknown', $noContainer, { Set-Said 'docker.exe ps --all --no-trunc --format {{json .}}' "NAMES`nweb-1`n" })
                , @('is in a list without names', 'Unknown', $noContainer, { Set-Said 'docker.exe ps --all --no-trunc --format {{json .}}' '{"ID":"1"}' })
                , @('is not listed by an engine that is down', 'Unknown', $noContainer, { Set-Said 'docker.exe ps --all --no-trunc --format {{json .}}' @{ StdErr = 'error during connect: //./pipe/dockerDesktopLinuxEngine' } })
                , @('is not listed, as there is no docker.exe', 'Unknown', $noContainer, { })
            ) | ForEach-Object -Process { @{ What = "$($_[2].kind) that $($_[0])"; Verdict = $_[1]; Fact = $_[2]; Machine = $_[3] } }
        }

        BeforeAll {
            $key = 'HKLM\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters'
            $valueText = "`r`nHKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters`r`n    MaxUserPort    REG_DWORD    0xfffe`r`n`r`n"
            $noValueText = @{ StdErr = "ERROR: The system was unable to find the specified registry key or value.`r`n" }
            function Set-Dynamic {
                param ([string] $Active, [string] $Persistent, [object] $Setting)
                foreach ($store in @{ active = $Active; persistent = $Persistent }.GetEnumerator()) {
                    $start, $count = $store.Value.Split('+')
                    Set-Said "netsh.exe interface ipv4 show dynamicportrange protocol=tcp store=$($store.Key)" (Get-DynamicTable $start $count)
                }
                if ($Setting) { Set-Said 'net-tcp-setting' $Setting }
            }
        }

        It '<What>: <Verdict>' -ForEach $cases {
            . ([scriptblock]::Create($Machine))
            $result = Test-One -Fact $Fact
            "$($result.Verified): $($result.Found)" | Should -BeLike "${Verdict}: ?*"
            $result.Promise | Should -Not -BeNullOrEmpty
            $result.Expected | Should -Not -BeNullOrEmpty
            $pending = Test-One -Fact $Fact -Outcome 'restart-required'
            $waits = $Verdict -eq 'No' -or $Fact.kind -eq 'windows-feature'
            $pending.Verified | Should -Be $(if ($waits) { 'Pending' } else { $Verdict }) -Because 'what is not met waits for the restart, and so does every feature'
        }

        It 'reads the settings of WSL as WSL does: <Mode> from <Text>' -ForEach @(
            @{ Text = "[wsl2]`r`nnetworkingMode = Mirrored`r`n"; Mode = 'mirrored' }
            @{ Text = "[experimental]`nnetworkingmode=`"mirrored`""; Mode = 'mirrored' }
            @{ Text = "[wsl2]`nnetworkingMode=mirrored`nnetworkingMode=nat"; Mode = 'nat' }
            @{ Text = "$([char] 0xFEFF)[wsl2]`nnetworkingMode=mirrored"; Mode = 'mirrored' }
            @{ Text = "[wsl2]`n# networkingMode=mirrored`n[boot]`nnetworkingMode=mirrored"; Mode = $null }
            @{ Text = $null; Mode = $null }
        ) {
            $folder = New-Item -ItemType Directory -Path ([IO.Path]::Combine($TestDrive, [guid]::NewGuid().ToString('N')))
            $path = [IO.Path]::Combine($folder.FullName, '.wslconfig')
            if ($null -ne $Text) { [IO.File]::WriteAllText($path, $Text) }
            (Test-One -Fact @{ kind = 'wsl-networking-mode'; path = $path; mode = $Mode }).Verified | Should -Be 'Yes'
            (Test-One -Fact @{ kind = 'wsl-networking-mode'; path = $path; mode = 'none' }).Verified | Should -Be 'No'
            (Test-One -Fact @{ kind = 'wsl-networking-mode'; path = "$path.txt"; mode = $Mode }).Verified | Should -Be 'Unknown'
        }

        It 'shows both sources where they disagree' {
            Set-Dynamic '49152+16384' '49152+16384' (Get-Setting 1024 64511)
            $result = Test-One -Fact @{ kind = 'dynamic-port-range'; family = 'ipv4'; protocol = 'tcp'; lasting = $true; startPort = 49152; numberOfPorts = 16384 }
            $result.Found | Should -Be 'netsh active: 49152+16384; netsh persistent: 49152+16384; PowerShell: 1024+64511'
        }

        It 'keeps characters that would steer a console out of what it shows' {
            Set-Said 'sc.exe query winnat' "SERVICE$([char] 27)[2J`r`n"
            (Test-One -Fact @{ kind = 'service-state'; service = 'winnat'; state = 'running' }).Found | Should -Not -Match '[\x00-\x1f]'
        }
    }
}
