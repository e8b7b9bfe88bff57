using System.Xml.Linq;
using ImageBuilderPS.LocalService.Ec2.Resources;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Ec2;

/// <summary>Reads instances.</summary>
internal static class InstanceOperations
{
    private static readonly Dictionary<string, FilterValues<Ec2Instance>> FilterMembers = new(StringComparer.Ordinal)
    {
        ["image-id"] = instance => [instance.ImageId],
        ["instance-id"] = instance => [instance.InstanceId],
        ["instance-state-code"] = instance => [Ec2Views.StateCode(instance)],
        ["instance-state-name"] = instance => [instance.State],
        ["instance-type"] = instance => [instance.InstanceType],
        ["launch-time"] = instance => [instance.LaunchTime],
    };

    public static IEnumerable<XElement?> Describe(OperationContext context, QueryParameters parameters)
    {
        var ids = parameters.List("InstanceId");
        Ec2Ids.Instances.ThrowIfMissing(ids, id => context.State.Ec2.Instances.Find(id) is not null);
        var matches = Ec2Filters.Read(parameters, FilterMembers, instance => instance.Tags);
        var instances = context.State.Ec2.Instances.After(null).Select(entry => entry.Value)
            .Where(instance => ids.Length == 0 || ids.Contains(instance.InstanceId))
            .Where(matches);
        return Ec2Pages.Read(parameters, (5, 1000), "reservationSet", instances, instance => instance.InstanceId, instance =>
        [
            new("reservationId", "r-" + instance.InstanceId.Substring(instance.InstanceId.IndexOf('-') + 1)),
            new("ownerId", context.State.Account),
            QueryXml.List("instancesSet", [instance], one => Ec2Views.Instance(one, context.State.Region)),
        ]);
    }
}
