namespace ImageBuilderPS.Contract;

/// <summary>A part of a resource that keeps members which this module does not know.</summary>
public abstract class ExtensibleShape : IExtensible
{
    /// <inheritdoc/>
    [NotInApi]
    public IDictionary<string, object?>? AdditionalMembers { get; set; }
}
