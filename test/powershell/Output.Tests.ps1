#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

BeforeAll {
    Import-Module -Name ([IO.Path]::Combine($PSScriptRoot, 'Support', 'PrivateFunctions.psm1')) -Force -DisableNameChecking

    function ConvertFrom-Document {
        # As it comes from the command line: through JSON.
        param ($Document)
        ConvertFrom-PwJson -Text (ConvertTo-PwAsciiJson -Value $Document)
    }

    # Stands for a generated command whose converter reports errors of single objects.
    function Invoke-Converter {
        [CmdletBinding()]
        param ([string] $Name, $Document)
        & $Name -Document (ConvertFrom-Document -Document $Document) -Caller $PSCmdlet
    }
}

AfterAll { Remove-Module -Name 'PrivateFunctions' }

Describe 'Get-PwProperty' {
    It 'is strict about nothing' {
        $object = [pscustomobject] @{ zero = 0; no = $false; text = ''; null = $null; empty = @(); one = @(7) }
        Get-PwProperty -InputObject $object -Name 'zero' -Default 9 | Should -Be 0
        Get-PwProperty -InputObject $object -Name 'no' -Default $true | Should -BeFalse
        Get-PwProperty -InputObject $object -Name 'text' -Default 'x' | Should -BeExactly ''
        Get-PwProperty -InputObject $object -Name 'null' -Default 'x' | Should -Be 'x'
        Get-PwProperty -InputObject $object -Name 'missing' -Default 'x' | Should -Be 'x'
        Get-PwProperty -InputObject $null -Name 'missing' -Default 'x' | Should -Be 'x'
        Get-PwProperty -InputObject @{ a = 1 } -Name 'a' | Should -Be 1
    }

    It 'gives as many elements as a list has, none for what is missing' {
        $object = [pscustomobject] @{ empty = @(); one = @(7); two = @(7, 8) }
        @(Get-PwProperty -InputObject $object -Name 'empty').Count | Should -Be 0
        @(Get-PwProperty -InputObject $object -Name 'one').Count | Should -Be 1
        @(Get-PwProperty -InputObject $object -Name 'two').Count | Should -Be 2
        @(Get-PwProperty -InputObject $object -Name 'missing').Count | Should -Be 0
        @(Get-PwProperty -InputObject @{} -Name 'missing').Count | Should -Be 0
    }

    It 'reads the bound parameters of a call' {
        function Get-Bound { param ($First, $Second) $null = $First, $Second; Get-PwProperty -InputObject $PSBoundParameters -Name 'Second' -Default 'not given' }
        Get-Bound -First 1 | Should -Be 'not given'
        Get-Bound -Second 2 | Should -Be 2
    }
}

Describe 'ConvertTo-PwLiteral' {
    It 'leaves <Text> as it is' -ForEach @(
        @{ Text = '20260105-090000-fix-e1e672' }
        @{ Text = 'simulated' }
        @{ Text = 'C:\Users\x\m.json' }
        @{ Text = '/tmp/m.json' }
    ) {
        ConvertTo-PwLiteral -Text $Text | Should -BeExactly $Text
    }

    It 'is one argument that is the same text again, whatever its characters are' {
        $random = New-Object -TypeName Random -ArgumentList 8065
        $alphabet = 'a', ' ', "'", '"', '`', '$', '$(1)', ';', '|', '&', '@', '#', '-', '(', ')', '{', ',', "`n", "`t", '*', '%',
        [string] [char] 0x2018, [string] [char] 0x2019, [string] [char] 0x201a, [string] [char] 0x201b, [string] [char] 0x201c, [string] [char] 0x201e, [string] [char] 0x2013
        foreach ($round in 1..500) {
            $text = -join @(foreach ($index in 1..$random.Next(1, 8)) { $alphabet[$random.Next($alphabet.Count)] })
            $tokens = $null
            $problems = $null
            $tree = [Management.Automation.Language.Parser]::ParseInput("Undo-PwRun -State $(ConvertTo-PwLiteral -Text $text)", [ref] $tokens, [ref] $problems)
            $problems | Should -BeNullOrEmpty
            $call = $tree.EndBlock.Statements[0].PipelineElements[0]
            $call.CommandElements.Count | Should -Be 3
            $call.CommandElements[2] | Should -BeOfType ([Management.Automation.Language.StringConstantExpressionAst])
            $call.CommandElements[2].Value | Should -BeExactly $text
        }
    }
}

Describe 'ConvertTo-PwUtcDate' {
    It 'reads <Value> as the same moment' -ForEach @(
        @{ Value = '2026-01-05T09:00:00.260Z' }
        @{ Value = '2026-01-05T10:00:00.260+01:00' }
        @{ Value = 1767603600260 }
        @{ Value = [datetime]::new(2026, 1, 5, 9, 0, 0, 260, [DateTimeKind]::Utc) }
        @{ Value = [datetime]::new(2026, 1, 5, 9, 0, 0, 260, [DateTimeKind]::Utc).ToLocalTime() }
    ) {
        $date = ConvertTo-PwUtcDate -Value $Value
        $date.Kind | Should -Be 'Utc'
        $date.ToString('o') | Should -BeExactly '2026-01-05T09:00:00.2600000Z'
    }

    It 'reads it in every culture' {
        $before = [Threading.Thread]::CurrentThread.CurrentCulture
        try {
            [Threading.Thread]::CurrentThread.CurrentCulture = [Globalization.CultureInfo]::GetCultureInfo('th-TH')
            (ConvertTo-PwUtcDate -Value '2026-01-05T09:00:00Z').Ticks | Should -Be 639032004000000000
        }
        finally { [Threading.Thread]::CurrentThread.CurrentCulture = $before }
    }

    It 'gives nothing for nothing' {
        ConvertTo-PwUtcDate -Value $null | Should -BeNullOrEmpty
        ConvertTo-PwUtcDate -Value '' | Should -BeNullOrEmpty
    }
}

Describe 'New-PwErrorRecord' {
    It 'has a stable id, a category, the exit code, and says what to do' {
        $record = New-PwErrorRecord -Code 'plan.stale' -Message 'the machine has changed' -Remedy 'portwright runs' -ExitCode 2 -Target 'x'
        $record.FullyQualifiedErrorId | Should -BeExactly 'portwright.plan.stale'
        $record.Exception.Message | Should -BeExactly 'the machine has changed'
        $record.Exception.Data['PortwrightCode'] | Should -Be 'plan.stale'
        $record.Exception.Data['PortwrightExitCode'] | Should -Be 2
        $record.ErrorDetails.Message | Should -BeLike 'the machine has changed `[plan.stale`]*'
        $record.ErrorDetails.RecommendedAction | Should -Be 'Get-PwRun'
        $record.TargetObject | Should -Be 'x'
    }

    It 'shows the remedy once, in whatever PowerShell' {
        $record = New-PwErrorRecord -Code 'plan.stale' -Message 'the machine has changed' -Remedy 'do this' -ExitCode 2
        $shown = $record | Out-String -Width 500
        ([regex]::Matches($shown, 'do this')).Count | Should -Be 1
    }

    It 'has a category for exit code <ExitCode> of a code nobody knows' -ForEach @(
        @{ ExitCode = 1; Category = 'InvalidResult' }
        @{ ExitCode = 2; Category = 'InvalidArgument' }
        @{ ExitCode = 3; Category = 'InvalidResult' }
        @{ ExitCode = 4; Category = 'PermissionDenied' }
        @{ ExitCode = 130; Category = 'OperationStopped' }
    ) {
        (New-PwErrorRecord -Code 'of.tomorrow' -Message 'm' -ExitCode $ExitCode).CategoryInfo.Category | Should -Be $Category
    }

    It 'takes the category of a known code from the data of the module' {
        Mock -ModuleName PrivateFunctions -CommandName Get-PwData -MockWith { @{ 'plan.stale' = 'ResourceBusy' } }
        (New-PwErrorRecord -Code 'plan.stale' -Message 'm' -ExitCode 2).CategoryInfo.Category | Should -Be 'ResourceBusy'
    }
}

Describe 'ConvertTo-PwCommandText' {
    BeforeAll {
        Mock -ModuleName PrivateFunctions -CommandName Get-PwData -MockWith { @{ Name = 'reserve-ports'; Command = 'Add-PwPortReservation' } }
    }

    It 'makes <Expected> of <Text>' -ForEach @(
        @{ Text = 'portwright runs'; Expected = 'Get-PwRun' }
        @{ Text = 'unfinished: run r-1 was cut off; portwright resume r-1 --host simulated --state /tmp/m.json'; Expected = 'unfinished: run r-1 was cut off; Resume-PwRun r-1 -HostKind simulated -State /tmp/m.json' }
        @{ Text = 'portwright fix 8065 53/udp 9000-9010 --container web'; Expected = 'Repair-PwPort 8065, 53/udp, 9000-9010 -Container web' }
        @{ Text = 'portwright diagnose 8065 --host simulated --state "/it''s $(here)"'; Expected = 'Get-PwPortDiagnosis 8065 -HostKind simulated -State ''/it''''s $(here)''' }
        @{ Text = 'portwright run reserve-ports --ports 8065,9000'; Expected = 'Add-PwPortReservation -Port 8065,9000' }
        @{ Text = 'portwright run of-tomorrow'; Expected = 'Invoke-PwScenario -Name of-tomorrow' }
        @{ Text = 'portwright suggest --near 8065 --from FILE'; Expected = 'Get-PwPortSuggestion -Near 8065 -Path FILE' }
        @{ Text = 'portwright simulate boots 8065 5432 --boots 9'; Expected = 'Measure-PwPortRisk 8065, 5432 -BootCount 9' }
        @{ Text = 'portwright map 8065 --html ports.html'; Expected = 'Export-PwPortMap 8065 -Path ports.html' }
        @{ Text = 'portwright simulate serve --bin DIR'; Expected = 'portwright simulate serve --bin DIR' }
        @{ Text = 'call with --host windows --system-root /x'; Expected = 'call with -HostKind windows -SystemRoot /x' }
        @{ Text = 'add --accept-outage, or --yes'; Expected = 'add -AcceptOutage, or -Confirm:$false' }
        @{ Text = 'docker ps --filter publish=80 names it; stop it, or add --container'; Expected = 'docker ps --filter publish=80 names it; stop it, or add -Container' }
        @{ Text = 'wsl --shutdown'; Expected = 'wsl --shutdown' }
        @{ Text = 'net stop winnat'; Expected = 'net stop winnat' }
        @{ Text = 'a--b portwright-cli my-portwright runs'; Expected = 'a--b portwright-cli my-portwright runs' }
    ) {
        ConvertTo-PwCommandText -Text $Text | Should -BeExactly $Expected
    }
}

Describe 'Get-PwUndoCommand' {
    It 'says <Expected>' -ForEach @(
        @{ Machine = @{ kind = 'auto' }; Outcome = 'applied'; Expected = 'Undo-PwRun -RunId r-1' }
        @{ Machine = @{ kind = 'windows'; systemRoot = '/a b' }; Outcome = 'pending'; Expected = "Undo-PwRun -RunId r-1 -HostKind windows -SystemRoot '/a b'" }
        @{ Machine = @{ kind = 'simulated'; state = "it's" }; Outcome = 'not-undone'; Expected = "Undo-PwRun -RunId r-1 -HostKind simulated -State 'it''s'" }
        @{ Machine = @{ kind = 'auto' }; Outcome = 'proved'; Expected = '' }
        @{ Machine = @{ kind = 'auto' }; Outcome = 'undone'; Expected = '' }
        @{ Machine = @{ kind = 'auto' }; Outcome = 'cycled'; Expected = '' }
    ) {
        $document = ConvertFrom-Document -Document @{ runId = 'r-1'; steps = @(@{ outcome = 'unchanged' }, @{ outcome = $Outcome }) }
        Get-PwUndoCommand -Document $document -Machine $Machine | Should -BeExactly $Expected
    }
}
