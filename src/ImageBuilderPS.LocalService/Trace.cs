namespace ImageBuilderPS.LocalService;

/// <summary>Writes failures that no caller sees to the standard error, when an environment variable asks for it.</summary>
internal static class Trace
{
    private const string Variable = "IMAGEBUILDERPS_LOCAL_TRACE";

    public static void Write(Exception error, string? requestId = null)
    {
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)))
            Console.Error.WriteLine($"{DateTime.UtcNow:O} {requestId} {error}");
    }
}
