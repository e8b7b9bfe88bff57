namespace ImageBuilderPS.Tests.Support;

/// <summary>What a stub does with one request: answers, drops the connection, or stays silent.</summary>
public sealed record StubAnswer
{
    public static readonly StubAnswer Reset = new() { Status = 0 };

    public static readonly StubAnswer Silence = new() { Status = -1 };

    public int Status { get; init; } = 200;

    /// <summary>By default what the answers to most requests must hold.</summary>
    public string Body { get; init; } = """{"imageBuildVersionArn":"arn","lifecyclePolicyArn":"arn","distributionConfigurationArn":"arn","lifecyclePolicy":{}}""";

    public string? ErrorType { get; init; }

    public string? RequestId { get; init; } = "11111111-2222-3333-4444-555555555555";

    public static StubAnswer Ok(string body) => new() { Body = body };

    public static StubAnswer Error(int status, string name, string message = "It failed.") =>
        new() { Status = status, ErrorType = name, Body = $$"""{"message":"{{message}}"}""" };
}
