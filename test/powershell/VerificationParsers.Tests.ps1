#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

BeforeDiscovery {
    # Real outputs that lie beside the project, not in it.
    $recorded = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..', '..', 'shared', 'recorded', 'windows'))
    $hasRecorded = [IO.Directory]::Exists($recorded)
}

BeforeAll {
    foreach ($name in 'PrivateFunctions', 'FakeWindows') {
        Import-Module -Name ([IO.Path]::Combine($PSScriptRoot, 'Support', "$name.psm1")) -Force -DisableNameChecking
    }
}

AfterAll { Remove-Module -Name 'PrivateFunctions', 'FakeWindows' }

Describe 'ConvertFrom-PwExcludedPortRangeOutput' {
    BeforeAll {
        function Get-RowText { param ([string] $Text) @(ConvertFrom-PwExcludedPortRangeOutput -Text $Text | ForEach-Object -Process { Format-PwPortRange -Range $_ }) -join ', ' }
    }

    It 'reads rows as they are printed' {
        Get-RowText (Get-ExcludedTable -Row '5357', '8018-8117', '50000-50059*') | Should -Be '5357, 8018-8117, 50000-50059 *'
        Get-RowText (Get-ExcludedTable) | Should -Be ''
        Get-RowText ((Get-ExcludedTable -Row '1-65535') -replace "`r") | Should -Be '1-65535'
    }

    It 'takes no text for a table that <Name>' -ForEach @(
        @{ Name = 'is empty'; Text = '' }
        @{ Name = 'is blank'; Text = "`r`n`r`n" }
        @{ Name = 'is an error'; Text = "The following command was not found: int ipv4.`r`n" }
        @{ Name = 'has no ruler'; Text = "`r`nProtocol tcp Port Exclusion Ranges`r`n`r`nStart Port    End Port`r`n`r`n* - Administered`r`n" }
        @{ Name = 'has no headings'; Text = "----------    --------`r`n`r`n* - Administered`r`n" }
        @{ Name = 'has a row above the ruler'; Text = "T`r`nS E`r`n  80  80`r`n----------    --------`r`n`r`n* - A`r`n" }
        @{ Name = 'has a word for a row'; Text = "T`r`nS E`r`n----------    --------`r`nunavailable`r`n* - A`r`n" }
        @{ Name = 'has port 0'; Text = "T`r`nS E`r`n----------    --------`r`n  0  80`r`n* - A`r`n" }
        @{ Name = 'has a port past the last'; Text = "T`r`nS E`r`n----------    --------`r`n  80  65536`r`n* - A`r`n" }
        @{ Name = 'has a row that is turned round'; Text = "T`r`nS E`r`n----------    --------`r`n  8065  806`r`n* - A`r`n" }
        @{ Name = 'has a note behind a row'; Text = "T`r`nS E`r`n----------    --------`r`n  80  80  <== here`r`n* - A`r`n" }
        @{ Name = 'goes on behind the footnote'; Text = "T`r`nS E`r`n----------    --------`r`n* - A`r`n  80  80`r`n" }
        @{ Name = 'has digits that are not ASCII'; Text = "T`r`nS E`r`n----------    --------`r`n  $([char] 0x0668)$([char] 0x0660)  $([char] 0x0668)$([char] 0x0660)`r`n* - A`r`n" }
    ) {
        { ConvertFrom-PwExcludedPortRangeOutput -Text $Text } | Should -Throw '*cannot read excluded port ranges*'
    }

    It 'takes no beginning of a table for the whole' {
        $whole = (Get-ExcludedTable -Row '5357', '8018-8117', '8065*').TrimEnd()
        $footnote = $whole.IndexOf('* - ')
        for ($length = 0; $length -lt $footnote + 3; $length++) {
            { ConvertFrom-PwExcludedPortRangeOutput -Text $whole.Substring(0, $length) } | Should -Throw -Because "only $length characters came"
        }
    }

    Context 'on recordings (skipped without ../shared/recorded)' -Skip:(-not $hasRecorded) {
        BeforeDiscovery {
            $tables = @()
            if ($hasRecorded) {
                $tables = @(
                    , @('tcp4-de-01', '28380, 28385, 49711-49810, 49811-49910, 49911-50010, 50111-50210, 50211-50310, 51099-51198')
                    , @('tcp4-de-05', '5357, 5985, 47001, 49152, 49153, 49154, 50000-50059 *')
                    , @('tcp4-en-02', '2869, 10004-10103, 11105-11204, 50000-50059 *')
                    , @('tcp4-en-05', '')
                    , @('tcp4-en-08', '80, 1433 *, 5357, 9001')
                    , @('tcp4-es-01', '1898-1997, 1998-2097, 2180-2279, 50000-50059 *')
                    , @('tcp4-fr-03', '80, 1487, 5673, 5674, 13128-13130 *, 22000, 50000-50059 *')
                    , @('tcp4-ja-01', '5357, 50000-50059 *, 55676-55775')
                    , @('tcp4-ko-01', '7654-7753, 7754-7853, 7939-8038, 8039-8138, 10226-10325, 10326-10425, 10426-10525, 10526-10625, 50000-50059 *')
                    , @('tcp4-pt-BR-03', '50000-50059 *, 52754-52853')
                    , @('tcp4-ru-02', '1234-1333, 50000-50059 *')
                ) | ForEach-Object -Process { @{ File = [IO.Path]::Combine($recorded, "excludedportrange-$($_[0]).txt"); Name = $_[0]; Row = $_[1] } }
            }
            $files = @(if ($hasRecorded) { [IO.Directory]::GetFiles($recorded, 'excludedportrange-tcp*.txt') + [IO.Directory]::GetFiles($recorded, 'excludedportrange-udp*.txt') })
        }
        BeforeAll {
            function Get-Recorded { param ([string] $File) [IO.File]::ReadAllText($File) -replace '\A#.*\r?\n' }
        }

        It 'reads <Name>' -ForEach $tables {
            Get-RowText (Get-Recorded $File) | Should -Be $Row
        }

        It 'reads every row of <_>, or nothing' -ForEach $files {
            $text = Get-Recorded $_
            $printed = @([regex]::Matches($text, '(?m)^\s*\d+\s+\d+(\s+\*)?\s*$')).Count
            try { $read = @(ConvertFrom-PwExcludedPortRangeOutput -Text $text).Count }
            # People cut the footnote off; a program does not.
            catch { $text | Should -Not -Match '(?m)^\s*\*\s+\S'; return }
            $read | Should -Be $printed
        }
    }
}

Describe 'ConvertFrom-PwDynamicPortRangeOutput' {
    It 'reads the two numbers, whatever the words: <_>' -ForEach @(
        (": 49152|: 16384"), "Start        : 49152|Number : 16384", "a : b : 49152|c : 16384"
    ) {
        $first, $second = $_.Split('|')
        $range = ConvertFrom-PwDynamicPortRangeOutput -Text "`r`nx`r`n---------------------------------`r`nx$first`r`nx$second`r`n`r`n"
        "$($range.StartPort)+$($range.NumberOfPorts)" | Should -Be '49152+16384'
    }

    It 'reads the wide colon of Chinese and Japanese' {
        $colon = [char] 0xff1a
        (ConvertFrom-PwDynamicPortRangeOutput -Text "x`n-----`nx${colon}1024`nx${colon} 64511`n").NumberOfPorts | Should -Be 64511
    }

    It 'takes no text for a range: <_>' -ForEach @(
        '', 'The syntax supplied for this command is not valid.', "x : 1`nx : 2", "---------`nx : 1024", "---------`nx : 1024`nx : 64513", "---------`nx : 0`nx : 255",
        "---------`nx : 1024`nx : 0", "---------`nx : 1024`nx : 64511`nx : 3", "---------`nx : -1024`nx : 64511", "---------`nx : 1024 (0x400)`nx : 64511"
    ) {
        { ConvertFrom-PwDynamicPortRangeOutput -Text $_ } | Should -Throw '*cannot read the dynamic port range*'
    }

    It 'reads the recording <_> (skipped without ../shared/recorded)' -Skip:(-not $hasRecorded) -ForEach @(
        'tcp4-en-01', 'tcp4-en-03', 'tcp4-ru-01', 'tcp4-zh-CN-01', 'udp4-en-01'
    ) {
        $text = [IO.File]::ReadAllText([IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..', '..', 'shared', 'recorded', 'windows', "dynamicport-$_.txt"))) -replace '\A#.*\r?\n'
        $range = ConvertFrom-PwDynamicPortRangeOutput -Text $text
        $numbers = @([regex]::Matches($text, '\d{3,5}(?=\s*$)', 'Multiline') | ForEach-Object -Process { $_.Value })
        "$($range.StartPort) $($range.NumberOfPorts)" | Should -Be ($numbers[-2..-1] -join ' ')
    }
}

Describe 'ConvertFrom-PwServiceOutput' {
    It 'reads state <_>' -ForEach @('1 stopped', '2 start-pending', '3 stop-pending', '4 running', '5 resuming', '6 pausing', '7 paused') {
        $digit, $state = $_.Split(' ')
        ConvertFrom-PwServiceOutput -Text (Get-ServiceText -State "$digit  WORD") | Should -Be $state
    }

    It 'takes no text for a state: <_>' -ForEach @(
        '', 'RUNNING', 'STATE : 4 RUNNING', "SERVICE_NAME: x`n        TYPE : 1  K`n        STATE : 8  NEW `n", "SERVICE_NAME: x`n        TYPE : 1  K`n        STATE : 44  NEW `n",
        "        TYPE : 1  K`n        STATE : 4  RUNNING `n        X : 0x0", "SERVICE_NAME: x`n        STATE : 4  RUNNING `n        X : 0x0"
    ) {
        { ConvertFrom-PwServiceOutput -Text $_ } | Should -Throw '*cannot read the state of a service*'
    }

    It 'takes no two services for one' {
        { ConvertFrom-PwServiceOutput -Text ((Get-ServiceText -State '4  RUNNING') + (Get-ServiceText -State '1  STOPPED')) } | Should -Throw
    }
}
