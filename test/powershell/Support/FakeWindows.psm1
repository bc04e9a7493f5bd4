# Texts as Windows' programs print them, byte for byte but for what a test says, and answers of the fixed questions.
Set-StrictMode -Version 3

# What each program prints and each question answers, by what was asked; what is not here cannot be read.
$said = @{}
$asked = @{}

function Clear-Said {
    $said.Clear()
    $asked.Clear()
}

function Set-Said {
    <#
    .SYNOPSIS
        Sets what is printed or answered: a text (exit code 0), a hashtable (exit code 1 unless it says another; or an answer), or
        a script that gives one of them.
    #>
    param ([Parameter(Mandatory)] [string] $What, [AllowNull()] [object] $Says)
    $said[$What] = $Says
}

function Get-AskedCount {
    param ([Parameter(Mandatory)] [string] $What)
    return [int] $asked[$What]
}

function Get-Said {
    param ([Parameter(Mandatory)] [string] $What)
    $asked[$What] = 1 + [int] $asked[$What]
    if ($said[$What] -is [scriptblock]) { return & $said[$What] }
    return $said[$What]
}

function Get-FakeOutput {
    param ([string] $Program, [string[]] $Argument)
    $says = Get-Said -What ((@($Program) + $Argument) -join ' ')
    if ($null -eq $says) { throw "there is no $Program" }
    $output = @{ ExitCode = 0; StdOut = ''; StdErr = '' }
    if ($says -is [string]) { $output.StdOut = $says }
    else {
        $output.ExitCode = 1
        foreach ($name in $says.Keys) { $output[$name] = $says[$name] }
    }
    return [pscustomobject] $output
}

function Get-FakeAnswer {
    param ([string] $Name, [hashtable] $Question)
    $says = Get-Said -What ((@($Name) + @($Question.Keys | Sort-Object | ForEach-Object -Process { $Question[$_] })) -join ' ')
    if ($null -eq $says) { throw 'the module is not there' }
    return $says
}

function Set-Rule {
    <#
    .SYNOPSIS
        Has the firewall hold the rule that lets tcp 8065 in, but for what is said of it.
    #>
    param ([string] $Layer = 'hyper-v', [hashtable] $With = @{})
    $rule = @{ displayName = 'd'; enabled = $true; direction = 'Inbound'; action = 'Allow'; protocol = 'TCP'; localPorts = @('8065'); remoteAddresses = @('Any'); profiles = @() }
    foreach ($name in $With.Keys) { $rule[$name] = $With[$name] }
    Set-Said "firewall-rule $Layer Portwright-8065-tcp" @{ rule = $rule }
}

function Get-ExcludedTable {
    <#
    .SYNOPSIS
        What netsh prints for rows written 8065, 9000-9099 or 50000-50059*.
    #>
    param ([string[]] $Row = @(), [string] $Protocol = 'tcp')
    $lines = @('', "Protocol $Protocol Port Exclusion Ranges", '', 'Start Port    End Port      ', '----------    --------      ')
    foreach ($each in $Row) {
        $mark = $(if ($each.EndsWith('*')) { '*' } else { ' ' })
        $first, $last = $each.TrimEnd('*').Split('-')
        if (-not $last) { $last = $first }
        $lines += '{0,10}  {1,10}     {2}' -f $first, $last, $mark
    }
    return ($lines + '' + '* - Administered port exclusions.' + '' + '') -join "`r`n"
}

function Set-Table {
    <#
    .SYNOPSIS
        Sets both stores of one protocol's excluded port ranges.
    #>
    param ([string[]] $Row = @(), [string[]] $Persistent = @(), [string] $Protocol = 'tcp')
    Set-Said "netsh.exe interface ipv4 show excludedportrange protocol=$Protocol store=active" (Get-ExcludedTable -Row $Row -Protocol $Protocol)
    Set-Said "netsh.exe interface ipv4 show excludedportrange protocol=$Protocol store=persistent" (Get-ExcludedTable -Row $Persistent -Protocol $Protocol)
}

function Get-DynamicTable {
    param ([int] $Start, [int] $Count, [string] $Protocol = 'tcp')
    return "`r`nProtocol $Protocol Dynamic Port Range`r`n---------------------------------`r`nStart Port      : $Start`r`nNumber of Ports : $Count`r`n`r`n"
}

function Get-ServiceText {
    param ([string] $State, [string] $Name = 'winnat')
    return @(
        '', "SERVICE_NAME: $Name ", '        TYPE               : 1  KERNEL_DRIVER  ', "        STATE              : $State "
        '                                (STOPPABLE, NOT_PAUSABLE, IGNORES_SHUTDOWN)', '        WIN32_EXIT_CODE    : 0  (0x0)'
        '        SERVICE_EXIT_CODE  : 0  (0x0)', '        CHECKPOINT         : 0x0', '        WAIT_HINT          : 0x0', ''
    ) -join "`r`n"
}

function Get-InspectText {
    param ([string] $Status = 'running', [object] $Wanted = @{}, [object] $Published = @{})
    $container = @{
        Id              = '4f5e'
        State           = @{ Status = $Status; ExitCode = 0; Error = '' }
        HostConfig      = @{ PortBindings = $Wanted }
        NetworkSettings = @{ Ports = $Published }
    }
    return ConvertTo-Json -InputObject @($container) -Depth 10
}

function Get-Socket {
    param ([int] $Port, [string] $Name = 'com.docker.backend', [string] $Address = '0.0.0.0', [string] $Protocol = 'tcp', [string] $State = 'listening')
    return @{ protocol = $Protocol; localAddress = $Address; localPort = $Port; state = $State; processId = 4321; processName = $Name }
}

function Get-Setting {
    <#
    .SYNOPSIS
        What the cmdlets say: the row Automatic, which has no range, and two that have.
    #>
    param ([int] $Start, [int] $Count, [string] $Protocol = 'tcp')
    $named = @{ protocol = $Protocol; settingName = 'Internet'; startPort = $Start; numberOfPorts = $Count }
    $none = @{ protocol = 'tcp'; settingName = 'Automatic'; startPort = $null; numberOfPorts = $null }
    return @{ settings = @($none, $named, $named) }
}

Export-ModuleMember -Function '*'
