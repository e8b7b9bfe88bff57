using System.Management.Automation;
using ImageBuilderPS.Client;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Lifecycle.Plans;
using ImageBuilderPS.Lifecycle.Reports;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <summary>One account and region of New-IBLifecyclePlan: its policies, and its plan or why there is none.</summary>
/// <param name="connection">The connection; null where none could be made.</param>
/// <param name="settings">Its settings, as far as they are known.</param>
internal sealed class PlannedAccount(ServiceConnection? connection, ConnectionSettings settings)
{
    /// <summary>The connection; null where none could be made.</summary>
    public ServiceConnection? Connection => connection;

    /// <summary>Its settings, as far as they are known.</summary>
    public ConnectionSettings Settings => settings;

    /// <summary>The policies.</summary>
    public List<PolicyTarget> Targets { get; } = [];

    /// <summary>Why there is no plan; empty where nothing failed.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>The plan; null where there is none.</summary>
    public LifecyclePlan? Plan { get; set; }

    /// <summary>The account as a report has it that has no plan of it.</summary>
    public UnreadAccount ToUnread() => UnreadAccounts.Of(settings, string.Join(" ", Failures));

    /// <summary>Role or profile, and region.</summary>
    public override string ToString() => ServiceConnection.Describe(settings);

    /// <summary>The error that there is no plan.</summary>
    /// <param name="ofMany">Whether it says of which account and region.</param>
    public ErrorRecord ToIncomplete(bool ofMany)
    {
        var message = $"No plan was made{(ofMany ? $" for {this}" : "")}: {Failures.Count} {(Failures.Count == 1 ? "error" : "errors")} before this. A plan has all of its policies or none.";
        return new(new InvalidOperationException(message), UnreadAccounts.Incomplete, ErrorCategory.InvalidOperation, null)
        {
            ErrorDetails = new(message) { RecommendedAction = "Correct what the errors name, and plan again." },
        };
    }
}
