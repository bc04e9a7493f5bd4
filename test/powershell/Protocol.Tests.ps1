#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

BeforeAll {
    Import-Module -Name ([IO.Path]::Combine($PSScriptRoot, 'Support', 'PrivateFunctions.psm1')) -Force -DisableNameChecking
    Import-Module -Name ([IO.Path]::Combine($PSScriptRoot, 'Support', 'FakeRunner.psm1')) -Force
}

AfterAll { Remove-Module -Name 'PrivateFunctions', 'FakeRunner' }

Describe 'ConvertTo-PwNativeArgument' {
    It 'gives a program back exactly what was written' {
        $random = New-Object -TypeName Random -ArgumentList 8065
        $alphabet = 'a', 'Z', ' ', "`t", '"', "'", '\', '\\', '/', '%PATH%', '$x', '`', '&', '|', '>', '^', '(', '*', '!', ';', '-', [string] [char] 0x2019, [string] [char] 0xe9
        $texts = @('', ' ', '\', '"', '\"', 'a\', 'a b\', 'a\\"b', 'C:\Program Files\x\') + @(foreach ($index in 1..300) {
                -join @(foreach ($part in 1..$random.Next(1, 9)) { $alphabet[$random.Next($alphabet.Count)] })
            })
        $arguments = @(foreach ($text in $texts) { ConvertTo-PwNativeArgument -Value $text }) -join ' '
        $start = New-Object -TypeName Diagnostics.ProcessStartInfo -ArgumentList (Get-TestNode)
        $start.Arguments = '-p "JSON.stringify(process.argv.slice(1))" -- ' + $arguments
        $start.UseShellExecute = $false
        $start.RedirectStandardOutput = $true
        $start.StandardOutputEncoding = [Text.Encoding]::UTF8
        $process = [Diagnostics.Process]::Start($start)
        $back = ConvertFrom-Json -InputObject $process.StandardOutput.ReadToEnd()
        $process.WaitForExit()
        $back.Count | Should -Be $texts.Count
        foreach ($index in 0..($texts.Count - 1)) { $back[$index] | Should -BeExactly $texts[$index] }
    }
}

Describe 'ConvertTo-PwAsciiJson' {
    It 'writes <Json>' -ForEach @(
        @{ Value = $null; Json = 'null' }
        @{ Value = ''; Json = '""' }
        @{ Value = @(); Json = '[]' }
        @{ Value = @('8065'); Json = '["8065"]' }
        @{ Value = @(, @(1)); Json = '[[1]]' }
        @{ Value = @{}; Json = '{}' }
        @{ Value = @{ a = @{ b = @{ c = @{ d = @{ e = @(1) } } } } }; Json = '{"a":{"b":{"c":{"d":{"e":[1]}}}}}' }
        @{ Value = [switch] $true; Json = 'true' }
        @{ Value = $false; Json = 'false' }
        @{ Value = -1.5; Json = '-1.5' }
        @{ Value = [DayOfWeek]::Friday; Json = '"Friday"' }
        @{ Value = [pscustomobject] @{ x = [char] 0x2019 }; Json = '{"x":"\u2019"}' }
        @{ Value = "<&>'`"\`n"; Json = '"<&>''\"\\\u000a"' }
        @{ Value = [char]::ConvertFromUtf32(0x1f600); Json = '"\ud83d\ude00"' }
    ) {
        ConvertTo-PwAsciiJson -Value $Value | Should -BeExactly $Json
    }

    It 'writes a line that Get-Content read as a text, not as an object' {
        $path = Join-Path -Path $TestDrive -ChildPath 'line.txt'
        [IO.File]::WriteAllText($path, "8065`n")
        ConvertTo-PwAsciiJson -Value @{ ports = @(Get-Content -LiteralPath $path) } | Should -BeExactly '{"ports":["8065"]}'
    }

    It 'writes numbers alike in every culture' {
        $before = [Threading.Thread]::CurrentThread.CurrentCulture
        try {
            [Threading.Thread]::CurrentThread.CurrentCulture = [Globalization.CultureInfo]::GetCultureInfo('de-DE')
            ConvertTo-PwAsciiJson -Value 1.5 | Should -BeExactly '1.5'
        }
        finally { [Threading.Thread]::CurrentThread.CurrentCulture = $before }
    }

    It 'is read back as the same text, whatever its characters are' {
        $random = New-Object -TypeName Random -ArgumentList 1
        foreach ($round in 1..200) {
            $text = -join @(foreach ($index in 1..$random.Next(1, 40)) { [char] $random.Next(1, 0xd800) })
            $json = ConvertTo-PwAsciiJson -Value @($text)
            $json | Should -Match '\A[\x20-\x7e]+\z'
            @(ConvertFrom-PwJson -Text $json)[0] | Should -BeExactly $text
        }
    }

    It 'refuses what JSON has no form for' {
        { ConvertTo-PwAsciiJson -Value (Get-Date) } | Should -Throw -ExceptionType ([ArgumentException])
        { ConvertTo-PwAsciiJson -Value ([guid] '12345678-0000-0000-0000-000000000000') } | Should -Throw -ExceptionType ([ArgumentException])
        { ConvertTo-PwAsciiJson -Value ([double]::NaN) } | Should -Throw -ExceptionType ([ArgumentException])
    }
}

Describe 'ConvertFrom-PwMessageLine' {
    It 'takes <Line> for no message' -ForEach @(
        @{ Line = '' }
        @{ Line = '[]' }
        @{ Line = 'Warning: something' }
        @{ Line = '{"type":' }
        @{ Line = '{"kind":"result"}' }
        @{ Line = '{"type":1}' }
        @{ Line = '{"type":"result","document":{}}' }
        @{ Line = '{"type":"result","document":{},"exitCode":"0"}' }
        @{ Line = '{"type":"error","exitCode":1}' }
        @{ Line = '{"type":"plan","plan":null}' }
    ) {
        ConvertFrom-PwMessageLine -Line $Line | Should -BeNullOrEmpty
    }

    It 'takes a type of a newer command line for a message' {
        (ConvertFrom-PwMessageLine -Line '{"type":"later","x":1}').x | Should -Be 1
    }
}
