using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Client;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Base;

/// <content>What is checked before any call.</content>
public abstract partial class ImageBuilderCmdlet
{
    /// <summary>
    /// Puts enum values into the API's spelling and finds what is wrong with a request: broken constraints, and ARNs of
    /// another region than the connection's. The account is not compared: only STS knows whose the credentials are.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <returns>The failure, or null when the request may be sent.</returns>
    protected virtual Exception? Check(Request request)
    {
        ContractValidator.Canonicalize(request);
        var violations = ContractValidator.Validate(request);
        return violations.Count > 0 ? new ConstraintViolationException(request, violations) : WrongRegion(request);
    }

    /// <summary>Checks a request, and writes one error with everything that is wrong with it.</summary>
    /// <param name="request">The request.</param>
    /// <returns>Whether it may be sent.</returns>
    protected bool Passes(Request request)
    {
        if (Check(request) is not { } wrong)
            return true;
        Fail(wrong, request);
        return false;
    }

    private WrongRegionException? WrongRegion(Request request)
    {
        var regional = ContractMember.Of(request.GetType())
            .Where(member => member.Property.Name.EndsWith("Arn", StringComparison.Ordinal)
                || member.Property.Name is nameof(DistributeImageRequest.SourceImage))
            .Select(member => (member.JsonName, Arn: member.Property.GetValue(request) as string))
            .Where(member => WrongRegionException.IsRegional(member.Arn))
            .ToList();
        if (regional.Count == 0 || ConnectedRegion() is not { } region)
            return null;
        return regional.Where(member => WrongRegionException.RegionOf(member.Arn!) != region)
            .Select(member => new WrongRegionException(request, member.JsonName, member.Arn!, region)).FirstOrDefault();
    }

    private string? ConnectedRegion()
    {
        try
        {
            return Service.Region;
        }
        catch (ConnectionException)
        {
            // Whoever sends the request meets this failure and reports it.
            return null;
        }
    }
}
