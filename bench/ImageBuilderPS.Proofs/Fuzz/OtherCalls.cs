using System.Text;
using System.Text.Json.Nodes;

namespace ImageBuilderPS.Proofs.Fuzz;

/// <summary>Calls of EC2, Systems Manager, STS, IAM and Recycle Bin, and of the control paths.</summary>
internal sealed class OtherCalls(Random random, Samples samples)
{
    private const int MaxParameters = 6;

    private static readonly string[] Ec2Actions =
    [
        "CreateTags", "DeleteSnapshot", "DeleteTags", "DeregisterImage", "DescribeImageAttribute", "DescribeImageReferences", "DescribeImages",
        "DescribeInstances", "DescribeLaunchTemplateVersions", "DescribeLaunchTemplates", "DescribeRegions", "DescribeSnapshots", "DescribeTags",
        "DisableImage", "DisableImageBlockPublicAccess", "DisableImageDeprecation", "DisableImageDeregistrationProtection", "EnableImage",
        "EnableImageBlockPublicAccess", "EnableImageDeprecation", "EnableImageDeregistrationProtection", "GetImageBlockPublicAccessState",
        "ListImagesInRecycleBin", "ListSnapshotsInRecycleBin", "ModifyImageAttribute", "RestoreImageFromRecycleBin", "RestoreSnapshotFromRecycleBin",
    ];

    private static readonly string[] SsmActions = ["DeleteParameter", "GetParameter", "GetParameters", "PutParameter"];

    /// <summary>A call of EC2.</summary>
    public Call CreateEc2() => Form("ec2", "2016-11-15", samples.Pick(Ec2Actions), Some(
    [
        ("ImageId", samples.Pick(samples.Amis)), ("ImageId.1", samples.Pick(samples.Amis)), ("SnapshotId", "snap-0123456789abcdef0"),
        ("SnapshotId.1", "snap-0123456789abcdef0"), ("InstanceId.1", "i-0123456789abcdef0"), ("LaunchTemplateId", "lt-0123456789abcdef0"),
        ("LaunchTemplateName.1", "fuzz"), ("LaunchTemplateVersion.1", "$Latest"), ("Owner.1", samples.Pick(["self", "amazon", samples.AccountId])),
        ("ExecutableBy.1", samples.Pick(["self", "all"])), ("Filter.1.Name", samples.Pick(["name", "state", "tag:Team", "image-id", "resource-type"])),
        ("Filter.1.Value.1", samples.Pick(["*", "available", "web*"])), ("MaxResults", $"{random.Next(1, 1000)}"), ("NextToken", "abc"),
        ("IncludeDisabled", "true"), ("IncludeDeprecated", "true"), ("Attribute", samples.Pick(["launchPermission", "description", "bootMode"])),
        ("LaunchPermission.Add.1.UserId", samples.AccountId), ("LaunchPermission.Add.1.Group", "all"), ("LaunchPermission.Remove.1.UserId", samples.AccountId),
        ("Description.Value", "text"), ("DeprecateAt", "2027-01-01T00:00:00Z"), ("WithCooldown", "true"), ("DeleteAssociatedSnapshots", "true"),
        ("ResourceId.1", samples.Pick(samples.Amis)), ("Tag.1.Key", "Team"), ("Tag.1.Value", "web"), ("DryRun", "false"), ("AllRegions", "true"),
        ("ImageBlockPublicAccessState", "block-new-sharing"), ("IncludeAllResourceTypes", "true"), ("ResourceType.1.ResourceType", "ec2:Instance"),
        ("ResourceType.1.ResourceTypeOption.1.OptionName", "state-name"), ("ResourceType.1.ResourceTypeOption.1.OptionValue.1", "running"),
    ]));

    /// <summary>A call of STS.</summary>
    public Call CreateSts() => Form("sts", "2011-06-15", samples.Pick(["AssumeRole", "GetCallerIdentity"]), Some(
    [
        ("RoleArn", $"arn:aws:iam::{samples.AccountId}:role/role"), ("RoleSessionName", "fuzz"), ("DurationSeconds", $"{random.Next(900, 43201)}"),
    ]));

    /// <summary>A call of IAM.</summary>
    public Call CreateIam() => Form("iam", "2010-05-08", "GetRole", Some([("RoleName", samples.Pick(["role", "Ec2ImageBuilderCrossAccountLifecycleAccess"]))]));

    /// <summary>A call of Recycle Bin.</summary>
    public Call CreateRbin()
    {
        var (method, path) = samples.Pick(
        [
            ("POST", "/rules"), ("POST", "/list-rules"), ("GET", "/rules/abcdefghijk"), ("PATCH", "/rules/abcdefghijk"), ("DELETE", "/rules/abcdefghijk"),
        ]);
        var members = new JsonObject
        {
            ["ResourceType"] = samples.Pick(["EC2_IMAGE", "EBS_SNAPSHOT"]),
            ["RetentionPeriod"] = new JsonObject { ["RetentionPeriodValue"] = random.Next(1, 366), ["RetentionPeriodUnit"] = "DAYS" },
            ["Description"] = "text",
            [samples.Pick(["ResourceTags", "ExcludeResourceTags"])] = new JsonArray(new JsonObject { ["ResourceTagKey"] = "Team", ["ResourceTagValue"] = "web" }),
            ["Tags"] = new JsonArray(new JsonObject { ["Key"] = "Team", ["Value"] = "web" }),
            ["MaxResults"] = random.Next(1, 1001),
        };
        foreach (var name in members.Select(member => member.Key).Where(_ => random.Next(4) == 0).ToList())
            members.Remove(name);
        return new(method, path) { Body = Encoding.UTF8.GetBytes(members.ToJsonString()) };
    }

    /// <summary>A call of Systems Manager.</summary>
    public Call CreateSsm()
    {
        var members = new JsonObject
        {
            ["Name"] = samples.Pick(["/fuzz/1", "/fuzz/2", "/fuzz/1:1", "fuzz"]),
            ["Names"] = new JsonArray("/fuzz/1", "fuzz"),
            ["Value"] = samples.Pick(["text", .. samples.Amis]),
            ["Type"] = samples.Pick(["String", "StringList", "SecureString"]),
            ["DataType"] = samples.Pick(["text", "aws:ec2:image"]),
            ["Overwrite"] = true,
            ["WithDecryption"] = false,
            ["Description"] = "text",
        };
        foreach (var name in members.Select(member => member.Key).Where(_ => random.Next(4) == 0).ToList())
            members.Remove(name);
        var call = new Call("POST", "/") { Body = Encoding.UTF8.GetBytes(members.ToJsonString()) };
        call.Headers.Add(new("Content-Type", "application/x-amz-json-1.1"));
        call.Headers.Add(new("X-Amz-Target", "AmazonSSM." + samples.Pick(SsmActions)));
        return call;
    }

    /// <summary>A call of a control path, except those that replace the state and those of fault rules.</summary>
    public Call CreateControl() => random.Next(9) switch
    {
        0 => Control("POST", "accounts", [("account", samples.AccountId), ("crossAccountRole", "true")]),
        1 => Control("POST", "accounts", [("account", samples.AccountId), ("role", "role"), ("exists", "true")]),
        2 => Control("GET", "clock", []),
        3 => Control("POST", "clock", [("advance", samples.Pick(["PT1S", "PT1H", "P1D", "0.01:00:00"]))]),
        4 => Control("POST", "clock", [("time", "2026-12-01T00:00:00Z"), ("stopped", "false")]),
        5 => Control("GET", "journal", [("after", $"{random.Next(1000)}"), ("max", $"{random.Next(100)}")]),
        6 => Control("POST", "quota", [("distributions", $"{random.Next(100, 5000)}")]),
        7 => Control("POST", "run", [("policy", samples.PolicyArn), ("at", "2027-01-01T00:00:00Z")]),
        _ => AddImages(),
    };

    /// <summary>A call of the control paths of fault rules.</summary>
    public Call CreateFault() => random.Next(4) switch
    {
        0 => Control("GET", "faults", []),
        1 => Control("DELETE", "faults", [("id", $"{random.Next(100)}")]),
        2 => Control("POST", "fail", [("operation", "GetImage"), ("error", "ServiceException"), ("count", "2")]),
        _ => Control("POST", "faults", [], samples.Pick(
        [
            """{"operation":"DistributeImage","region":"eu-*","account":"123456789012","source":"*","share":0.2,"seed":7,"after":1,"count":2,"reset":"after"}""",
            """[{"error":"ServiceException","status":500,"message":"text"},{"html":true,"status":502},{"delayMilliseconds":10,"delay":"after"}]""",
            """{"truncate":true,"bytes":5}""",
            """{"cause":"kms","region":"eu-west-1"}""",
            """{"noAnswer":"before","count":1}""",
        ])),
    };

    private Call AddImages() => Control("POST", "images", random.Next(2) == 0 ? [] : [("region", samples.Region)], $$$"""
        [{"arn":"{{{samples.ImageArn}}}","name":"web-server","type":"AMI","version":"2.0.0","platform":"Linux","state":{"status":"AVAILABLE"},
        "dateCreated":"2026-01-01T00:00:00Z","tags":{"Team":"web"},"imageRecipe":{"name":"web-server","version":"2.0.0"},
        "outputResources":{"amis":[{"region":"us-east-1","image":"ami-0123456789abcdef0","accountId":"123456789012","name":"web"}]}}]
        """);

    private static Call Control(string method, string name, (string Key, string Value)[] query, string body = "") => new(method, "/_local/" + name)
    {
        Query = [.. query.Select(pair => KeyValuePair.Create(pair.Key, pair.Value))],
        Body = Encoding.UTF8.GetBytes(body),
    };

    private Call Form(string service, string version, string action, IEnumerable<(string Key, string Value)> parameters)
    {
        var form = parameters.Prepend(("Version", version)).Prepend(("Action", action)).Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2)}");
        var call = new Call("POST", "/") { Body = Encoding.UTF8.GetBytes(string.Join('&', form)) };
        call.Headers.Add(new("Content-Type", "application/x-www-form-urlencoded"));
        if (random.Next(2) == 0)
            call.Headers.Add(Signatures.Header(samples.Pick(["AKIDEXAMPLE", samples.AccountId]), samples.Region, service));
        return call;
    }

    private (string Key, string Value)[] Some((string Key, string Value)[] parameters)
    {
        random.Shuffle(parameters);
        return parameters[..random.Next(Math.Min(parameters.Length, MaxParameters) + 1)];
    }
}

/// <summary>Headers of a signature, which a service without keys does not check.</summary>
internal static class Signatures
{
    public static KeyValuePair<string, string> Header(string accessKey, string region, string service) => new(
        "Authorization",
        $"AWS4-HMAC-SHA256 Credential={accessKey}/20260601/{region}/{service}/aws4_request, SignedHeaders=host, Signature=0");
}
