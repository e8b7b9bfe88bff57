using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Completion;

namespace ImageBuilderPS.Cmdlets.Base;

/// <summary>A cmdlet that reads things by ARN or lists them.</summary>
public abstract class ListCmdlet : ImageBuilderCmdlet
{
    /// <summary>The parameter set of a list.</summary>
    protected const string ByFilter = "ByFilter";

    /// <summary>The parameter set of what is read by ARN.</summary>
    protected const string ByArn = "ByArn";

    /// <summary>The parameter set of what is found by name.</summary>
    protected const string ByName = "ByName";

    private int written;

    /// <summary>What to list: names and values, as the API has them. All filters must match, each by any of its values.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [FilterInput]
    [ArgumentCompleter(typeof(FilterCompleter))]
    public Filter[]? Filter { get; set; }

    /// <summary>How many to write at the most; what is beyond is not read.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; } = int.MaxValue;

    /// <summary>Reads each listed thing in whole, with a call for each.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    public virtual SwitchParameter Detail { get; set; }

    /// <summary>Reads a thing in whole.</summary>
    /// <param name="arn">Its ARN.</param>
    /// <returns>The thing, or null after an error.</returns>
    protected abstract object? Read(string arn);

    /// <summary>Reads and writes.</summary>
    /// <param name="arns">The ARNs.</param>
    protected void WriteWhole(IEnumerable<string> arns)
    {
        foreach (var arn in arns)
        {
            if (written == First)
                return;
            if (Read(arn) is not { } whole)
                continue;
            written++;
            WriteObject(whole);
        }
    }

    /// <summary>Reads and writes what has a name, or a name that a pattern matches.</summary>
    /// <param name="names">Names and patterns.</param>
    /// <param name="find">Finds the ARN of a name.</param>
    /// <param name="list">Names and ARNs; asked for all, since the service knows no patterns.</param>
    protected void WriteNamed(
        IEnumerable<string> names, Func<string, string?> find, Func<Filter[]?, IEnumerable<(string Name, string? Arn)>> list)
    {
        WriteWhole(names.SelectMany(Arns).OfType<string>().Take(First));

        IEnumerable<string?> Arns(string name)
        {
            if (!WildcardPattern.ContainsWildcardCharacters(name))
                return [find(name)];
            var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            return list(null).Where(item => pattern.IsMatch(item.Name)).Select(item => item.Arn);
        }
    }

    /// <summary>Writes what was listed, in whole with -Detail.</summary>
    /// <typeparam name="TItem">What is listed.</typeparam>
    /// <param name="items">The list.</param>
    /// <param name="arn">The ARN of one.</param>
    protected void WriteListed<TItem>(IEnumerable<TItem> items, Func<TItem, string?> arn)
    {
        foreach (var item in items)
        {
            if (Detail)
                WriteWhole([arn(item)!]);
            else
                WriteObject(item);
        }
    }

    /// <summary>Lists, page after page, no more than -First says.</summary>
    /// <typeparam name="TResponse">The page.</typeparam>
    /// <typeparam name="TItem">What is listed.</typeparam>
    /// <param name="request">The request for the first page.</param>
    protected IEnumerable<TItem> ListFirst<TResponse, TItem>(Request<TResponse> request)
        where TResponse : Response, IPage<TItem>, new()
    {
        var limits = ContractMember.Of(request.GetType(), nameof(IPageRequest.MaxResults)).Constraints.OfType<ApiRangeAttribute>();
        ((IPageRequest)request).MaxResults = limits.Select(limit => Math.Min(First, limit.Maximum)).Cast<int?>().FirstOrDefault();
        return List<TResponse, TItem>(request).Take(First);
    }
}
