# A PowerShell host that answers every question in the same way, and remembers what it was asked.
Set-StrictMode -Version 3

# C# 5, which is what Windows PowerShell compiles. A class of PowerShell would answer on a thread that waits for the answer.
$source = @'
using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace Portwright.Test
{
    public sealed class AnsweringInterface : PSHostUserInterface
    {
        private readonly string answer;
        public readonly List<string> Questions = new List<string>();
        public AnsweringInterface(string answer) { this.answer = answer; }
        public override PSHostRawUserInterface RawUI { get { return null; } }
        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
        {
            Questions.Add(caption + "\n" + message);
            for (int index = 0; index < choices.Count; index++)
            {
                if (choices[index].Label.Replace("&", "") == answer) return index;
            }
            throw new InvalidOperationException("there is no answer " + answer);
        }
        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) { throw new NotSupportedException(); }
        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) { throw new NotSupportedException(); }
        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) { throw new NotSupportedException(); }
        public override string ReadLine() { throw new NotSupportedException(); }
        public override SecureString ReadLineAsSecureString() { throw new NotSupportedException(); }
        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) { }
        public override void Write(string value) { }
        public override void WriteDebugLine(string message) { }
        public override void WriteErrorLine(string value) { }
        public override void WriteLine(string value) { }
        public override void WriteProgress(long sourceId, ProgressRecord record) { }
        public override void WriteVerboseLine(string message) { }
        public override void WriteWarningLine(string message) { }
    }

    public sealed class AnsweringHost : PSHost
    {
        private readonly Guid id = Guid.NewGuid();
        private readonly AnsweringInterface ui;
        public AnsweringHost(string answer) { ui = new AnsweringInterface(answer); }
        public override CultureInfo CurrentCulture { get { return CultureInfo.InvariantCulture; } }
        public override CultureInfo CurrentUICulture { get { return CultureInfo.InvariantCulture; } }
        public override Guid InstanceId { get { return id; } }
        public override string Name { get { return "AnsweringHost"; } }
        public override PSHostUserInterface UI { get { return ui; } }
        public override Version Version { get { return new Version(1, 0); } }
        public override void EnterNestedPrompt() { throw new NotSupportedException(); }
        public override void ExitNestedPrompt() { throw new NotSupportedException(); }
        public override void NotifyBeginApplication() { }
        public override void NotifyEndApplication() { }
        public override void SetShouldExit(int exitCode) { }
    }
}
'@
if (-not ('Portwright.Test.AnsweringHost' -as [type])) { Add-Type -TypeDefinition $source }

function Invoke-WithAnswer {
    <#
    .SYNOPSIS
        Calls a command of the module where somebody gives one answer to every question.
    .OUTPUTS
        Output, Problem (errors) and Question (what was asked) of the call.
    #>
    param (
        [Parameter(Mandatory)] [ValidateSet('Yes', 'No')] [string] $Answer,
        [Parameter(Mandatory)] [string] $Command,
        [Parameter(Mandatory)] [hashtable] $Parameter
    )
    $answering = New-Object -TypeName Portwright.Test.AnsweringHost -ArgumentList $Answer
    $space = [runspacefactory]::CreateRunspace($answering)
    $space.Open()
    $shell = [powershell]::Create()
    $shell.Runspace = $space
    try {
        $null = $shell.AddScript({
                param ($Support, $Command, $Parameter)
                Import-Module -Name $Support
                Import-ModuleUnderTest
                & $Command @Parameter
            }).AddArgument([IO.Path]::Combine($PSScriptRoot, 'ModuleUnderTest.psm1')).AddArgument($Command).AddArgument($Parameter)
        $problem = $null
        $output = @(try { $shell.Invoke() } catch { $problem = $_ })
        [pscustomobject] @{
            Output   = $output
            Problem  = @($shell.Streams.Error) + @($problem | Where-Object -FilterScript { $_ })
            Question = @($answering.UI.Questions)
        }
    }
    finally {
        $shell.Dispose()
        $space.Dispose()
    }
}

Export-ModuleMember -Function 'Invoke-WithAnswer'
