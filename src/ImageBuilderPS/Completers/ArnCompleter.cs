using System.Collections;
using ImageBuilderPS.Contract;
using ImageBuilderPS.Loading;

namespace ImageBuilderPS.Completers;

/// <summary>Completes ARNs from the first page of a list; offers nothing when there is no quick answer.</summary>
/// <typeparam name="TRequest">The request for the list.</typeparam>
/// <typeparam name="TResponse">The page.</typeparam>
/// <typeparam name="TItem">What is listed.</typeparam>
/// <param name="arn">The ARN of an item.</param>
public abstract class ArnCompleter<TRequest, TResponse, TItem>(Func<TItem, string?> arn) : Completer
    where TRequest : Request<TResponse>, new()
    where TResponse : Response, IPage<TItem>, new()
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override IEnumerable<string> Words(IDictionary bound)
    {
        try
        {
            using var hurry = new CancellationTokenSource(Patience);
            using var service = Session.Connect(new()
            {
                Region = bound["Region"] as string,
                ProfileName = bound["ProfileName"] as string,
                EndpointUrl = bound["EndpointUrl"] is { } url ? new Uri(url.ToString()!) : null,
            });
            var page = service.SendAsync(new TRequest(), hurry.Token).GetAwaiter().GetResult();
            return page.Items.Select(arn).OfType<string>();
        }
        catch (Exception)
        {
            // A completer that throws breaks the prompt; one that offers nothing does not.
            return [];
        }
    }
}
