#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

# How the PowerShell of the project is written: what the PowerShell Gallery asks for, and what Windows PowerShell 5.1 can run.

BeforeDiscovery {
    Import-Module -Name ([IO.Path]::Combine($PSScriptRoot, 'Support', 'ModuleUnderTest.psm1')) -Force
    $root = Get-ProjectFolder
    $whole = @(
        foreach ($folder in 'ps-wrappers', 'toolkit') {
            Get-ChildItem -LiteralPath ([IO.Path]::Combine($root, $folder)) -File -Recurse | Where-Object -FilterScript { $_.FullName.Substring($root.Length) -notmatch '[\\/](node_modules|dist|cli)[\\/]' }
        }
        Get-Item -LiteralPath ([IO.Path]::Combine($root, 'run_test.ps1'))
    )
    $script = @($whole | Where-Object -Property Extension -In '.ps1', '.psm1', '.psd1' | ForEach-Object -MemberName FullName)
    $text = @($whole | Where-Object -Property Extension -In '.ps1', '.psm1', '.psd1', '.ps1xml', '.txt' | ForEach-Object -MemberName FullName)

    $analyzer = Get-Module -Name 'PSScriptAnalyzer' -ListAvailable | Sort-Object -Property Version | Select-Object -Last 1
    $noAnalyzer = $(if (-not $analyzer) { ' (needs PSScriptAnalyzer: Install-Module -Name PSScriptAnalyzer)' })
    # Windows 10 1809 with its own PowerShell, the newest 5.1 that a profile was made of.
    $windows = $(if ($analyzer) {
            Get-ChildItem -LiteralPath ([IO.Path]::Combine($analyzer.ModuleBase, 'compatibility_profiles')) -Filter 'win-48_*_5.1.*_framework.json' -ErrorAction Ignore |
                Sort-Object -Property Name | Select-Object -Last 1 -ExpandProperty BaseName
        })
    $noProfile = $(if (-not $windows) { ' (needs PSScriptAnalyzer with a profile of Windows PowerShell 5.1)' })
}

BeforeAll {
    function Get-Finding {
        param ([string[]] $Path, [hashtable] $Setting)
        foreach ($each in $Path) {
            Invoke-ScriptAnalyzer -Path $each -Settings $Setting | ForEach-Object -Process { "$($_.ScriptPath):$($_.Line) $($_.RuleName): $($_.Message)" }
        }
    }
    function Get-Tree {
        param ([string] $Path)
        $tokens = $problems = $null
        $ast = [Management.Automation.Language.Parser]::ParseFile($Path, [ref] $tokens, [ref] $problems)
        if ($problems) { throw "${Path}: $problems" }
        @{ Ast = $ast; Token = $tokens }
    }
}

AfterAll { Remove-Module -Name 'ModuleUnderTest' -ErrorAction Ignore }

Describe 'PSScriptAnalyzer' {
    It "finds nothing that the PowerShell Gallery minds$noAnalyzer" -Skip:($null -ne $noAnalyzer) -ForEach @(@{ Analyzer = $analyzer; Script = $script }) {
        $gallery = Import-PowerShellDataFile -LiteralPath ([IO.Path]::Combine($Analyzer.ModuleBase, 'Settings', 'PSGallery.psd1'))
        Get-Finding -Path $Script -Setting $gallery | Should -BeNullOrEmpty
    }

    It "finds no syntax that 5.1 or 7.4 lacks$noAnalyzer" -Skip:($null -ne $noAnalyzer) -ForEach @(@{ Script = $script }) {
        $setting = @{ IncludeRules = @('PSUseCompatibleSyntax'); Rules = @{ PSUseCompatibleSyntax = @{ Enable = $true; TargetVersions = @('5.1', '7.4') } } }
        Get-Finding -Path $Script -Setting $setting | Should -BeNullOrEmpty
    }

    It "finds no command and no parameter that Windows PowerShell 5.1 lacks$noProfile" -Skip:($null -ne $noProfile) -ForEach @(@{ Windows = $windows; Script = $script }) {
        $setting = @{ IncludeRules = @('PSUseCompatibleCommands'); Rules = @{ PSUseCompatibleCommands = @{ Enable = $true; TargetProfiles = @($Windows) } } }
        Get-Finding -Path $Script -Setting $setting | Should -BeNullOrEmpty
    }

    It "finds a command that 5.1 lacks, where there is one$noProfile" -Skip:($null -ne $noProfile) -ForEach @(@{ Windows = $windows }) {
        $setting = @{ IncludeRules = @('PSUseCompatibleCommands'); Rules = @{ PSUseCompatibleCommands = @{ Enable = $true; TargetProfiles = @($Windows) } } }
        @(Invoke-ScriptAnalyzer -ScriptDefinition '1 | ForEach-Object -Parallel { $_ }' -Settings $setting).Count | Should -Be 1
    }
}

Describe 'The syntax tree' {
    It 'has no operator of PowerShell 7' -ForEach @(@{ Script = $script }) {
        $newer = 'QuestionQuestion', 'QuestionQuestionEquals', 'QuestionDot', 'QuestionLBracket', 'QuestionMark', 'AndAnd', 'OrOr'
        foreach ($path in $Script) {
            @((Get-Tree -Path $path).Token | Where-Object -FilterScript { $newer -contains [string] $_.Kind } | ForEach-Object -Process { "$($path): $($_.Extent)" }) | Should -BeNullOrEmpty
        }
    }

    It 'has no parameter of PowerShell 7, and uses no module or assembly' -ForEach @(@{ Script = $script }) {
        $newer = 'Parallel', 'AsHashtable', 'EnumsAsStrings', 'AsByteStream', 'ThrottleLimit', 'SkipCertificateCheck', 'NoEmphasis'
        foreach ($path in $Script) {
            $found = (Get-Tree -Path $path).Ast.FindAll({
                    ($args[0] -is [Management.Automation.Language.CommandParameterAst] -and $newer -contains $args[0].ParameterName) -or
                    $args[0] -is [Management.Automation.Language.UsingStatementAst]
                }, $true)
            @($found | ForEach-Object -Process { "$($path): $($_.Extent)" }) | Should -BeNullOrEmpty
        }
    }

    It 'passes ConvertFrom-Json no -Depth, which 5.1 does not know' -ForEach @(@{ Script = $script }) {
        foreach ($path in $Script) {
            $calls = @((Get-Tree -Path $path).Ast.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true) | Where-Object -FilterScript { $_.GetCommandName() -eq 'ConvertFrom-Json' })
            @($calls | Where-Object -FilterScript { "$_" -match '\s-Depth\b' }) | Should -BeNullOrEmpty
        }
    }

    It 'makes no code of text, with Invoke-Expression or its alias' -ForEach @(@{ Script = $script }) {
        foreach ($path in $Script) {
            $calls = @((Get-Tree -Path $path).Ast.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true))
            @($calls | Where-Object -FilterScript { $_.GetCommandName() -in 'Invoke-Expression', 'iex' }) | Should -BeNullOrEmpty
        }
    }
}

Describe 'The text' {
    It 'is ASCII, with line feeds, without tabs and trailing blanks, and ends with one line feed' -ForEach @(@{ Text = $text }) {
        $Text.Count | Should -BeGreaterThan 100
        $wrong = @(foreach ($path in $Text) {
                $content = [Text.Encoding]::GetEncoding(28591).GetString([IO.File]::ReadAllBytes($path))
                if ($content -cmatch '[^\x0a\x20-\x7e]') { "${path}: $([int] [char] $Matches[0])" }
                if ($content -cmatch ' \n') { "${path}: a trailing blank" }
                if ($content -cnotmatch '[^\n]\n\z') { "${path}: its end" }
            })
        $wrong | Should -BeNullOrEmpty
    }
}
