using System.Xml.Linq;
using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Ec2.Resources;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Ec2;

/// <summary>Changes AMIs.</summary>
internal static class ImageOperations
{
    private const int MaxDeprecationYears = 10;

    public static IEnumerable<XElement?> Disable(OperationContext context, QueryParameters parameters) =>
        Change(context, parameters, context.State.Ec2.Disable);

    public static IEnumerable<XElement?> Enable(OperationContext context, QueryParameters parameters) =>
        Change(context, parameters, context.State.Ec2.Enable);

    public static IEnumerable<XElement?> Deprecate(OperationContext context, QueryParameters parameters)
    {
        var at = parameters.Time("DeprecateAt") ?? throw QueryErrors.Missing("DeprecateAt");
        if (at < context.Now)
            throw QueryErrors.InvalidValue("DeprecateAt", QueryXml.Text(at)!, "a time in the future");
        if (at > context.Now.AddYears(MaxDeprecationYears))
            throw QueryErrors.InvalidValue("DeprecateAt", QueryXml.Text(at)!, $"a time within {MaxDeprecationYears} years");
        return Change(context, parameters, id => context.State.Ec2.Deprecate(id, ToMinute(at)));
    }

    public static IEnumerable<XElement?> CancelDeprecation(OperationContext context, QueryParameters parameters) =>
        Change(context, parameters, id => context.State.Ec2.Deprecate(id, null));

    public static IEnumerable<XElement?> Protect(OperationContext context, QueryParameters parameters)
    {
        Change(context, parameters, id => context.State.Ec2.Protect(id, parameters.IsTrue("WithCooldown")));
        return [new("return", ImageQueries.RequireOwned(context, parameters).Protection)];
    }

    public static IEnumerable<XElement?> Unprotect(OperationContext context, QueryParameters parameters)
    {
        Change(context, parameters, id => context.State.Ec2.Unprotect(id, context.Now));
        return [new("return", ImageQueries.RequireOwned(context, parameters).Protection)];
    }

    public static IEnumerable<XElement?> Deregister(OperationContext context, QueryParameters parameters)
    {
        var image = ImageQueries.RequireOwned(context, parameters);
        context.State.Ec2.Deregister(image.ImageId, context.Now);
        return
        [
            new("return", "true"),
            parameters.IsTrue("DeleteAssociatedSnapshots")
                ? QueryXml.List(
                    "deleteSnapshotResultSet",
                    image.SnapshotIds,
                    id => [new("snapshotId", id), new("returnCode", DeleteSnapshot(context, id))])
                : null,
        ];
    }

    private static XElement[] Change(OperationContext context, QueryParameters parameters, Action<string> change)
    {
        change(ImageQueries.RequireOwned(context, parameters).ImageId);
        return [new("return", "true")];
    }

    private static string DeleteSnapshot(OperationContext context, string id)
    {
        var ec2 = context.State.Ec2;
        if (ec2.FindUser(id) is not null)
            return "skipped";
        if (ec2.Snapshots.Find(id) is null)
            return "client-error";
        ec2.DeleteSnapshot(id, context.Now);
        return "success";
    }

    private static DateTimeOffset ToMinute(DateTimeOffset time)
    {
        var rounded = time.AddSeconds(30);
        return rounded.AddTicks(-(rounded.Ticks % TimeSpan.TicksPerMinute));
    }
}
