using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Lifecycle.Hazards;

/// <summary>Something about an AMI that one should know before it is changed: it is in use, or the change will be refused.</summary>
/// <param name="AmiId">The AMI's id.</param>
/// <param name="Region">The AMI's region.</param>
/// <param name="Text">What it is: <c>in use by instance i-1 (running)</c>.</param>
public sealed record AmiHazard(string? AmiId, string? Region, string Text)
{
    internal static AmiHazard? OfUse(string? amiId, string? region, AmiFact? fact) => fact?.InUseBy is { Length: > 0 } uses
        ? new(amiId, region, "in use by " + string.Join(", ", uses.Select(use => use.ToString())))
        : null;

    /// <summary>One line.</summary>
    public override string ToString() => $"{AmiId} {Region}: {Text}";
}
