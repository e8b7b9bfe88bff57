using ImageBuilderPS.Api;

namespace ImageBuilderPS.Tests.Api;

public class PartitionTests
{
    [Theory]
    [InlineData("us-east-1", "aws")]
    [InlineData("mx-central-1", "aws")]
    [InlineData("ap-southeast-10", "aws")]
    [InlineData("cn-northwest-1", "aws-cn")]
    [InlineData("us-gov-west-1", "aws-us-gov")]
    [InlineData("us-iso-east-1", "aws-iso")]
    [InlineData("us-isob-east-1", "aws-iso-b")]
    [InlineData("eu-isoe-west-1", "aws-iso-e")]
    [InlineData("us-isof-south-1", "aws-iso-f")]
    [InlineData("eusc-de-east-1", "aws-eusc")]
    public void A_region_belongs_to_one_partition(string region, string partition) =>
        Assert.Equal(partition, Partitions.Find(region));

    [Theory]
    [InlineData("mars-1")]
    [InlineData("us-east")]
    [InlineData("US-EAST-1")]
    [InlineData("us-east-1a")]
    [InlineData("xx-east-1")]
    [InlineData("us-east-1\n")]
    [InlineData("")]
    public void Other_texts_are_no_regions(string text) => Assert.Null(Partitions.Find(text));
}
