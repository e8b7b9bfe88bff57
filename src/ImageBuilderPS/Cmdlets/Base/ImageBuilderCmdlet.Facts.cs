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
        if (amis.Count == 0)
            return [];
        var settings = Settings;
        var done = 0;
        var reading = Task.Run(() => new AmiFactCollector(ModuleState.Ec2, settings, options).CollectAsync(amis, count => Volatile.Write(ref done, count), Cancellation));
        while (!((IAsyncResult)reading).AsyncWaitHandle.WaitOne(ProgressInterval))
            ShowProgress(Volatile.Read(ref done), amis.Count, ProgressRecordType.Processing);
        ShowProgress(done, amis.Count, ProgressRecordType.Completed);
        IReadOnlyList<AmiFact> facts;
        try
        {
            facts = reading.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        foreach (var warning in AmiFactWarnings.Of(facts))
            WriteWarning(warning);
        return facts;
    }

    private void ShowProgress(int done, int count, ProgressRecordType type) => WriteProgress(
        new(0, "Reading what EC2 knows of AMIs", string.Format(CultureInfo.InvariantCulture, "{0} of {1}", done, count))
        {
            PercentComplete = (int)(100L * done / count),
            RecordType = type,
        });
}
