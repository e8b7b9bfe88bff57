namespace ImageBuilderPS.Lifecycle.Reports;

/// <summary>The names of the effects, for programs and for people.</summary>
internal static class EffectNames
{
    private static readonly string[] Names = [.. Enumerable.Range(0, (int)LifecycleEffect.Keep + 1).Select(effect => ((LifecycleEffect)effect).ToString())];
    private static readonly string[] Present = ["Deletes", "Disables", "Deprecates", "Restores", "Failed", "Refused", "Left unmanaged", "Unknown", "Shared, stays", "In progress", "Excluded", "Kept"];
    private static readonly string[] Past = ["Deleted", "Disabled", "Deprecated", "Restored", .. Present.Skip(4)];

    /// <summary>The name of the enum's member. Enum.ToString is slow on .NET Framework.</summary>
    public static string Of(LifecycleEffect effect) => Names[(int)effect];

    /// <summary>A short word for people.</summary>
    /// <param name="effect">The effect.</param>
    /// <param name="isPast">Whether it has happened.</param>
    public static string Label(LifecycleEffect effect, bool isPast) => (isPast ? Past : Present)[(int)effect];
}
