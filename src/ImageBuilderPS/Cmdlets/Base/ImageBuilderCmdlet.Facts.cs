using System.Globalization;
using System.Management.Automation;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Loading;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Base;

/// <content>What EC2 knows of AMIs.</content>
public abstract partial class ImageBuilderCmdlet
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>Reads what EC2 knows of the AMIs of images, and shows progress. What cannot be read is a warning.</summary>
    /// <param name="images">The images.</param>
    /// <param name="options">What is read.</param>
    protected IReadOnlyList<AmiFact> ReadImageFacts(IEnumerable<Image> images, AmiFactOptions options) => ReadFacts([.. AmiQuery.From(images)], options);

    /// <summary>Reads what EC2 knows of AMIs, and shows progress. What cannot be read is a warning.</summary>
    /// <param name="amis">The AMIs.</param>
    /// <param name="options">What is read.</param>
    protected IReadOnlyList<AmiFact> ReadFacts(IReadOnlyCollection<AmiQuery> amis, AmiFactOptions options)
    {
        const string Activity = "Reading what EC2 knows of the AMIs";
        if (amis.Count == 0)
            return [];
        var settings = Settings;
        var done = 0;
        var reading = Task.Run(() => new AmiFactCollector(ModuleState.Ec2, settings, options).CollectAsync(amis, count => Volatile.Write(ref done, count), Cancellation));
        while (!WaitFor(reading, ProgressInterval))
        {
            WriteProgress(new(0, Activity, string.Format(CultureInfo.InvariantCulture, "{0} of {1}", Volatile.Read(ref done), amis.Count))
            {
                PercentComplete = (int)(100L * Volatile.Read(ref done) / amis.Count),
            });
        }
        WriteProgress(new(0, Activity, "Done") { RecordType = ProgressRecordType.Completed });
        var facts = reading.GetAwaiter().GetResult();
        foreach (var warning in AmiFactWarnings.Of(facts))
            WriteWarning(warning);
        return facts;
    }

    private bool WaitFor(Task task, TimeSpan time)
    {
        try
        {
            return task.Wait((int)time.TotalMilliseconds, Cancellation);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        catch (AggregateException)
        {
            // The one who reads the result gets the failure.
            return true;
        }
    }
}
