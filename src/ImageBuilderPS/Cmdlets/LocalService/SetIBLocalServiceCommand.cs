using System.Globalization;
using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Client;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;

namespace ImageBuilderPS.Cmdlets.LocalService;

/// <summary>Moves, stops or starts the clock of the local service; then all that is due is done.</summary>
[Cmdlet(VerbsCommon.Set, "IBLocalService", SupportsShouldProcess = true, DefaultParameterSetName = ByClock, HelpUri = HelpPages.Folder + "Set-IBLocalService.md")]
[OutputType(typeof(LocalServiceStatus))]
public sealed class SetIBLocalServiceCommand : LocalServiceChangeCmdlet
{
    private const string ByClock = "ByClock";
    private const string ByAdvance = "ByAdvance";
    private const string ByTime = "ByTime";

    /// <summary>How far the clock goes forward.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByAdvance)]
    [DurationArgument("advance")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public TimeSpan? Advance { get; set; }

    /// <summary>The new time, not before the current one; text without a zone is UTC.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByTime)]
    [TimeArgument("time")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public DateTimeOffset? Time { get; set; }

    /// <summary>Whether time passes from then on: Running or Stopped. Stays as it is when left out.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByClock)]
    [Parameter(ParameterSetName = ByAdvance)]
    [Parameter(ParameterSetName = ByTime)]
    [ArgumentCompleter(typeof(EnumCompleter))]
    [ValidateSet(LocalServiceStatus.Running, LocalServiceStatus.Stopped)]
    public string? Clock { get; set; }

    private bool? IsStopped => Clock is null ? null : Clock.EqualsIgnoreCase(LocalServiceStatus.Stopped);

    /// <inheritdoc/>
    protected override void Process(ILocalService service)
    {
        if (!ShouldChange(service, Description()))
            return;
        try
        {
            service.SetClock(Time, Advance, IsStopped);
        }
        catch (ValidationException error)
        {
            ThrowInvalidTime(error, "Choose a time that the message allows. Reset-IBLocalService -Time starts again at an earlier one.");
        }
        WriteStatus(service);
    }

    private string Description()
    {
        var move = Advance is { } duration ? $"Advance the clock by {duration}"
            : Time is { } time ? $"Set the clock to {time.UtcDateTime.ToString("u", CultureInfo.InvariantCulture)}"
            : null;
        return IsStopped is not { } isStopped ? move!
            : move is not null ? $"{move} and {(isStopped ? "stop" : "start")} it"
            : $"{(isStopped ? "Stop" : "Start")} the clock";
    }
}
