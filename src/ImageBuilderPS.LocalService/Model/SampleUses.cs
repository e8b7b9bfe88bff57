using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Ec2.Resources;
using ImageBuilderPS.LocalService.Operations;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>What uses the AMIs of the sample account, and what protects them: what a preview is about.</summary>
internal static class SampleUses
{
    private const string Name = "web-server";
    private const string SharedWith = "111122223333";

    /// <summary>Gives AMIs in the account's region their uses.</summary>
    public static void Add(OperationContext context, string recipe)
    {
        Ec2Image Find(string version, string build) => context.State.Ec2.Images.Find(
            ResourceIds.Create("ami-", new(context.State.Arn("image/"), recipe, version, build), context.State.Region, context.State.Account))!;

        AddInstance(context, Find("1.0.0", "1"));
        AddCopyOnSameSnapshot(context, Find("1.0.0", "2"));
        Change(context, Find("1.0.0", "3"), image => image with { LaunchPermissions = new() { UserIds = [SharedWith] } });
        AddLaunchTemplate(context, Find("1.1.0", "1"));
        Change(context, Find("1.1.0", "2"), image => image with { LaunchPermissions = new() { Groups = [LaunchPermissions.All] } });
        Change(context, Find("1.1.0", "3"), image => image with { LastLaunchedTime = context.Now.AddDays(-1) });
        AddParameter(context, Find("2.0.0", "1"));
        Change(context, Find("2.0.0", "2"), image => image with { Tags = Without(image.Tags, DistributedAmis.CreatedBy) });
    }

    private static void Change(OperationContext context, Ec2Image image, Func<Ec2Image, Ec2Image> change) =>
        context.State.Ec2.Images.Put(image.ImageId, change(image));

    private static TagMap Without(TagMap tags, string key)
    {
        var copy = new TagMap(tags);
        copy.Remove(key);
        return copy;
    }

    private static void AddInstance(OperationContext context, Ec2Image image)
    {
        var id = Id(context, "i-");
        context.State.Ec2.Instances.Put(id, new()
        {
            InstanceId = id,
            ImageId = image.ImageId,
            LaunchTime = context.Now.AddDays(-300),
            Tags = new() { ["Name"] = Name },
        });
    }

    private static void AddCopyOnSameSnapshot(OperationContext context, Ec2Image image)
    {
        var id = Id(context, "ami-");
        context.State.Ec2.Register(image with { ImageId = id, Name = "legacy " + Name, Tags = [] });
    }

    private static void AddLaunchTemplate(OperationContext context, Ec2Image image)
    {
        var (id, created) = (Id(context, "lt-"), context.Now.AddDays(-100));
        context.State.Ec2.LaunchTemplates.Put(id, new()
        {
            LaunchTemplateId = id,
            Name = Name,
            CreateTime = created,
            Versions = [new() { CreateTime = created, ImageId = image.ImageId, InstanceType = "t3.micro" }],
        });
    }

    private static void AddParameter(OperationContext context, Ec2Image image)
    {
        const string Parameter = $"/images/{Name}/latest";
        context.State.Parameters.Put(Parameter, new()
        {
            Name = Parameter,
            DataType = "aws:ec2:image",
            Versions = [new() { Value = image.ImageId, LastModified = context.Now.AddDays(-30) }],
        });
    }

    private static string Id(OperationContext context, string prefix) =>
        ResourceIds.Create(prefix, new(context.State.Arn("image/"), "legacy-" + Name, "1.0.0", "1"), context.State.Region, context.State.Account);
}
