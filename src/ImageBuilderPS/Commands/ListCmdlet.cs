using System.Management.Automation;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Constraints;
using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Commands;

/// <summary>A cmdlet that reads things by ARN or lists them.</summary>
public abstract class ListCmdlet : ImageBuilderCmdlet
{
    /// <summary>The parameter set of a list.</summary>
    protected const string ByFilter = "ByFilter";

    /// <summary>The parameter set of what is read by ARN.</summary>
    protected const string ByArn = "ByArn";

    private int written;

    /// <summary>What to list: names and values, as the API has them. All filters must match, each by any of its values.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [FilterInput]
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
        ContractValidator.Canonicalize(request);
        var violations = ContractValidator.Validate(request);
        if (violations.Count > 0)
        {
            Fail(new ConstraintViolationException(request, violations), request);
            yield break;
        }
        var limits = ContractMember.Of(request.GetType(), nameof(IPageRequest.MaxResults)).Constraints.OfType<RangeAttribute>();
        ((IPageRequest)request).MaxResults = limits.Select(limit => Math.Min(First, limit.Maximum)).Cast<int?>().FirstOrDefault();
        foreach (var item in List<TResponse, TItem>(request).Take(First))
            yield return item;
    }
}
