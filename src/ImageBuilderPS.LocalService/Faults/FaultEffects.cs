using System.Text;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Faults;

/// <summary>Carries out what a rule does to a call.</summary>
internal static class FaultEffects
{
    private const int ProxyStatus = 502;

    /// <summary>The response of a call that fails by a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="handle">Handles the request.</param>
    /// <exception cref="Api.ImageBuilderException">The rule's effect is an error.</exception>
    public static async Task<ServiceResponse> ApplyAsync(FaultRule rule, Func<Task<ServiceResponse>> handle)
    {
        if (rule.Error is { } name)
            throw NamedError.Create(name, rule.Status, rule.Message);
        if (rule.Html is true)
            return Page(rule.Status ?? ProxyStatus);
        if (rule.NoAnswer is { } silence)
            return await DirectedAsync(silence, new() { IsSilent = true }, handle).ConfigureAwait(false);
        if (rule.Reset is { } reset)
            return await DirectedAsync(reset, new() { IsReset = true }, handle).ConfigureAwait(false);
        var delay = TimeSpan.FromMilliseconds(rule.DelayMilliseconds ?? 0);
        if (rule.DelayMilliseconds is not null && rule.Delay != FaultTiming.After)
            return ServiceResponse.Directed(new() { Delay = delay, Next = handle });
        var response = await handle().ConfigureAwait(false);
        response.Transport = rule.Truncate is true
            ? new() { BodyBytes = Math.Min(rule.Bytes ?? (response.Body.Length / 2), response.Body.Length - 1) }
            : new() { Delay = delay };
        return response;
    }

    private static async Task<ServiceResponse> DirectedAsync(string timing, TransportDirective directive, Func<Task<ServiceResponse>> handle)
    {
        if (timing == FaultTiming.After)
            await handle().ConfigureAwait(false);
        return ServiceResponse.Directed(directive);
    }

    // A page as proxies and load balancers send it: without the headers of AWS.
    private static ServiceResponse Page(int status)
    {
        var response = new ServiceResponse(status, Encoding.ASCII.GetBytes(
            $"<html>\r\n<head><title>{status}</title></head>\r\n<body>\r\n<center><h1>{status}</h1></center>\r\n<hr><center>proxy</center>\r\n</body>\r\n</html>\r\n"));
        response.Headers["Content-Type"] = "text/html";
        return response;
    }
}
