#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

# Get-Help says everything of every command that a user needs, as PowerShell itself reads it.

BeforeDiscovery {
    Import-Module -Name ([IO.Path]::Combine($PSScriptRoot, 'Support', 'ModuleUnderTest.psm1')) -Force
    Import-ModuleUnderTest
    $isCommon = { $args[0] -in ([Management.Automation.PSCmdlet]::CommonParameters + [Management.Automation.PSCmdlet]::OptionalCommonParameters) }
    $command = @(foreach ($each in Get-Command -Module 'Portwright') {
            $names = @($each.Parameters.Keys | Where-Object -FilterScript { -not (& $isCommon $_) })
            @{ Name = $each.Name; Parameter = @($names | ForEach-Object -Process { @{ Command = $each.Name; Parameter = $_ } }) }
        })
}

BeforeAll {
    Import-Module -Name ([IO.Path]::Combine($PSScriptRoot, 'Support', 'ModuleUnderTest.psm1')) -Force
    Import-ModuleUnderTest
    $modulePath = $env:PSModulePath
    $env:PSModulePath = [IO.Path]::GetDirectoryName((Get-ModuleFolder)) + [IO.Path]::PathSeparator + $modulePath

    function Get-Flat {
        # Paragraphs as one line.
        param ($Text)
        (@($Text | ForEach-Object -Process { $_.Text }) -join ' ') -replace '\s+', ' '
    }
    function Get-Check {
        param ([string] $Command, [string] $Parameter, [type] $Type)
        (Get-Command -Name $Command).Parameters[$Parameter].Attributes | Where-Object -FilterScript { $_ -is $Type }
    }
    function Get-Default {
        # The text of the parameter's default in the source, or nothing.
        param ([string] $Command, [string] $Parameter)
        $found = (Get-Command -Name $Command).ScriptBlock.Ast.Body.ParamBlock.Parameters | Where-Object -FilterScript { $_.Name.VariablePath.UserPath -eq $Parameter }
        if ($found.DefaultValue) { $found.DefaultValue.Extent.Text }
    }
}

AfterAll {
    $env:PSModulePath = $modulePath
    Remove-Module -Name 'Portwright', 'ModuleUnderTest' -ErrorAction Ignore
}

Describe 'The help of <Name>' -ForEach $command {
    BeforeAll {
        $help = Get-Help -Name $Name -Full
        $function = Get-Command -Name $Name
    }

    It 'begins with one sentence, which is not the syntax' {
        $help.Synopsis.Trim() | Should -Match '^[A-Z][^\r\n]*\.$'
        $help.Synopsis | Should -Not -BeLike "*$Name*"
    }

    It 'describes what it does in more words than that' { (Get-Flat $help.description).Length | Should -BeGreaterThan 40 }

    It 'tells what each output is' {
        $function.OutputType.Count | Should -BeGreaterThan 0
        $told = "$(@($help.returnValues.returnValue | ForEach-Object -Process { $_.type.name }) -join "`n")"
        foreach ($type in $function.OutputType.Name) { $told | Should -BeLike "*$type. *" }
    }

    It 'tells what may be piped in' {
        $told = @($help.inputTypes.inputType | ForEach-Object -Process { $_.type.name }) -join "`n"
        $takes = @($function.Parameters.Values | ForEach-Object -Process { $_.ParameterSets.Values } | Where-Object -FilterScript { $_.ValueFromPipeline -or $_.ValueFromPipelineByPropertyName })
        if ($takes.Count -eq 0) { $told.Trim() | Should -Be 'None.' }
        else { $told | Should -Match '^(System\.String|Objects with a property)' }
    }

    It 'notes what it needs: rights and confirmation of a change, that a read changes nothing' {
        $notes = Get-Flat $help.alertSet.alert
        if (-not $function.Parameters.ContainsKey('WhatIf')) { return $notes | Should -Match 'reads|neither' }
        $attribute = $function.ScriptBlock.Attributes | Where-Object -FilterScript { $_ -is [Management.Automation.CmdletBindingAttribute] }
        $notes | Should -BeLike "*ConfirmImpact is $($attribute.ConfirmImpact):*"
        # Who may write a file may do it without rights, and without a journal.
        if (-not $function.Parameters.ContainsKey('SystemRoot') -or $Name -like 'Export-*') {
            $notes | Should -BeLike '*changes nothing but the file*'
            $readsMachine = $function.Parameters.ContainsKey('SystemRoot')
            return $notes | Should -BeLike $(if ($readsMachine) { 'It reads the machine *' } else { 'It touches no real machine*' })
        }
        $notes | Should -BeLike '*It elevates itself*'
        $notes | Should -BeLike '*Verified afterwards*'
        $notes | Should -Match 'To undo: |To do it again: '
    }

    It 'has two examples or more that parse, call it, and say what they do' {
        $examples = @($help.examples.example)
        $examples.Count | Should -BeGreaterOrEqual 2
        foreach ($example in $examples) {
            $problems = $null
            $ast = [Management.Automation.Language.Parser]::ParseInput($example.code, [ref] $null, [ref] $problems)
            $problems | Should -BeNullOrEmpty
            $calls = @($ast.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true))
            @($calls | ForEach-Object -Process { $_.GetCommandName() }) | Should -Contain $Name
            Get-Flat $example.remarks | Should -Match '\w{3,}.*\.'
        }
    }

    It 'leads to help that is there' {
        $links = @($help.relatedLinks.navigationLink | ForEach-Object -Process { if ($_.PSObject.Properties['uri'] -and $_.uri) { $_.uri } else { $_.linkText } })
        $links.Count | Should -BeGreaterOrEqual 2
        foreach ($link in $links) {
            if ($link -like 'https://*') { continue }
            @(Get-Help -Name $link).Name | Should -Be $link
        }
    }

    It 'of -<Parameter> gives what it means, what is legal, and the default' -ForEach $Parameter {
        $found = $help.parameters.parameter | Where-Object -Property 'name' -EQ -Value $Parameter
        $text = Get-Flat $found.description
        $text | Should -Match '^[A-Za-z].{15,}\.$'
        foreach ($set in Get-Check $Command $Parameter ([Management.Automation.ValidateSetAttribute])) { $text | Should -BeLike "*One of $($set.ValidValues -join ', ').*" }
        foreach ($range in Get-Check $Command $Parameter ([Management.Automation.ValidateRangeAttribute])) { $text | Should -BeLike "*from $($range.MinRange) to $($range.MaxRange).*" }
        foreach ($check in Get-Check $Command $Parameter ([Management.Automation.ValidateScriptAttribute])) {
            # What it tells who wrote something else, the help tells before.
            $hint = ([regex] "-f \`$_, '([^']+)'").Match("$($check.ScriptBlock)").Groups[1].Value
            $hint.Length | Should -BeGreaterThan 10
            $text.IndexOf("$hint.", [StringComparison]::OrdinalIgnoreCase) | Should -BeGreaterThan 0
        }
        foreach ($pattern in Get-Check $Command $Parameter ([Management.Automation.ValidatePatternAttribute])) { $text.Contains("must match $($pattern.RegexPattern).") | Should -BeTrue }
        $model = (Get-Command -Name $Command).Parameters[$Parameter]
        $default = Get-Default $Command $Parameter
        if ($model.ParameterSets.Values.IsMandatory -contains $true) { $text | Should -BeLike '*It is required*' }
        elseif ($model.ParameterType -eq [switch]) { $text | Should -BeLike '*Off unless it is given.*' }
        elseif ($default -and $default -ne '@()') {
            $value = $(if ($default -in '$true', '$false') { $default } else { @(& ([scriptblock]::Create($default))) -join ', ' })
            $text.Contains("The default is $value.") | Should -BeTrue
        }
        else { $text | Should -BeLike '*There is no default.*' }
    }
}

Describe 'about_Portwright' {
    It 'is found, and names every command' {
        $text = Get-Help -Name 'about_Portwright' | Out-String -Width 400
        foreach ($name in (Get-Command -Module 'Portwright').Name) { $text | Should -BeLike "*$name*" }
    }
}
