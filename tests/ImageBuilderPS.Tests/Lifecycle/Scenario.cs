using System.Globalization;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Tests.Lifecycle;

/// <summary>
/// One sentence of how a run decides, as a row: the rules in the API's JSON, images as
/// <c>name recipe/version date status [key=value]</c>, and what is expected of which.
/// </summary>
internal sealed class Scenario
{
    public static readonly DateTimeOffset Noon = At("2026-03-31");

    private readonly List<Image> images = [];

    public string Rules { get; init; } = """{"action":{"type":"DELETE"},"filter":{"type":"COUNT","value":1}}""";

    public string Selection { get; init; } = """{"recipes":[{"name":"web","semanticVersion":"x.x.x"}]}""";

    public string Type { get; init; } = LifecyclePolicyResourceType.AmiImage;

    public DateTimeOffset Time { get; init; } = Noon;

    /// <summary>Images, one a line.</summary>
    public string Images
    {
        init => images.AddRange(value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse));
    }

    /// <summary>What the first image came out as, in the API's JSON with the AMI facts beside.</summary>
    public string Outputs
    {
        init => images[0].OutputResources = ContractJson.FromBytes<OutputResources>(System.Text.Encoding.UTF8.GetBytes(value));
    }

    /// <summary>What EC2 knows of the AMIs; null when it was not asked.</summary>
    public AmiFact[]? Facts { get; init; }

    public AmiFactIndex? Index => Facts is null ? null : new(Facts);

    public LifecyclePolicy Policy => ContractJson.FromBytes<LifecyclePolicy>(System.Text.Encoding.UTF8.GetBytes(
        $$"""{"resourceType":"{{Type}}","policyDetails":[{{Rules}}],"resourceSelection":{{Selection}}}"""));

    public IReadOnlyList<Image> Given
    {
        get
        {
            var type = Type == LifecyclePolicyResourceType.AmiImage ? ImageType.Ami : ImageType.Docker;
            foreach (var image in images)
                image.Type ??= type;
            return images;
        }
    }

    public static DateTimeOffset At(string day) =>
        DateTimeOffset.Parse(day + (day.Length > 10 ? "Z" : "T12:00:00Z"), CultureInfo.InvariantCulture);

    /// <summary>The decisions as <c>Action name</c>, in order, those of the outputs by their ids.</summary>
    public string Decisions() => string.Join(", ", Decide().Select(decision => $"{decision.Action} {decision.ResourceId}"));

    public string ReasonOf(string id) => Decide().First(decision => decision.ResourceId == id).Reason;

    public IReadOnlyList<LifecycleDecision> Decide() => new LifecycleEvaluator(Policy).Decide(Given, Time, Index);

    private static Image Parse(string line)
    {
        var words = line.Trim().Split(' ');
        var recipe = words[1].Split('/');
        var tags = new TagMap();
        foreach (var word in words.Skip(4))
            tags.Add(word.Split('=')[0], word.Split('=')[1]);
        return new()
        {
            Arn = words[0],
            ImageRecipe = new() { Name = recipe[0], Version = recipe[1] },
            DateCreated = words[2] == "-" ? null : At(words[2]),
            State = words[3] == "-" ? null : new() { Status = words[3] },
            Tags = tags,
        };
    }
}
