#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

BeforeAll { . ([IO.Path]::Combine($PSScriptRoot, 'Support', 'Conversations.ps1')) }

AfterAll {
    Remove-Item -LiteralPath 'env:PORTWRIGHT_FAKE_RUNNER' -ErrorAction Ignore
    Remove-Module -Name 'PrivateFunctions', 'FakeRunner'
}

Describe 'Invoke-PwChange' {
    BeforeEach {
        Mock -ModuleName PrivateFunctions -CommandName Test-PwPromise -MockWith {
            [pscustomobject] @{ StepId = 'a'; Kind = 'port-bindable'; Promise = 'tcp 8065 can be bound'; Expected = 'yes'; Found = 'yes'; Verified = 'Yes' }
        }
        Mock -ModuleName PrivateFunctions -CommandName Get-PwVerdict -MockWith { [string] @($PromiseResult)[0].Verified }
        Mock -ModuleName PrivateFunctions -CommandName Invoke-PwElevatedRequest -MockWith { throw 'must not be called' }
        $planned = @{ send = @{ type = 'plan'; plan = $plan } }
        $asked = @{ send = @{ type = 'approval-wanted' } }
    }

    It 'asks, lets the runner go on, verifies, and writes the result' {
        $conversation = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, $planned, $asked, @{ hear = 1 }, $done
        $result = Invoke-TestChange -Parameter @{ ports = @('8065'); resetRange = [switch] $true } -HostKind simulated -Confirm:$false
        $result.PSTypeNames[0] | Should -Be 'Portwright.RunResult'
        $result.Verified | Should -Be 'Yes'
        $result.Outcome | Should -Be 'done'
        $result.Step.Outcome | Should -Be 'applied', 'proved'
        $request, $answer = Get-HeardLine -Conversation $conversation
        $answer | Should -Be 'approve'
        $request = ConvertFrom-Json -InputObject $request
        $request.action | Should -Be 'run'
        $request.parameters.ports.Count | Should -Be 1
        $request.parameters.resetRange | Should -BeTrue
        $request.PSObject.Properties.Name | Should -Not -Contain 'approved'
        Should -Invoke -ModuleName PrivateFunctions -CommandName Test-PwPromise -Exactly -Times 1 -ParameterFilter {
            $Machine.kind -eq 'simulated' -and $Machine.state -eq '/tmp/it''s here/m.json' -and $Outcome -eq 'done' -and @($Promise)[0].stepId -eq 'a'
        }
    }

    It 'names the command that undoes it, as it can be pasted' {
        $null = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, $planned, $asked, @{ hear = 1 }, $done
        (Invoke-TestChange -Confirm:$false).UndoCommand |
            Should -BeExactly 'Undo-PwRun -RunId 20260105-090000-fix-e1e672 -HostKind simulated -State ''/tmp/it''''s here/m.json'''
    }

    It 'with -WhatIf plans only, prints the plan, and writes it as an object' {
        $conversation = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, $planned, @{ send = @{ type = 'result'; document = $plan; exitCode = 0 } }
        $result = Invoke-TestChange -WhatIf
        $result.PSTypeNames[0] | Should -Be 'Portwright.Plan'
        $result.Change.Sign | Should -Be '*', '+'
        $result.Change.ForEach({ $_.Note.Count }) | Should -Be 1, 0
        $result.Note | Should -Be 'a note'
        $result.Fingerprint | Should -Be ('f' * 64)
        $result.Promise[0].Kind | Should -Be 'port-bindable'
        (ConvertFrom-Json -InputObject @(Get-HeardLine -Conversation $conversation)[0]).action | Should -Be 'plan'
    }

    It 'plans only where the script that calls has $WhatIfPreference' {
        $conversation = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, $planned, @{ send = @{ type = 'result'; document = $plan; exitCode = 0 } }
        & {
            $WhatIfPreference = $true
            (Invoke-TestChange).PSTypeNames[0] | Should -Be 'Portwright.Plan'
        }
        (ConvertFrom-Json -InputObject @(Get-HeardLine -Conversation $conversation)[0]).action | Should -Be 'plan'
    }

    It 'says no, writes nothing and is no error where the person says no' {
        $conversation = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, $planned, $asked, @{ hear = 1 },
        @{ send = @{ type = 'error'; error = @{ code = 'run.declined'; message = 'not confirmed' }; exitCode = 1 } }
        Mock -ModuleName PrivateFunctions -CommandName Confirm-PwCall -MockWith { $false }
        Invoke-TestChange -ErrorVariable problems | Should -BeNullOrEmpty
        $problems | Should -BeNullOrEmpty
        @(Get-HeardLine -Conversation $conversation)[1] | Should -Be 'decline'
    }

    It 'is an error with how to go on where nobody can be asked, and changes nothing' {
        $conversation = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, $planned, $asked, @{ hearUntil = 'cancel' }
        $shell = New-StoppableCall -Script 'Invoke-TestChange -Confirm'
        try {
            $null = $shell.Invoke()
            $problems = @($shell.Streams.Error)
        }
        finally { $shell.Dispose() }
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Be 'portwright.input.confirmation-required,Invoke-TestChange'
        Get-HeardLine -Conversation $conversation | Should -Not -Contain 'approve'
    }

    It 'asks Windows for rights with the fingerprint and the parameters of the plan, and only then' {
        $windows = New-Variant -Of $plan -With @{ host = @{ kind = 'windows'; machine = 'local' }; parameters = @{ ports = @('8065'); userProfile = 'C:\Users\caller' } }
        $null = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, @{ send = @{ type = 'plan'; plan = $windows } },
        @{ send = @{ type = 'error'; error = @{ code = 'run.needs-elevation'; message = 'needs rights' }; exitCode = 4 } }
        $document = [pscustomobject] @{ runId = 'r-1'; scenario = 'fix'; title = 't'; host = [pscustomobject] @{ kind = 'windows'; machine = 'local' }; outcome = 'done'; exitCode = 0; steps = @([pscustomobject] @{ id = 'a'; title = 'A'; depth = 0; outcome = 'applied' }) }
        Mock -ModuleName PrivateFunctions -CommandName Invoke-PwElevatedRequest -MockWith {
            # Whatever the variables of the real one are called.
            $call = $runner = $message = $caller = $request = 'another'
            $null = & $OnMessage ([pscustomobject] @{ type = 'warning'; message = "from the elevated side $call$runner$message$caller$request".Length })
            [pscustomobject] @{ type = 'result'; document = $document; exitCode = 0 }
        }
        $result = Invoke-TestChange -Confirm:$false -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings.Count | Should -Be 1
        $result.UndoCommand | Should -BeExactly 'Undo-PwRun -RunId r-1'
        Should -Invoke -ModuleName PrivateFunctions -CommandName Invoke-PwElevatedRequest -Exactly -Times 1 -ParameterFilter {
            $Request.approved.fingerprint -eq ('f' * 64) -and $Request.action -eq 'run' -and $Request.scenario -eq 'fix' -and
            $Request.parameters.userProfile -eq 'C:\Users\caller' -and (ConvertTo-PwAsciiJson -Value $Request.parameters.ports) -eq '["8065"]'
        }
    }

    It 'does not ask Windows for rights where the person says no' {
        $windows = New-Variant -Of $plan -With @{ host = @{ kind = 'windows'; machine = 'local' } }
        $null = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, @{ send = @{ type = 'plan'; plan = $windows } },
        @{ send = @{ type = 'error'; error = @{ code = 'run.needs-elevation'; message = 'needs rights' }; exitCode = 4 } }
        Mock -ModuleName PrivateFunctions -CommandName Confirm-PwCall -MockWith { $false }
        Invoke-TestChange | Should -BeNullOrEmpty
        Should -Invoke -ModuleName PrivateFunctions -CommandName Invoke-PwElevatedRequest -Exactly -Times 0
    }

    It 'asks nobody for rights on a simulated machine' {
        $null = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, $planned,
        @{ send = @{ type = 'error'; error = @{ code = 'run.needs-elevation'; message = 'needs rights'; remedy = 'call elevated' }; exitCode = 4 } }
        $thrown = { Invoke-TestChange -Confirm:$false } | Should -Throw -ErrorId 'portwright.run.needs-elevation,Invoke-TestChange' -PassThru
        $thrown.CategoryInfo.Category | Should -Be 'PermissionDenied'
        $thrown.ErrorDetails.RecommendedAction | Should -Be 'call elevated'
    }

    It 'still writes the result, and an error that does not end the call, where Windows does not show what was promised' {
        $null = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, $planned, $asked, @{ hear = 1 }, $done
        Mock -ModuleName PrivateFunctions -CommandName Test-PwPromise -MockWith {
            [pscustomobject] @{ StepId = 'a'; Kind = 'port-bindable'; Promise = 'tcp 8065 can be bound'; Expected = 'bound'; Found = '10013'; Verified = 'No' }
        }
        $result = Invoke-TestChange -Confirm:$false -ErrorVariable problems -ErrorAction SilentlyContinue
        $result.Verified | Should -Be 'No'
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Be 'portwright.run.not-verified,Invoke-TestChange'
        $problems[0].TargetObject.RunId | Should -Be $run.runId
        $problems[0].Exception.Message | Should -BeLike '*10013*'
    }

    It 'ends with an error that carries the result where the run failed' {
        $failed = New-Variant -Of $run -With @{ outcome = 'failed-not-undone'; exitCode = 3; error = @{ code = 'run.not-undone'; message = 'winnat is still stopped'; remedy = 'net start winnat' } }
        $null = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, $planned, $asked, @{ hear = 1 }, @{ send = @{ type = 'result'; document = $failed; exitCode = 3 } }
        $thrown = { Invoke-TestChange -Confirm:$false } | Should -Throw -ErrorId 'portwright.run.not-undone,Invoke-TestChange' -PassThru
        $thrown.TargetObject.Outcome | Should -Be 'failed-not-undone'
        $thrown.TargetObject.Verified | Should -Be 'Unknown'
        $thrown.Exception.Data['PortwrightExitCode'] | Should -Be 3
        $thrown.ErrorDetails.RecommendedAction | Should -Be 'net start winnat'
        Should -Invoke -ModuleName PrivateFunctions -CommandName Test-PwPromise -Exactly -Times 0
    }

    It 'warns that Windows must be restarted, and verifies as pending' {
        $waiting = New-Variant -Of $run -With @{ outcome = 'restart-required'; exitCode = 3010 }
        $null = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, $planned, $asked, @{ hear = 1 }, @{ send = @{ type = 'result'; document = $waiting; exitCode = 3010 } }
        $result = Invoke-TestChange -Confirm:$false -WarningVariable warnings -WarningAction SilentlyContinue
        $result.ExitCode | Should -Be 3010
        $warnings.Count | Should -Be 1
        Should -Invoke -ModuleName PrivateFunctions -CommandName Test-PwPromise -Exactly -Times 1 -ParameterFilter { $Outcome -eq 'restart-required' }
    }

    It 'does nothing and asks nothing where nothing is to be done' {
        $unchanged = New-Variant -Of $run -With @{ runId = $null; outcome = 'unchanged'; steps = @() }
        $idle = New-Variant -Of $plan -With @{ changes = @(); promises = @() }
        $null = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, @{ send = @{ type = 'plan'; plan = $idle } }, @{ send = @{ type = 'result'; document = $unchanged; exitCode = 0 } }
        Mock -ModuleName PrivateFunctions -CommandName Confirm-PwCall -MockWith { throw 'must not ask' }
        Mock -ModuleName PrivateFunctions -CommandName Get-PwVerdict -MockWith { 'Unknown' }
        $result = Invoke-TestChange
        $result.Outcome | Should -Be 'unchanged'
        $result.UndoCommand | Should -Be ''
        $result.RunId | Should -Be ''
        $result.Step.Count | Should -Be 0
    }

    It 'shows progress by the steps of the plan, takes it away, and tells notes and outcomes to -Verbose' {
        $events = @{ type = 'step-began'; id = 'a'; title = 'A'; depth = 0; doing = 'applying' }, @{ type = 'step-ended'; id = 'a'; title = 'A'; depth = 0; outcome = 'applied' },
        @{ type = 'undoing'; reason = 'B failed' } | ForEach-Object -Process { @{ send = @{ type = 'step'; event = $_ } } }
        $null = Set-FakeConversation -Folder $TestDrive -Act (@(@{ hear = 1 }, $planned, $asked, @{ hear = 1 }) + $events + @($done))
        $shell = New-StoppableCall -Script '& (Get-Module -Name PrivateFunctions) { Set-Item -LiteralPath function:Test-PwPromise -Value {} }; Invoke-TestChange -Confirm:$false -Verbose'
        try {
            $null = $shell.Invoke()
            $bars = @($shell.Streams.Progress | Where-Object -Property Activity -EQ 'Free blocked ports')
            $bars.PercentComplete | Should -Be 0, 50, 50, -1
            $bars[-1].RecordType | Should -Be 'Completed'
            $said = @($shell.Streams.Verbose | ForEach-Object -MemberName Message)
            $said | Should -Contain 'a note'
            $said | Should -Contain 'A: applied'
            $said | Should -Contain 'putting back what was changed: B failed'
        }
        finally { $shell.Dispose() }
    }

    It 'passes on warnings where the caller wants them, and undoes where a warning ends the call' {
        $warning = @{ send = @{ type = 'warning'; message = 'unfinished: run x' } }
        $conversation = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, $warning, $planned, $asked, @{ hearUntil = 'cancel' }
        { Invoke-TestChange -Confirm:$false -WarningAction Stop } | Should -Throw
        @(Get-HeardLine -Conversation $conversation) | Should -Not -Contain 'approve'
        @(Get-HeardLine -Conversation $conversation)[-1] | Should -Be 'cancel'
    }

    It 'says nothing at all with -ErrorAction SilentlyContinue in a try, and is caught' {
        $null = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, @{ send = @{ type = 'error'; error = @{ code = 'plan.stale'; message = 'the machine has changed' }; exitCode = 2 } }
        $caught = $null
        try { Invoke-TestChange -ErrorAction SilentlyContinue }
        catch { $caught = $_ }
        $caught.FullyQualifiedErrorId | Should -Be 'portwright.plan.stale,Invoke-TestChange'
        $caught.InvocationInfo.Line | Should -BeLike '*Invoke-TestChange -ErrorAction*' -Because 'the position is the caller''s'
    }
}

Describe 'Invoke-PwContinuation' {
    BeforeEach {
        Mock -ModuleName PrivateFunctions -CommandName Test-PwPromise -MockWith { }
        Mock -ModuleName PrivateFunctions -CommandName Get-PwVerdict -MockWith { 'Unknown' }
        $intent = @{ send = @{ type = 'intent'; verb = 'rollback'; runId = 'r-1'; title = 'Free ports'; scenario = 'fix'; host = @{ kind = 'simulated'; machine = '/m.json' }; steps = @(@{ id = 'b'; title = 'Do B' }, @{ id = 'a'; title = 'Do A' }); promises = @() } }
        $needsRights = @{ send = @{ type = 'error'; error = @{ code = 'run.needs-elevation'; message = 'needs rights' }; exitCode = 4 } }
    }

    It 'undoes the run it was given' {
        $undone = New-Variant -Of $run -With @{ steps = @(@{ id = 'a'; title = 'A'; depth = 0; outcome = 'undone' }) }
        $conversation = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, $intent, @{ send = @{ type = 'approval-wanted' } }, @{ hear = 1 }, @{ send = @{ type = 'result'; document = $undone; exitCode = 0 } }
        $result = Invoke-TestContinuation -RunId 'r-1' -HostKind simulated -Confirm:$false
        $result.Step[0].Outcome | Should -Be 'undone'
        $result.UndoCommand | Should -Be ''
        $request = ConvertFrom-Json -InputObject @(Get-HeardLine -Conversation $conversation)[0]
        $request.action | Should -Be 'rollback'
        $request.run | Should -Be 'r-1'
        $request.host.kind | Should -Be 'simulated'
    }

    It 'with -WhatIf asks for no more than what would be put back, and writes that as a plan' {
        $conversation = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, $intent, @{ send = @{ type = 'result'; document = @{ schemaVersion = 1 }; exitCode = 0 } }
        $preview = Invoke-TestContinuation -WhatIf
        $preview.PSTypeNames[0] | Should -Be 'Portwright.Plan'
        $preview.Title | Should -Be 'Undo run r-1: Free ports'
        $preview.Change.What | Should -Be 'Do B', 'Do A'
        $preview.Machine | Should -Be '/m.json'
        $request = ConvertFrom-Json -InputObject @(Get-HeardLine -Conversation $conversation)[0]
        $request.preview | Should -BeTrue
        $request.PSObject.Properties.Name | Should -Not -Contain 'run'
    }

    It 'verifies what is undone only after a restart as that' {
        $promised = @{ send = @{ type = 'intent'; verb = 'rollback'; runId = 'r-1'; title = 'Hyper-V'; scenario = 'x'; host = @{ kind = 'simulated'; machine = '/m.json' }; steps = @(@{ id = 'a'; title = 'A' }); promises = $plan.promises } }
        $undone = New-Variant -Of $run -With @{ exitCode = 3010; steps = @(@{ id = 'a'; title = 'A'; depth = 0; outcome = 'undone' }) }
        $null = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, $promised, @{ send = @{ type = 'approval-wanted' } }, @{ hear = 1 }, @{ send = @{ type = 'result'; document = $undone; exitCode = 3010 } }
        $result = Invoke-TestContinuation -RunId 'r-1' -HostKind simulated -Confirm:$false -WarningVariable warnings -WarningAction SilentlyContinue
        $result.Outcome, $result.ExitCode | Should -Be 'done', 3010
        Should -Invoke -ModuleName PrivateFunctions -CommandName Test-PwPromise -Exactly -Times 1 -ParameterFilter { $Outcome -eq 'restart-required' }
        $warnings | Should -BeLike '*must be restarted*'
        $warnings | Should -Not -BeLike '*Resume-PwRun*' -Because 'a rollback is not gone on with'
    }

    It 'asks Windows for rights with a plain yes' {
        $null = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, $intent, $needsRights
        Mock -ModuleName PrivateFunctions -CommandName Invoke-PwElevatedRequest -MockWith {
            [pscustomobject] @{ type = 'error'; error = [pscustomobject] @{ code = 'elevation.refused'; message = 'no' }; exitCode = 4 }
        }
        { Invoke-TestContinuation -Confirm:$false } | Should -Throw -ErrorId 'portwright.elevation.refused,Invoke-TestContinuation'
        Should -Invoke -ModuleName PrivateFunctions -CommandName Invoke-PwElevatedRequest -Exactly -Times 1 -ParameterFilter { $Request.approved -is [bool] -and $Request.approved }
    }

    It 'asks nobody for rights for a simulated machine' {
        $null = Set-FakeConversation -Folder $TestDrive -Act @{ hear = 1 }, $intent, $needsRights
        { Invoke-TestContinuation -HostKind simulated -Confirm:$false } | Should -Throw -ErrorId 'portwright.run.needs-elevation,Invoke-TestContinuation'
    }
}
