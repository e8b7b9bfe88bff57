namespace ImageBuilderPS.Contract;

/// <summary>Whose images a list holds.</summary>
public static class Ownership
{
    /// <summary>The caller's own.</summary>
    public const string Self = "Self";

    /// <summary>Shared with the caller.</summary>
    public const string Shared = "Shared";

    /// <summary>Amazon's.</summary>
    public const string Amazon = "Amazon";

    /// <summary>A third party's.</summary>
    public const string ThirdParty = "ThirdParty";

    /// <summary>The AWS Marketplace's.</summary>
    public const string AwsMarketplace = "AWSMarketplace";
}
