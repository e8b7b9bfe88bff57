using System.Diagnostics;
using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Distributing;

namespace ImageBuilderPS.Output;

/// <summary>Progress records for a batch: one for the whole, and a child for each of the first images waited for.</summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="activity">The activity, as a heading.</param>
internal sealed class DistributionProgress(ImageBuilderCmdlet cmdlet, string activity)
{
    private const int Id = 1;
    // More bars would hide the output.
    private const int MaxChildren = 5;
    private static readonly TimeSpan ShowInterval = TimeSpan.FromMilliseconds(250);

    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly HashSet<int> children = [];
    private TimeSpan next = ShowInterval;
    private bool isShown;

    /// <summary>How many inputs were started.</summary>
    public int Started { get; set; }

    /// <summary>How many of them are finished, written or not.</summary>
    public int Finished { get; set; }

    /// <summary>Whether all inputs are added.</summary>
    public bool HasAllInputs { get; set; }

    /// <summary>The waiters of all connections.</summary>
    public Func<IEnumerable<ImageWaiter>> Waiters { get; init; } = () => [];

    /// <summary>Writes the status changes since the last call with -Verbose, and the attempts at requests.</summary>
    public void WriteChanges()
    {
        cmdlet.WriteAttempts();
        foreach (var waiter in Waiters())
        {
            while (waiter.TryTakeChange(out var change))
                cmdlet.WriteVerbose(change.ToString());
        }
    }

    /// <summary>Writes the progress record, at most four times a second.</summary>
    public void Show()
    {
        if (watch.Elapsed < next)
            return;
        next = watch.Elapsed + ShowInterval;
        isShown = true;
        WaitedImage[] waited = [.. Waiters().SelectMany(waiter => waiter.Waited)];
        var record = new ProgressRecord(Id, activity, Status(waited));
        if (HasAllInputs && Started > 0)
            record.PercentComplete = 100 * Finished / Started;
        cmdlet.WriteProgress(record);
        ShowChildren(waited);
    }

    /// <summary>Removes the progress records.</summary>
    public void Complete()
    {
        if (!isShown)
            return;
        ShowChildren([]);
        cmdlet.WriteProgress(new(Id, activity, "Done") { RecordType = ProgressRecordType.Completed });
    }

    private string Status(WaitedImage[] waited)
    {
        var states = waited
            .GroupBy(image => image.Status ?? "SENT")
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Count()} {group.Key}");
        var counts = string.Join(", ", states.Prepend($"{Finished} of {Started}{(HasAllInputs ? "" : "+")} done"));
        return $"{counts}; {watch.Elapsed:hh\\:mm\\:ss}";
    }

    private void ShowChildren(WaitedImage[] waited)
    {
        for (var i = 0; i < MaxChildren; i++)
        {
            var id = Id + 1 + i;
            if (i < waited.Length)
            {
                children.Add(id);
                cmdlet.WriteProgress(new(id, Name(waited[i]), waited[i].Status ?? "SENT") { ParentActivityId = Id });
            }
            else if (children.Remove(id))
            {
                cmdlet.WriteProgress(new(id, activity, "Done") { ParentActivityId = Id, RecordType = ProgressRecordType.Completed });
            }
        }
    }

    // web-server/1.0.0/1
    private static string Name(WaitedImage image) =>
        Arn.Parse(image.ImageBuildVersionArn)?.ResourceId ?? image.ImageBuildVersionArn;
}
