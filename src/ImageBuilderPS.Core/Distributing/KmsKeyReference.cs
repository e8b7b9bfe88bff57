using ImageBuilderPS.Api;

namespace ImageBuilderPS.Distributing;

/// <summary>What a <c>kmsKeyId</c> names: a key or an alias, by its ARN or without one.</summary>
/// <remarks>
/// Source: EC2's API reference, CopyImage, <c>KmsKeyId</c>; Image Builder service team's sample "Distribute AMIs to other
/// accounts"; EBS user guide, "Share an Amazon EBS snapshot".
/// </remarks>
internal sealed class KmsKeyReference
{
    private const string DefaultAlias = "alias/aws/ebs";
    private readonly Arn? arn;

    /// <param name="text">The key id.</param>
    public KmsKeyReference(string text)
    {
        arn = Arn.Parse(text);
        IsDefaultOfEbs = (arn?.Resource ?? text) == DefaultAlias;
    }

    /// <summary>Whether it is the key that AWS manages for EBS in each account. Nothing that it encrypts can be shared.</summary>
    public bool IsDefaultOfEbs { get; }

    /// <summary>Whether it is found only in the account that looks for it: a bare id, or an alias without its ARN.</summary>
    public bool IsBare => arn is null;

    /// <summary>The region of its ARN; null for one without.</summary>
    public string? Region => arn?.Region;

    /// <summary>Whether it is found for copies in a region.</summary>
    /// <param name="region">The region.</param>
    public bool IsOfOtherRegion(string? region) => Region is { } own && own != region;
}
