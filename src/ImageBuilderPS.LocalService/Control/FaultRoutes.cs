using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.LocalService.Faults;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Control;

/// <summary>Adds, lists and removes fault rules.</summary>
/// <param name="faults">The rules.</param>
/// <param name="knowsOperation">Whether the service has an operation.</param>
internal sealed class FaultRoutes(FaultRules faults, Func<string, bool> knowsOperation)
{
    /// <summary>Adds the rules of the body, one or an array.</summary>
    public ServiceResponse Add(ServiceRequest request) => Add(ReadRules(request.Body));

    /// <summary>Adds a rule for an error from query parameters.</summary>
    public ServiceResponse AddError(ServiceRequest request) => Add(
    [
        new()
        {
            Operation = ControlQuery.Require(request, "operation"),
            Error = ControlQuery.Require(request, "error"),
            Status = ControlQuery.Integer(request, "status"),
            Count = ControlQuery.Integer(request, "count") ?? 1,
        },
    ]);

    /// <summary>The rules, with how often each applied.</summary>
    public ServiceResponse List() => new(200, faults.Read(planned => ContractJson.ToBytes(new { Faults = planned })));

    /// <summary>Removes the rule with the id of the query, or all rules.</summary>
    public ServiceResponse Remove(ServiceRequest request)
    {
        var id = request.QueryValue("id");
        var removed = faults.Remove(id);
        return removed > 0 || id is null
            ? new(200, ContractJson.ToBytes(new { Removed = removed }))
            : throw new ResourceNotFoundException($"id: there is no fault rule {id}.");
    }

    private ServiceResponse Add(FaultRule[] rules)
    {
        foreach (var rule in rules)
            EnumNormalizer.Normalize(rule);
        var violations = rules.Length == 1 ? ContractValidator.Validate(rules[0]) : ContractValidator.Validate(rules);
        if (violations.Count > 0)
            throw new ValidationException(string.Join(" ", violations));
        if (rules.Select(rule => rule.Operation).FirstOrDefault(operation => operation is not null && !knowsOperation(operation)) is { } unknown)
            throw new ValidationException($"operation: the local service does not support {unknown}.");
        return new(200, ContractJson.ToBytes(new { Ids = faults.Add(rules) }));
    }

    private static FaultRule[] ReadRules(byte[] body)
    {
        RequestBody.RequireUtf8(body);
        try
        {
            var value = StrictJson.Parse(body);
            return value is List<object?> ? StrictJson.FromPlain<FaultRule[]>(value, "$") : [StrictJson.FromPlain<FaultRule>(value, "$")];
        }
        catch (ContractJsonException error)
        {
            throw new ValidationException(error.Message);
        }
    }
}
