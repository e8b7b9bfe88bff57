namespace ImageBuilderPS.LocalService.Ec2.Resources;

/// <summary>A resource in the Recycle Bin.</summary>
internal sealed record Recycled<T>
    where T : class, new()
{
    /// <summary>The resource, as it was.</summary>
    public T Resource { get; init; } = new();

    public DateTimeOffset EnterTime { get; init; }

    /// <summary>When the resource is deleted.</summary>
    public DateTimeOffset ExitTime { get; init; }
}
