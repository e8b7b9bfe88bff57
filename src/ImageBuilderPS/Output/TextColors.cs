using System.Management.Automation;
using ImageBuilderPS.Lifecycle.Policies;

namespace ImageBuilderPS.Output;

/// <summary>Colours of a difference, where the host shows any: not in redirected output, nor where NO_COLOR is set.</summary>
internal sealed class TextColors
{
    private readonly string added = "";
    private readonly string removed = "";
    private readonly string changed = "";
    private readonly string reset = "";

    private TextColors()
    {
    }

    private TextColors(PSObject? style)
    {
        var foreground = style?.Properties["Foreground"]?.Value is { } colors ? PSObject.AsPSObject(colors) : null;
        added = foreground?.Properties["Green"]?.Value as string ?? "\u001b[32m";
        removed = foreground?.Properties["Red"]?.Value as string ?? "\u001b[31m";
        changed = foreground?.Properties["Yellow"]?.Value as string ?? "\u001b[33m";
        reset = style?.Properties["Reset"]?.Value as string ?? "\u001b[0m";
    }

    /// <summary>No colours.</summary>
    public static TextColors None { get; } = new();

    /// <summary>The colours that a cmdlet's host shows.</summary>
    public static TextColors Of(PSCmdlet cmdlet)
    {
        var style = cmdlet.GetVariableValue("PSStyle") is { } value ? PSObject.AsPSObject(value) : null;
        var isPlain = style?.Properties["OutputRendering"]?.Value?.ToString() == "PlainText"
            || !cmdlet.Host.UI.SupportsVirtualTerminal
            || Console.IsOutputRedirected
            || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return isPlain ? None : new(style);
    }

    /// <summary>A difference on one line.</summary>
    public string Paint(LifecyclePolicyDifference difference)
    {
        var color = difference.Way switch
        {
            LifecyclePolicyDifferenceKind.Added => added,
            LifecyclePolicyDifferenceKind.Removed => removed,
            _ => changed,
        };
        return color + difference + reset;
    }
}
