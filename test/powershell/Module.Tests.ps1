#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

# The module as a whole: what it exports, and what importing it leaves behind.

BeforeDiscovery {
    Import-Module -Name ([IO.Path]::Combine($PSScriptRoot, 'Support', 'ModuleUnderTest.psm1')) -Force
    $folder = Get-ModuleFolder
    $file = @(Get-ChildItem -LiteralPath ([IO.Path]::Combine($folder, 'Public')) -Filter '*.ps1' | ForEach-Object -Process { @{ Name = $_.BaseName; Path = $_.FullName } })
    $type = @(Select-Xml -LiteralPath ([IO.Path]::Combine($folder, 'Portwright.Format.ps1xml')) -XPath '//TypeName' | ForEach-Object -Process { $_.Node.InnerText } | Sort-Object -Unique)
}

BeforeAll {
    Import-Module -Name ([IO.Path]::Combine($PSScriptRoot, 'Support', 'ModuleUnderTest.psm1')) -Force
    Import-ModuleUnderTest
    $folder = Get-ModuleFolder
    $module = Get-Module -Name 'Portwright'
    $manifest = Test-ModuleManifest -Path ([IO.Path]::Combine($folder, 'Portwright.psd1')) -WarningVariable complaint
    $public = @((Get-ChildItem -LiteralPath ([IO.Path]::Combine($folder, 'Public')) -Filter '*.ps1').BaseName | Sort-Object)

    function Invoke-FreshShell {
        # A PowerShell that has imported nothing yet; what the script writes comes back through JSON.
        param ([scriptblock] $Script)
        $text = "`$ProgressPreference = 'SilentlyContinue'; ConvertTo-Json -Depth 4 -InputObject (& { $Script })"
        $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($text))
        $env:PORTWRIGHT_TEST_MODULE = $folder
        try { $printed = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -EncodedCommand $encoded }
        finally { Remove-Item -LiteralPath 'env:PORTWRIGHT_TEST_MODULE' }
        ConvertFrom-Json -InputObject ($printed -join "`n")
    }
}

AfterAll { Remove-Module -Name 'Portwright', 'ModuleUnderTest' -ErrorAction Ignore }

Describe 'The manifest' {
    It 'is valid' {
        $manifest.Name | Should -Be 'Portwright'
        $complaint | Should -BeNullOrEmpty
        $manifest.PowerShellVersion | Should -Be '5.1'
        $manifest.CompatiblePSEditions | Should -Be 'Desktop', 'Core'
    }

    It 'exports exactly the functions in Public, and nothing else' {
        @($manifest.ExportedFunctions.Keys | Sort-Object) | Should -Be $public
        @($module.ExportedFunctions.Keys | Sort-Object) | Should -Be $public
        @($module.ExportedCommands.Keys | Sort-Object) | Should -Be $public
        $module.ExportedAliases.Count + $module.ExportedCmdlets.Count + $module.ExportedVariables.Count | Should -Be 0
    }

    It 'names files that are there' {
        $named = Import-PowerShellDataFile -LiteralPath ([IO.Path]::Combine($folder, 'Portwright.psd1'))
        foreach ($file in @($named.RootModule) + $named.TypesToProcess + $named.FormatsToProcess) { [IO.Path]::Combine($folder, $file) | Should -Exist }
    }

    It 'has the version of the package' {
        $package = ConvertFrom-Json -InputObject ([IO.File]::ReadAllText([IO.Path]::Combine((Get-ProjectFolder), 'package.json')))
        "$($manifest.Version)" | Should -Be ($package.version -replace '-.*$')
    }
}

Describe '<Name>' -ForEach $file {
    It 'is defined by a file of its own, which defines nothing else' {
        $problems = $null
        $ast = [Management.Automation.Language.Parser]::ParseFile($Path, [ref] $null, [ref] $problems)
        $problems | Should -BeNullOrEmpty
        $ast.EndBlock.Statements.Count | Should -Be 1
        $ast.EndBlock.Statements[0].Name | Should -BeExactly $Name
    }

    It 'has an approved verb, the prefix Pw and a singular noun' {
        $verb, $noun = $Name.Split('-')
        (Get-Verb).Verb | Should -Contain $verb
        $noun | Should -MatchExactly '^Pw[A-Z][A-Za-z]+$'
        $noun | Should -Not -Match '(?<![si])s$'
    }
}

Describe 'The commands' {
    It 'are loaded from one file, which holds each as it stands in its own' {
        $ast = [Management.Automation.Language.Parser]::ParseFile([IO.Path]::Combine($folder, 'Portwright.Public.ps1'), [ref] $null, [ref] $null)
        @($ast.EndBlock.Statements.Name) | Should -BeExactly $public
        foreach ($function in $ast.EndBlock.Statements) {
            $own = [Management.Automation.Language.Parser]::ParseFile([IO.Path]::Combine($folder, 'Public', "$($function.Name).ps1"), [ref] $null, [ref] $null)
            $function.Extent.Text | Should -BeExactly $own.EndBlock.Statements[0].Extent.Text
        }
    }
}

Describe 'The private functions' {
    It 'are loaded from one file, which holds each as it stands in its own' {
        $loaded = @{}
        $ast = [Management.Automation.Language.Parser]::ParseFile([IO.Path]::Combine($folder, 'Portwright.Private.ps1'), [ref] $null, [ref] $null)
        foreach ($function in $ast.EndBlock.Statements) { $loaded[$function.Name -replace '^script:'] = $function.Body.Extent.Text }
        $source = @{}
        foreach ($own in Get-ChildItem -LiteralPath ([IO.Path]::Combine($folder, 'Private')) -Filter '*.ps1' -Recurse | Where-Object -FilterScript { $_.Directory.Name -ne 'Elevated' }) {
            $source[$own.BaseName] = [Management.Automation.Language.Parser]::ParseFile($own.FullName, [ref] $null, [ref] $null).EndBlock.Statements[0].Body.Extent.Text
        }
        $source.Count | Should -BeGreaterThan 50
        @($loaded.Keys | Sort-Object) | Should -Be @($source.Keys | Sort-Object)
        @($source.Keys | Where-Object -FilterScript { $loaded[$_] -cne $source[$_] }) | Should -BeNullOrEmpty -Because 'it is made by `npm run generate`'
    }
}

Describe 'Importing it' {
    BeforeAll {
        $seen = Invoke-FreshShell -Script {
            # Prefixes of its own, so that these are not taken for something left behind.
            $pesterBefore = @(Get-ChildItem -LiteralPath 'variable:', 'function:', 'alias:' | ForEach-Object -MemberName PSPath)
            $pesterPreference = "$ErrorActionPreference $(try { "$pesterNotSet"; 'not strict' } catch { 'strict' })"
            $pesterWritten = @(Import-Module -Name $env:PORTWRIGHT_TEST_MODULE *>&1 | ForEach-Object -Process { "$_" })
            $pesterAfter = @(Get-ChildItem -LiteralPath 'variable:', 'function:', 'alias:' | ForEach-Object -MemberName PSPath)
            @{
                Left       = @($pesterAfter | Where-Object -FilterScript { $_ -notin $pesterBefore -and $_ -notlike '*variable::pester*' -and $_ -notmatch 'function::\w+-Pw\w+$' })
                Written    = $pesterWritten
                Problems   = $Error.Count
                Preference = "$pesterPreference", "$ErrorActionPreference $(try { "$pesterNotSet"; 'not strict' } catch { 'strict' })"
                Removed    = @(Remove-Module -Name 'Portwright'; Get-ChildItem -LiteralPath 'function:' | Where-Object -Property Name -Like '*-Pw*' | ForEach-Object -MemberName Name)
            }
        }
    }

    It 'says nothing, and no error is left in $Error' {
        $seen.Written | Should -BeNullOrEmpty
        $seen.Problems | Should -Be 0
    }

    It 'leaves no variable, alias or private function behind' { $seen.Left | Should -BeNullOrEmpty }

    It 'changes no preference and no strictness of its caller' { $seen.Preference[1] | Should -Be $seen.Preference[0] }

    It 'is undone by Remove-Module' { $seen.Removed | Should -BeNullOrEmpty }
}

Describe 'The views' {
    It 'has one of <_>' -ForEach $type { (Get-FormatData -TypeName $_ -PowerShellVersion $PSVersionTable.PSVersion) | Should -Not -BeNullOrEmpty }

    It 'has one of every type that a command writes' {
        $written = @($module.ExportedFunctions.Values | ForEach-Object -Process { $_.OutputType.Name } | Where-Object -FilterScript { $_ -like 'Portwright.*' } | Sort-Object -Unique)
        $written.Count | Should -BeGreaterThan 5
        $written | Where-Object -FilterScript { -not (Get-FormatData -TypeName $_ -PowerShellVersion $PSVersionTable.PSVersion) } | Should -BeNullOrEmpty
    }
}
