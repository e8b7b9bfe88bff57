namespace ImageBuilderPS.Cmdlets.Base;

/// <summary>ARNs in short, for questions and messages.</summary>
internal static class ArnName
{
    /// <summary>What follows the last slash or colon of an ARN; a name as it is.</summary>
    public static string Of(string? arn) => arn?.Split('/', ':').Last() ?? "";
}
