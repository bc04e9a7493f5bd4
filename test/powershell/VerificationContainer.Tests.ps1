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

    Context 'container-serves' {
        BeforeAll {
            $serves = @{ kind = 'container-serves'; container = 'web' }
            $asked = @{ '80/tcp' = @(@{ HostIp = ''; HostPort = '8065' }) }
            $everywhere = @{ '80/tcp' = @(@{ HostIp = '0.0.0.0'; HostPort = '8065' }, @{ HostIp = '::'; HostPort = '8065' }) }
            function Set-Container {
                param ([hashtable] $Inspect = @{}, [int] $Bind = 10048, [int] $Connect = 0, [object[]] $Socket = @(Get-Socket -Port 8065), [string] $Address = '127.0.0.1')
                $text = @{ Wanted = $asked; Published = $everywhere }
                foreach ($name in $Inspect.Keys) { $text[$name] = $Inspect[$name] }
                Set-Said 'docker.exe container inspect web' (Get-InspectText @text)
                Set-Said 'probe-bind 0.0.0.0 8065 tcp' @{ socketError = $Bind }
                Set-Said "probe-connect $Address 8065" @{ socketError = $Connect }
                Set-Said 'listeners' @{ sockets = $Socket }
            }
        }

        It 'is met where the container runs, publishes, is held by Docker and answers' {
            Set-Container
            $result = Test-One -Fact $serves
            $result.Verified | Should -Be 'Yes'
            $result.Found | Should -Be 'it runs, tcp 8065 is held by com.docker.backend (a second bind gives 10048), accepts connections'
        }

        It 'is met in Windows PowerShell, which writes an array of JSON as one object' {
            Set-Container
            $null = & (Get-Module -Name 'PrivateFunctions') {
                $script:real = ${function:ConvertFrom-PwJson}
                ${function:script:ConvertFrom-PwJson} = { [CmdletBinding()] param ([string] $Text) $PSCmdlet.WriteObject((ConvertFrom-Json -InputObject $Text -NoEnumerate), $false) }
            }
            try {
                (Test-One -Fact $serves).Verified | Should -Be 'Yes'
            }
            finally { & (Get-Module -Name 'PrivateFunctions') { ${function:script:ConvertFrom-PwJson} = $script:real } }
        }

        It 'is met where <Name>' -ForEach @(
            @{ Name = 'the relay of WSL holds the port too'; With = { @{ Socket = @((Get-Socket 8065), (Get-Socket 8065 'wslrelay' '127.0.0.1')) } } }
            @{ Name = 'somebody else has the port on an address of its own'; With = { @{ Socket = @((Get-Socket 8065), (Get-Socket 8065 'svchost' '192.168.1.4')) } } }
            @{ Name = 'somebody is connected from the port'; With = { @{ Socket = @((Get-Socket 8065), (Get-Socket 8065 'python' '0.0.0.0' 'tcp' 'connected')) } } }
            @{ Name = 'it asks for no port'; With = { @{ Inspect = @{ Wanted = @{}; Published = @{} } } } }
            @{ Name = 'Docker chose its port'; With = { @{ Inspect = @{ Wanted = @{ '80/tcp' = @(@{ HostIp = ''; HostPort = '' }) }; Published = @{ '80/tcp' = @(@{ HostIp = '0.0.0.0'; HostPort = '49999' }) } } } } }
            @{ Name = 'it is published on one address'; With = { @{ Address = '192.168.1.4'; Socket = @(Get-Socket 8065 'com.docker.backend' '192.168.1.4')
                        Inspect = @{ Wanted = @{ '80/tcp' = @(@{ HostIp = '192.168.1.4'; HostPort = '8065' }) }; Published = @{ '80/tcp' = @(@{ HostIp = '192.168.1.4'; HostPort = '8065' }) } } } }
            }
        ) {
            $more = & ([scriptblock]::Create($With))
            Set-Container @more
            (Test-One -Fact $serves).Verified | Should -Be 'Yes'
        }

        It 'is not met where <Name>' -ForEach @(
            @{ Name = 'it is not running'; With = { @{ Inspect = @{ Status = 'exited' } } }; Found = '*exited*' }
            @{ Name = 'it runs without its port'; With = { @{ Inspect = @{ Published = @{ '80/tcp' = @() } } } }; Found = '*does not publish*' }
            @{ Name = 'its map of ports is null'; With = { @{ Inspect = @{ Published = $null } } }; Found = '*does not publish*' }
            @{ Name = 'it is published on another port'; With = { @{ Inspect = @{ Published = @{ '80/tcp' = @(@{ HostIp = '0.0.0.0'; HostPort = '8066' }) } } } }; Found = '*does not publish*' }
            @{ Name = 'it is published on every address, and one was asked for'; With = { @{ Address = '10.0.0.1'; Inspect = @{ Wanted = @{ '80/tcp' = @(@{ HostIp = '10.0.0.1'; HostPort = '8065' }) } } } }; Found = '*does not publish*' }
            @{ Name = 'nobody holds the port'; With = { @{ Bind = 0; Socket = @(Get-Socket 9999) } }; Found = '*held by nobody (a second bind gives 0)*' }
            @{ Name = 'no socket is open at all'; With = { @{ Bind = 0; Socket = @() } }; Found = '*held by nobody*' }
            @{ Name = 'the port is reserved'; With = { @{ Bind = 10013 } }; Found = '*gives 10013*' }
            @{ Name = 'somebody else holds it'; With = { @{ Socket = @(Get-Socket 8065 'python') } }; Found = '*held by python*' }
            @{ Name = 'somebody else answers on the loopback address'; With = { @{ Socket = @((Get-Socket 8065), (Get-Socket 8065 'python' '127.0.0.1')) } }; Found = '*com.docker.backend and python*' }
            @{ Name = 'Docker holds the port of udp only'; With = { @{ Socket = @(Get-Socket 8065 'com.docker.backend' '0.0.0.0' 'udp' 'bound') } }; Found = '*nobody*' }
            @{ Name = 'a connection is refused'; With = { @{ Connect = 10061 } }; Found = '*connect fails with 10061*' }
        ) {
            $more = & ([scriptblock]::Create($With))
            Set-Container @more
            $result = Test-One -Fact $serves
            $result.Verified | Should -Be 'No'
            $result.Found | Should -BeLike $Found
            (Test-One -Fact $serves -Outcome 'restart-required').Verified | Should -Be 'Pending'
        }

        It 'is not met where Docker knows no such container' {
            Set-Said 'docker.exe container inspect web' @{ StdOut = '[]'; StdErr = 'Error response from daemon: No such container: web' }
            (Test-One -Fact $serves).Verified | Should -Be 'No'
        }

        It 'does not connect to a port of udp' {
            Set-Container -Inspect @{ Wanted = @{ '53/udp' = @(@{ HostIp = ''; HostPort = '8065' }) }; Published = @{ '53/udp' = @(@{ HostIp = '0.0.0.0'; HostPort = '8065' }) } } `
                -Socket @(Get-Socket 8065 'com.docker.backend' '0.0.0.0' 'udp' 'bound') -Connect 10061
            Set-Said 'probe-bind 0.0.0.0 8065 udp' @{ socketError = 10048 }
            (Test-One -Fact $serves).Verified | Should -Be 'Yes'
        }

        It 'is unknown where <Name>' -ForEach @(
            @{ Name = 'the engine is down'; Key = 'docker.exe container inspect web'; Says = @{ StdErr = 'error during connect: pipe/docker_engine' } }
            @{ Name = 'there is no docker.exe'; Key = 'docker.exe container inspect web'; Says = $null }
            @{ Name = 'Docker prints no JSON'; Key = 'docker.exe container inspect web'; Says = 'hello' }
            @{ Name = 'Docker prints half of it'; Key = 'docker.exe container inspect web'; Says = '[{"State":{"Status":"running"}' }
            @{ Name = 'Docker shows no container'; Key = 'docker.exe container inspect web'; Says = '[]' }
            @{ Name = 'Docker shows two'; Key = 'docker.exe container inspect web'; Says = '[{},{}]' }
            @{ Name = 'Docker leaves the network out'; Key = 'docker.exe container inspect web'; Says = '[{"State":{"Status":"running"},"HostConfig":{"PortBindings":{}}}]' }
            @{ Name = 'the status is no text'; Key = 'docker.exe container inspect web'; Says = '[{"State":{"Status":1},"HostConfig":{},"NetworkSettings":{}}]' }
            @{ Name = 'a port has a name nobody knows'; Key = 'docker.exe container inspect web'; Says = '[{"State":{"Status":"running"},"HostConfig":{"PortBindings":{"all":[]}},"NetworkSettings":{}}]' }
            @{ Name = 'the sockets cannot be read'; Key = 'listeners'; Says = $null }
            @{ Name = 'there is no list of sockets'; Key = 'listeners'; Says = @{ } }
            @{ Name = 'the holder has no name'; Key = 'listeners'; Says = @{ sockets = @(@{ protocol = 'tcp'; localAddress = '0.0.0.0'; localPort = 8065; state = 'listening'; processId = 7 }) } }
            @{ Name = 'the bind cannot be tried'; Key = 'probe-bind 0.0.0.0 8065 tcp'; Says = $null }
            @{ Name = 'the connection cannot be tried'; Key = 'probe-connect 127.0.0.1 8065'; Says = $null }
        ) {
            Set-Container
            Set-Said $Key $Says
            $result = Test-One -Fact $serves
            "$($result.Verified): $($result.Found)" | Should -BeLike 'Unknown: ?*'
            (Test-One -Fact $serves -Outcome 'restart-required').Verified | Should -Be 'Unknown'
        }
    }
}
