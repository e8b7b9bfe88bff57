using System.Collections;
using System.Management.Automation;
using ImageBuilderPS.Api.Json;

namespace ImageBuilderPS.Binding;

/// <summary>Lets a parameter accept text from the pipeline; objects bind by property name.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TextInputAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether the parameter takes a list of texts too.</summary>
    public bool TakesList { get; set; }

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var held = ContractReader.Bare(inputData);
        if (held is null or string || (TakesList && held is IEnumerable list and not IDictionary && list.Cast<object?>().All(item => ContractReader.Bare(item) is null or string)))
            return held!;

        // The binder tries property names only after an invalid cast.
        var message = !TakesList && held is IEnumerable and not IDictionary
            ? "Got a list, expected one text. Pipe a list into the cmdlet, such as 'a', 'b' | ..."
            : $"Got {PlainValue.Describe(held)}, expected text.";
        throw new ArgumentTransformationMetadataException(message, new PSInvalidCastException("text"));
    }
}
