using ImageBuilderPS.Api.Json;

namespace ImageBuilderPS.Api;

/// <summary>
/// A shape of the API that keeps members which this module does not know, such as AWS may add later: they are shown,
/// compared and sent back unchanged.
/// </summary>
public interface IExtensible
{
    /// <summary>The members by their JSON names, in the API's spelling; null when there are none. Values are text, numbers, flags, lists and maps.</summary>
    IDictionary<string, object?>? AdditionalMembers { get; set; }
}

/// <summary>A part of a resource that keeps members which this module does not know.</summary>
public abstract class ExtensibleShape : Shape, IExtensible
{
    /// <inheritdoc/>
    [NotInApi]
    public IDictionary<string, object?>? AdditionalMembers { get; set; }
}
