using System.Globalization;
using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Control;

/// <summary>Query parameters of control requests.</summary>
internal static class ControlQuery
{
    /// <exception cref="ValidationException">The parameter is missing.</exception>
    public static string Require(ServiceRequest request, string name) => request.QueryValue(name)
        ?? throw new ValidationException($"{request.Path} requires the query parameter {name}.");

    /// <exception cref="ValidationException">The parameter is not a whole number.</exception>
    public static int? Integer(ServiceRequest request, string name) =>
        request.QueryValue(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new ValidationException($"{name}: got '{text}', expected a whole number.");

    /// <exception cref="ValidationException">The parameter is not true or false.</exception>
    public static bool? Flag(ServiceRequest request, string name) =>
        request.QueryValue(name) is not { } text ? null
        : bool.TryParse(text, out var flag) ? flag
        : throw new ValidationException($"{name}: got '{text}', expected true or false.");
}
