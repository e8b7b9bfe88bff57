namespace ImageBuilderPS.Contract;

/// <summary>Where an image comes from.</summary>
public static class ImageSource
{
    /// <summary>Amazon.</summary>
    public const string AmazonManaged = "AMAZON_MANAGED";

    /// <summary>The AWS Marketplace.</summary>
    public const string AwsMarketplace = "AWS_MARKETPLACE";

    /// <summary>An import.</summary>
    public const string Imported = "IMPORTED";

    /// <summary>A build of the account's own.</summary>
    public const string Custom = "CUSTOM";
}
