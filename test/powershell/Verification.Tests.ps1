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

    Context 'whatever is promised' {
        It 'gives objects of one type, in the order of the promises, that are compared and not believed' {
            Set-Said 'sc.exe query winnat' (Get-ServiceText -State '4  RUNNING')
            $promises = @(foreach ($state in 'running', 'stopped') {
                    @{ stepId = "is-$state"; fact = @{ kind = 'service-state'; service = 'winnat'; state = $state } }
                })
            $result = @(Test-PwPromise -Promise $promises -Machine $anyMachine -Outcome 'done' -DeadlineMs 0)
            $result.StepId | Should -Be 'is-running', 'is-stopped'
            $result.Verified | Should -Be 'Yes', 'No'
            $result[0].PSTypeNames[0] | Should -Be 'Portwright.PromiseResult'
            ($result[0].PSObject.Properties.Name | Sort-Object) -join ' ' | Should -Be 'Expected Found Kind Promise StepId Verified'
            $result[1].Promise | Should -Be 'the service winnat is stopped'
            $result[1].Expected | Should -Be 'stopped'
            $result[1].Found | Should -Be 'running'
            (Get-AskedCount 'sc.exe query winnat') | Should -Be 1 -Because 'what two promises need is read once'
        }

        It 'says nothing about no promises' {
            @(Test-PwPromise -Promise @() -Machine $anyMachine -Outcome 'done').Count | Should -Be 0
            @(Test-PwPromise -Promise $null -Machine $anyMachine -Outcome 'done').Count | Should -Be 0
        }

        It 'knows nothing about <Name>' -ForEach @(
            @{ Name = 'a promise of no kind'; Fact = @{} }
            @{ Name = 'an empty kind'; Fact = @{ kind = '' } }
            @{ Name = 'an unknown kind'; Fact = @{ kind = 'moon-phase' } }
            @{ Name = 'a known kind in other letters'; Fact = @{ kind = 'Service-State'; service = 'winnat'; state = 'running' } }
            @{ Name = 'a list of kinds'; Fact = @{ kind = @('service-state', 'no-container') } }
            @{ Name = 'no ports at all'; Fact = @{ kind = 'port-bindable'; protocol = 'tcp'; ports = @() } }
            @{ Name = 'a port that is none'; Fact = @{ kind = 'port-bindable'; protocol = 'tcp'; ports = @(70000) } }
            @{ Name = 'an empty range'; Fact = @{ kind = 'excluded-port-range'; protocol = 'tcp'; lasting = $false; startPort = 1; numberOfPorts = 0 } }
            @{ Name = 'a range past the end'; Fact = @{ kind = 'no-block-outside'; startPort = 65535; numberOfPorts = 2 } }
            @{ Name = 'a range in words'; Fact = @{ kind = 'no-block-outside'; startPort = '1'; numberOfPorts = '65535' } }
            @{ Name = 'a range that does not say whether it lasts'; Fact = @{ kind = 'excluded-port-range'; protocol = 'tcp'; startPort = 8065; numberOfPorts = 1 } }
            @{ Name = 'a protocol that is none'; Fact = @{ kind = 'no-excluded-port-range'; protocol = 'sctp'; startPort = 1; numberOfPorts = 1 } }
            @{ Name = 'a container that is an option'; Fact = @{ kind = 'container-serves'; container = '--help' } }
            @{ Name = 'a service on another machine'; Fact = @{ kind = 'service-state'; service = '\\elsewhere'; state = 'running' } }
            @{ Name = 'a registry value that is an option'; Fact = @{ kind = 'no-registry-value'; key = 'HKLM\SOFTWARE\X'; name = '/s' } }
        ) {
            Set-Table
            Set-Table -Protocol 'udp'
            $result = Test-One -Fact $Fact
            $result.Verified | Should -Be 'Unknown'
            $result.Found | Should -Not -BeNullOrEmpty
            $result.Promise | Should -Not -BeNullOrEmpty
        }

        It 'knows nothing about null and half a promise' {
            $result = @(Test-PwPromise -Promise @($null, @{ stepId = 'x' }, @{ fact = @{ kind = 'no-container'; container = 'a' } }) -Machine $anyMachine -Outcome 'done' -DeadlineMs 0)
            $result.Verified | Should -Be 'Unknown', 'Unknown', 'Unknown'
        }

        It 'takes what ConvertFrom-Json makes of JSON' {
            Set-Table -Row '8065-8066*' -Persistent '8065-8066*'
            $json = '[{"stepId":"a","fact":{"kind":"excluded-port-range","protocol":"tcp","lasting":true,"startPort":8065,"numberOfPorts":2}}]'
            (Test-PwPromise -Promise @(ConvertFrom-Json -InputObject $json) -Machine $anyMachine -Outcome 'done').Verified | Should -Be 'Yes'
        }
    }

    Context 'what becomes true a moment later' {
        BeforeAll {
            $running = @{ kind = 'service-state'; service = 'winnat'; state = 'running' }
            $late = { if ((Get-AskedCount 'sc.exe query winnat') -lt 4) { Get-ServiceText -State '2  START_PENDING' } else { Get-ServiceText -State '4  RUNNING' } }
            Mock -ModuleName 'PrivateFunctions' Start-Sleep
        }

        It 'is read again until it is so' {
            Set-Said 'sc.exe query winnat' $late
            (Test-One -Fact $running -More @{}).Verified | Should -Be 'Yes'
            Should -Invoke -ModuleName 'PrivateFunctions' Start-Sleep -Exactly 3 -Scope It
        }

        It 'is waited for only so long' {
            Set-Said 'sc.exe query winnat' (Get-ServiceText -State '1  STOPPED')
            (Test-One -Fact $running -More @{ DeadlineMs = 30; PauseMs = 1 }).Verified | Should -Be 'No'
            (Get-AskedCount 'sc.exe query winnat') | Should -BeGreaterThan 1
        }

        It 'is read again alone' {
            Set-Said 'sc.exe query winnat' $late
            Set-Table
            $excluded = @{ kind = 'excluded-port-range'; protocol = 'tcp'; lasting = $false; startPort = 8065; numberOfPorts = 1 }
            $result = @(Test-PwPromise -Promise @(@{ stepId = 'a'; fact = $excluded }, @{ stepId = 'b'; fact = $running }) -Machine $anyMachine -Outcome 'done')
            $result.Verified | Should -Be 'No', 'Yes'
            (Get-AskedCount 'netsh.exe interface ipv4 show excludedportrange protocol=tcp store=active') | Should -Be 1 -Because 'a row does not come by itself'
        }

        It 'is not waited for where only a restart brings it' {
            Set-Said 'sc.exe query winnat' $late
            (Test-One -Fact $running -Outcome 'restart-required' -More @{}).Verified | Should -Be 'Pending'
            Should -Invoke -ModuleName 'PrivateFunctions' Start-Sleep -Exactly 0 -Scope It
        }

        It 'is pending with a feature of Windows whatever is read before the restart: <Name>' -ForEach @(
            @{ Name = 'enabled'; Answer = @{ state = 'Enabled' }; After = 'Yes' }
            @{ Name = 'disabled'; Answer = @{ state = 'Disabled' }; After = 'No' }
            @{ Name = 'waiting'; Answer = @{ state = 'EnablePending' }; After = 'No' }
            @{ Name = 'unreadable'; Answer = $null; After = 'Unknown' }
        ) {
            $feature = @{ kind = 'windows-feature'; featureName = 'Containers'; enabled = $true }
            Set-Said 'optional-feature Containers' $Answer
            (Test-One -Fact $feature -Outcome 'restart-required').Verified | Should -Be 'Pending'
            (Test-One -Fact $feature -Outcome 'done').Verified | Should -Be $After -Because 'afterwards it is judged as it is'
        }

        It 'is not waited for where it could not be read' {
            (Test-One -Fact $running -More @{}).Verified | Should -Be 'Unknown'
            Should -Invoke -ModuleName 'PrivateFunctions' Start-Sleep -Exactly 0 -Scope It
        }
    }
}

Describe 'Get-PwVerdict' {
    It 'is <Verdict> for <Of>' -ForEach @(
        @{ Of = @(); Verdict = 'Unknown' }
        @{ Of = $null; Verdict = 'Unknown' }
        @{ Of = 'Yes', 'Yes'; Verdict = 'Yes' }
        @{ Of = 'Yes', 'Pending'; Verdict = 'Pending' }
        @{ Of = 'Pending', 'Unknown', 'Yes'; Verdict = 'Unknown' }
        @{ Of = 'Yes', 'Unknown', 'No', 'Pending'; Verdict = 'No' }
        @{ Of = 'Yes', 'perhaps'; Verdict = 'Unknown' }
        @{ Of = 'Yes', $null; Verdict = 'Unknown' }
    ) {
        Get-PwVerdict -PromiseResult @(foreach ($word in $Of) { [pscustomobject] @{ Verified = $word } }) | Should -Be $Verdict
    }
}

Describe 'Get-PwDockerPath' {
    BeforeAll {
        function Get-Folder {
            param ([string] $SearchPath, [bool] $IsElevated)
            @(Get-PwDockerPath -ProgramFiles 'C:\Program Files' -SystemRoot 'C:\Windows' -SearchPath $SearchPath -IsElevated $IsElevated) -replace '\\docker\.exe$'
        }
        $desktop = 'C:\Program Files\Docker\Docker\resources\bin'
    }

    It 'looks in the folder of Docker Desktop first, then in those of PATH' {
        Get-Folder 'D:\tools;"C:\With Blank\";D:\tools' $false | Should -Be $desktop, 'D:\tools', 'C:\With Blank'
    }
    It 'takes no folder that depends on where one is: <_>' -ForEach @('', '.', 'tools', '\tools', 'C:tools', '%X%') {
        Get-Folder $_ $false | Should -Be $desktop
    }
    It 'starts nothing elevated that a person without rights can write: <_>' -ForEach @(
        'D:\tools', 'C:\Program Files (x86)\a', 'C:\Program Filesystem', 'C:\Program Files\..\Users\me', 'C:\Windows\..\evil', '\\server\share'
    ) {
        Get-Folder $_ $true | Should -Be $desktop
    }
    It 'takes a trusted folder elevated' {
        Get-Folder 'c:\program files\x;C:\Windows' $true | Should -Be $desktop, 'c:\program files\x', 'C:\Windows'
    }
}
