using System.Globalization;
using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Loading;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Base;

/// <content>What EC2 knows of AMIs.</content>
public abstract partial class ImageBuilderCmdlet
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>Connects to EC2, and for changes as an <see cref="IEc2ChangesFactory"/>. To be used on the pipeline thread.</summary>
    protected IEc2Factory Ec2 => ModuleState.Ec2(Recorder);

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
        var (ec2, settings) = (Ec2, Settings);
        var done = 0;
        var reading = Task.Run(() => new AmiFactCollector(ec2, settings, options).CollectAsync(amis, count => Volatile.Write(ref done, count), Cancellation));
        while (!((IAsyncResult)reading).AsyncWaitHandle.WaitOne(ProgressInterval))
        {
            ShowProgress(Volatile.Read(ref done), amis.Count, ProgressRecordType.Processing);
            WriteAttempts();
        }
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
        WriteAttempts();
        foreach (var warning in AmiFactWarnings.Of(facts))
            WriteWarning(warning);
        return facts;
    }

    /// <summary>Whose credentials the calls are made with; null, without an error, where that cannot be read.</summary>
    protected CallerIdentity? FindCaller()
    {
        try
        {
            var settings = Settings;
            return Ec2.Connect(settings, settings.Region!, null).GetCallerAsync(Cancellation).GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is ImageBuilderException or ConnectionException)
        {
            WriteVerbose($"Who makes the calls could not be read: {error.Message}");
            return null;
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            WriteAttempts();
        }
    }

    private void ShowProgress(int done, int count, ProgressRecordType type) => WriteProgress(
        new(0, "Reading what EC2 knows of AMIs", string.Format(CultureInfo.InvariantCulture, "{0} of {1}", done, count))
        {
            PercentComplete = (int)(100L * done / count),
            RecordType = type,
        });
}
