namespace ImageBuilderPS.Contract;

/// <summary>Data types of SSM parameters.</summary>
public static class SsmParameterDataType
{
    /// <summary>Plain text.</summary>
    public const string Text = "text";

    /// <summary>An AMI id that SSM checks.</summary>
    public const string AwsEc2Image = "aws:ec2:image";
}
