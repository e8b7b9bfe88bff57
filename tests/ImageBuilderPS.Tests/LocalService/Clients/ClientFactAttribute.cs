namespace ImageBuilderPS.Tests.LocalService.Clients;

/// <summary>A test with a client that others wrote. It is skipped where the client is not installed, and says what is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ClientFactAttribute : FactAttribute
{
    public ClientFactAttribute(string client) => Skip = InstalledClients.WhyMissing(client);
}
