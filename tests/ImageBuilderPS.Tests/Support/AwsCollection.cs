namespace ImageBuilderPS.Tests.Support;

/// <summary>Tests that read or set AWS_* environment variables: one at a time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AwsCollection
{
    public const string Name = "AWS environment";
}
