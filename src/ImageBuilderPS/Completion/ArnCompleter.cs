using System.Collections;
using System.Security;
using ImageBuilderPS.Api;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Client;
using ImageBuilderPS.Loading;

namespace ImageBuilderPS.Completion;

/// <summary>Completes ARNs from the first page of a list; offers nothing when there is no quick answer.</summary>
/// <typeparam name="TRequest">The request for the list.</typeparam>
/// <typeparam name="TResponse">The page.</typeparam>
/// <typeparam name="TItem">What is listed.</typeparam>
/// <param name="arn">The ARN of an item.</param>
public abstract class ArnCompleter<TRequest, TResponse, TItem>(Func<TItem, string?> arn) : Completer
    where TRequest : Request<TResponse>, new()
    where TResponse : Response, IPage<TItem>, new()
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override IEnumerable<string> Words(IDictionary bound)
    {
        try
        {
            var settings = Settings(bound);
            // The connection may search for a region, which no token ends.
            using var timeout = new CancellationTokenSource(Timeout);
            var reading = Task.Run(() => ReadAsync(settings, timeout.Token));
            return reading.Wait(Timeout) ? reading.Result : [];
        }
        catch (Exception)
        {
            // A completer that throws breaks the prompt; one that offers nothing does not.
            return [];
        }
    }

    private async Task<string[]> ReadAsync(ConnectionSettings settings, CancellationToken cancellation)
    {
        var service = ModuleState.Connect(settings);
        var page = await service.SendAsync(new TRequest(), cancellation).ConfigureAwait(false);
        return [.. page.Items.Select(arn).OfType<string>()];
    }

    // A local service belongs to a runspace, which only its own thread knows.
    private static ConnectionSettings Settings(IDictionary bound) => new()
    {
        Region = bound["Region"] as string,
        ProfileName = bound["ProfileName"] as string,
        EndpointUrl = bound["EndpointUrl"] is { } url ? new Uri(url.ToString()!) : ModuleState.LocalUrl,
        AccessKey = bound["AccessKey"] as string,
        SecretKey = Secret(bound["SecretKey"]),
        SessionToken = Secret(bound["SessionToken"]),
        AllowInsecureEndpoint = bound.Contains("AllowInsecureEndpoint"),
    };

    private static string? Secret(object? value) => value is SecureString secret ? SecretInputAttribute.Text(secret) : value as string;
}
