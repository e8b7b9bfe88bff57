namespace ImageBuilderPS.Tests.Support;

/// <summary>A test in a real browser. It is skipped where Chromium is not installed, and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute() => Skip = Chromium.Program is null ? "neither chromium, chromium-browser nor google-chrome is on PATH" : null;
}
