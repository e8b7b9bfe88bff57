using System.Xml;
using System.Xml.Linq;
using ImageBuilderPS.Aws.Pipeline;
using ImageBuilderPS.Aws.Settings;

namespace ImageBuilderPS.Aws.Ec2;

/// <summary>Calls EC2, whose API takes forms and answers in XML.</summary>
/// <remarks>Source: EC2's developer guide, "Query requests for Amazon EC2"; names of parameters and elements: EC2's API model.</remarks>
/// <param name="client">The client of the service.</param>
/// <param name="plan">The client's connection.</param>
/// <param name="sender">Makes the calls.</param>
internal sealed class Ec2Client(PlainClient client, ConnectionPlan plan, CallSender sender)
{
    /// <summary>The same client, whose calls another sender makes.</summary>
    /// <param name="other">The sender.</param>
    public Ec2Client SentBy(CallSender other) => new(client, plan, other);

    /// <summary>Makes a call of which the response does not matter.</summary>
    /// <param name="form">The request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task SendAsync(QueryForm form, CancellationToken cancellationToken) => ReadAsync(form, response => response, cancellationToken);

    /// <summary>Makes a call.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="form">The request.</param>
    /// <param name="read">Reads the response.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<T> ReadAsync<T>(QueryForm form, Func<XElement, T> read, CancellationToken cancellationToken) =>
        SendAsync(form.ToRequest(AwsService.Ec2), read, cancellationToken);

    /// <summary>Reads all pages of a list.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="form">The request, without a token.</param>
    /// <param name="read">Reads the items of a page.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    public async Task<IReadOnlyList<T>> ReadPagesAsync<T>(QueryForm form, Func<XElement, IEnumerable<T>> read, CancellationToken cancellationToken)
    {
        var all = new List<T>();
        string? token = null;
        do
        {
            token = await SendAsync(form.ToRequest(AwsService.Ec2, token), AddPage, cancellationToken).ConfigureAwait(false);
        }
        while (token is not null);
        return all;

        string? AddPage(XElement page)
        {
            all.AddRange(read(page));
            return page.Text("nextToken");
        }
    }

    private Task<T> SendAsync<T>(PlainRequest request, Func<XElement, T> read, CancellationToken cancellationToken)
    {
        return sender.SendAsync(request, AwsService.Ec2, plan, SendAndReadAsync, cancellationToken);

        // A page of a proxy has no items. All AMIs would seem to be gone.
        async Task<T> SendAndReadAsync(PlainRequest sent, CancellationToken token)
        {
            var response = ResponseXml.Read(await client.SendAsync(sent, token).ConfigureAwait(false));
            if (response.Name.LocalName != sent.Action + "Response")
                throw new XmlException($"it is {response.Name.LocalName}, not {sent.Action}Response");
            return response.Text("requestId") is null ? throw new XmlException("it has no request id") : read(response);
        }
    }
}
