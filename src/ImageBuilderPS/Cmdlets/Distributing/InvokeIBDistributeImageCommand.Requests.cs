using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Client;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Distributing;
using ImageBuilderPS.Distributing.Ledger;
using ImageBuilderPS.Distributing.Preflight;
using ImageBuilderPS.Lifecycle.Policies;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Distributing;

/// <content>Requests, their tests, the ledger, and what was sent when the pipeline ends early.</content>
public sealed partial class InvokeIBDistributeImageCommand
{
    private DistributeImageTester Tester => Connection.Keep(() => new DistributeImageTester(Service, Ec2, Settings, skipped: SkipCheck));

    private void Write(PendingDistribution pending, Task<object> task)
    {
        WriteFindings(pending.Test);
        WriteResult(task, pending.Request);
    }

    // With -WhatIf the test is made, and nothing is sent.
    private void ShowTest(DistributeImageRequest request)
    {
        try
        {
            var test = Tester.TestAsync(request, Cancellation).GetAwaiter().GetResult();
            WriteFindings(test);
            if (!test.Passed)
                WriteFailure(new PreflightFailedException(test), request);
        }
        catch (ConnectionException error)
        {
            WriteFailure(error, request);
        }
    }

    // Many inputs share a configuration: each finding is told once.
    private void WriteFindings(DistributeImageTest? test)
    {
        foreach (var check in test?.Checks ?? [])
        {
            if (check.Result is DistributeImageCheckResult.Warning or DistributeImageCheckResult.Unknown && told.Add($"{check}"))
                WriteWarning($"{check}{(check.Action is null ? "" : $" {check.Action}")}");
        }
    }

    private static IEnumerable<DistributionSender> Senders(ServiceConnection connection) => connection.Kept.OfType<DistributionSender>();

    private DistributionLedger? OpenLedger(string path)
    {
        try
        {
            return DistributionLedger.Open(FilePaths.NewFile(this, path));
        }
        catch (ContractJsonException error)
        {
            ThrowTerminatingError(new(error, "InvalidLedger", ErrorCategory.InvalidData, path)
            {
                ErrorDetails = new($"{path}: {error.Message}.") { RecommendedAction = "Give the file of an earlier command, or the name of a new one. Nothing was sent." },
            });
        }
        catch (Exception error) when (FilePaths.IsFailure(error))
        {
            ThrowTerminatingError(FilePaths.Failure(error, path));
        }
        return null;
    }

    // After Ctrl+C or an error that stops the pipeline, Wait-IBImage takes what is in the variable.
    private void SaveUnwritten()
    {
        var unwritten = drain?.Unwritten.ToList() ?? [];
        if (unwritten.Count == 0)
            return;
        UnwrittenRequestsWarning.Write(unwritten, SentVariable, Host);
        SessionState.PSVariable.Set($"global:{SentVariable}", unwritten.Where(item => item.Input.Pending.Response is not null)
            .Select(item => OfConnection(item.Input.Pending.Response!, item.Input.Connection!)).ToArray());
    }

    private DistributeImageRequest BuildRequest()
    {
        // The token of a piped response belongs to the request that it responds to.
        var parameters = new DistributeImageRequest
        {
            Tags = Tag,
            LoggingConfiguration = string.IsNullOrEmpty(LogGroupName) ? LoggingConfiguration : new() { LogGroupName = LogGroupName },
            ClientToken = RequestId is null || HasClientTokenFromCommandLine ? ClientToken : null,
        };
        return parameters.MergedOver(InputObject is { } input && ParameterSetName == ByRequest
            ? input
            : new() { SourceImage = SourceImage, DistributionConfigurationArn = DistributionConfigurationArn, ExecutionRole = ExecutionRole });
    }

    private bool Confirm(DistributeImageRequest request)
    {
        var to = this.IsDescriptionShown(ConfirmImpact.Medium)
            ? $" to {Connection.Keep(() => new DistributionTargetDescriptions(ReadDistributionConfiguration)).Describe(request.DistributionConfigurationArn ?? "")},"
            : "";
        WriteAttempts();
        return ShouldChange(
            $"Distribute {request.SourceImage}{to} by configuration {Arn.ShortName(request.DistributionConfigurationArn)}, "
                + $"as role {Arn.ShortName(request.ExecutionRole)}",
            "Distribute an image");
    }
}
