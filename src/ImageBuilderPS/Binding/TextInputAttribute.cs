using System.Management.Automation;

namespace ImageBuilderPS.Binding;

/// <summary>Lets a parameter take text from the pipeline, and leaves whole objects to binding by property name.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TextInputAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var held = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (held is null or string)
            return held!;

        // The binder goes on to property names after an invalid cast, and only after that.
        throw new ArgumentTransformationMetadataException(
            $"Got {held.GetType().Name}, expected text.", new PSInvalidCastException("text"));
    }
}
