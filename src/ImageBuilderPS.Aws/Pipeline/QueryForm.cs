using System.Collections;
using System.Globalization;
using System.Text;
using ImageBuilderPS.Aws.Settings;

namespace ImageBuilderPS.Aws.Pipeline;

/// <summary>The form that a Query API takes: an operation and its parameters, in the order in which they were added.</summary>
/// <param name="action">The operation: <c>DescribeImages</c>.</param>
internal sealed class QueryForm(string action) : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> parameters = [];

    /// <summary>Adds a parameter.</summary>
    /// <param name="name">Its name: <c>ImageId</c>, <c>Filter.1.Name</c>.</param>
    /// <param name="value">Its value.</param>
    public void Add(string name, string value) => parameters.Add(new(name, value));

    /// <inheritdoc cref="Add(string, string)"/>
    public void Add(string name, bool value) => Add(name, value ? "true" : "false");

    /// <inheritdoc cref="Add(string, string)"/>
    public void Add(string name, int value) => Add(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a list: <c>ImageId.1</c>, <c>ImageId.2</c>.</summary>
    /// <param name="name">Its name: <c>ImageId</c>.</param>
    /// <param name="values">Its values.</param>
    public void Add(string name, IEnumerable<string> values)
    {
        var number = 0;
        foreach (var value in values)
            Add(FormattableString.Invariant($"{name}.{++number}"), value);
    }

    /// <summary>The request.</summary>
    /// <param name="service">The service.</param>
    /// <param name="nextToken">The token of the page; null for the first.</param>
    public PlainRequest ToRequest(AwsService service, string? nextToken = null)
    {
        var form = new StringBuilder("Action=").Append(action);
        foreach (var parameter in this)
            Append(parameter.Key, parameter.Value);
        if (nextToken is not null)
            Append("NextToken", nextToken);
        Append("Version", service.ApiVersion);
        return new("POST", "/", "application/x-www-form-urlencoded; charset=utf-8", Encoding.UTF8.GetBytes(form.ToString())) { Action = action };

        void Append(string name, string value) => form.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => parameters.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
