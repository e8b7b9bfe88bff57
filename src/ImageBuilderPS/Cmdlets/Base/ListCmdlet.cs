using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Completion;

namespace ImageBuilderPS.Cmdlets.Base;

/// <summary>A cmdlet that reads resources by ARN or name, or lists them.</summary>
public abstract class ListCmdlet : ImageBuilderCmdlet
{
    /// <summary>The parameter set of a list.</summary>
    protected const string ByFilter = "ByFilter";

    /// <summary>The parameter set of resources that are read by ARN.</summary>
    protected const string ByArn = "ByArn";

    /// <summary>The parameter set of resources that are found by name.</summary>
    protected const string ByName = "ByName";

    private int written;

    /// <summary>What to list: names and values, as the API has them. All filters must match, each by any of its values.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [FilterInput]
    [ArgumentCompleter(typeof(FilterCompleter))]
    public Filter[]? Filter { get; set; }

    /// <summary>How many to write at most; what is beyond is not read.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; } = int.MaxValue;

    /// <summary>Reads each listed resource completely, with a call for each.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    public virtual SwitchParameter Detail { get; set; }

    /// <summary>Reads a resource completely.</summary>
    /// <param name="arn">Its ARN.</param>
    protected abstract object? Read(string arn);

    /// <summary>Reads and writes resources, at most as many as -First says.</summary>
    /// <param name="arns">Their ARNs.</param>
    protected void WriteComplete(IEnumerable<string> arns)
    {
        foreach (var arn in arns)
        {
            if (written == First)
                return;
            ForEach([arn], _ =>
            {
                if (Read(arn) is not { } resource)
                    return;
                written++;
                WriteObject(resource);
            });
        }
    }

    /// <summary>Reads and writes the resources that a name or a pattern matches.</summary>
    /// <param name="names">Names and patterns.</param>
    /// <param name="find">Finds the ARN of a name.</param>
    /// <param name="list">Lists names and ARNs; called for all, since the service knows no patterns.</param>
    protected void WriteNamed(
        IEnumerable<string> names, Func<string, string> find, Func<Filter[]?, IEnumerable<(string Name, string? Arn)>> list) =>
        ForEach(names, name =>
        {
            if (written == First)
                return;
            if (!WildcardPattern.ContainsWildcardCharacters(name))
            {
                WriteComplete([find(name)]);
                return;
            }
            var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            WriteComplete(list(null).Where(item => pattern.IsMatch(item.Name)).Select(item => item.Arn!));
        });

    /// <summary>Writes what was listed; with -Detail, reads each completely.</summary>
    /// <typeparam name="TItem">What is listed.</typeparam>
    /// <param name="items">The list.</param>
    /// <param name="arn">The ARN of an item.</param>
    protected void WriteListed<TItem>(IEnumerable<TItem> items, Func<TItem, string?> arn)
    {
        foreach (var item in items)
        {
            if (Detail)
                WriteComplete([arn(item)!]);
            else
                WriteObject(item);
        }
    }

    /// <summary>Lists, page after page, at most as many as -First says.</summary>
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
