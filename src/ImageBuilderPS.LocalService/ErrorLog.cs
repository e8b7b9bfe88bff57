namespace ImageBuilderPS.LocalService;

/// <summary>Writes errors that no caller sees to standard error, if an environment variable is set.</summary>
internal static class ErrorLog
{
    private const string Variable = "IMAGEBUILDERPS_LOCAL_TRACE";

    public static void Write(Exception error, string? requestId = null)
    {
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)))
            Console.Error.WriteLine($"{DateTime.UtcNow:O} {requestId} {error}");
    }
}
