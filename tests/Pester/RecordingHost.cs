using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

// A host that keeps what is said to it; tests ask it for what no stream carries.
public sealed class RecordingHost : PSHost
{
    private readonly RecordingUI ui = new RecordingUI();
    private readonly Guid id = Guid.NewGuid();

    public List<string> Warnings { get { return ui.Warnings; } }
    public List<ProgressRecord> Progress { get { return ui.Progress; } }
    public List<string> Questions { get { return ui.Questions; } }
    public Queue<int> Choices { get { return ui.Choices; } }
    public string RunBeforeChoice { set { ui.RunBeforeChoice = value; } }
    public override string Name { get { return "Recording"; } }
    public override Version Version { get { return new Version(1, 0); } }
    public override Guid InstanceId { get { return id; } }
    public override PSHostUserInterface UI { get { return ui; } }
    public override CultureInfo CurrentCulture { get { return CultureInfo.InvariantCulture; } }
    public override CultureInfo CurrentUICulture { get { return CultureInfo.InvariantCulture; } }
    public override void EnterNestedPrompt() { throw new NotSupportedException(); }
    public override void ExitNestedPrompt() { throw new NotSupportedException(); }
    public override void NotifyBeginApplication() { }
    public override void NotifyEndApplication() { }
    public override void SetShouldExit(int exitCode) { }

    private sealed class RecordingUI : PSHostUserInterface
    {
        public readonly List<string> Warnings = new List<string>();
        public readonly List<ProgressRecord> Progress = new List<ProgressRecord>();

        public readonly List<string> Questions = new List<string>();
        public readonly Queue<int> Choices = new Queue<int>();
        public string RunBeforeChoice;

        public override PSHostRawUserInterface RawUI { get { return null; } }
        public override void WriteWarningLine(string message) { lock (Warnings) Warnings.Add(message); }
        public override void WriteProgress(long sourceId, ProgressRecord record) { lock (Progress) Progress.Add(record); }
        public override void Write(string value) { }
        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) { }
        public override void WriteLine(string value) { }
        public override void WriteErrorLine(string value) { }
        public override void WriteDebugLine(string message) { }
        public override void WriteVerboseLine(string message) { }
        public override string ReadLine() { throw new NotSupportedException(); }
        public override SecureString ReadLineAsSecureString() { throw new NotSupportedException(); }
        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) { throw new NotSupportedException(); }
        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
        {
            Questions.Add(message);
            if (RunBeforeChoice != null)
                using (var shell = PowerShell.Create())
                    shell.AddScript(RunBeforeChoice).Invoke();
            return Choices.Dequeue();
        }
        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) { throw new NotSupportedException(); }
        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) { throw new NotSupportedException(); }
    }
}
