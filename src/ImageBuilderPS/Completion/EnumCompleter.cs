using System.Management.Automation;
using System.Reflection;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Binding;

namespace ImageBuilderPS.Completion;

/// <summary>
/// Completes the values of the API's enum that the parameter's <c>[ApiMember]</c> or <c>[ValidateMember]</c> names, of the
/// parameter's <c>[ValidateSet]</c>, or of its type.
/// </summary>
public sealed class EnumCompleter : Completer
{
    private static readonly Lazy<Dictionary<string, Type>> Cmdlets = new(() => typeof(EnumCompleter).Assembly.GetTypes()
        .Select(type => (Type: type, Name: type.GetCustomAttribute<CmdletAttribute>()))
        .Where(cmdlet => cmdlet.Name is not null)
        .ToDictionary(cmdlet => $"{cmdlet.Name!.VerbName}-{cmdlet.Name.NounName}", cmdlet => cmdlet.Type, StringComparer.OrdinalIgnoreCase));

    private protected override IEnumerable<Candidate> Candidates(CompletionContext context) => Values(context.Command, context.Parameter)
        .Where(value => value.StartsWith(context.Word, StringComparison.OrdinalIgnoreCase))
        .Select(value => new Candidate(value));

    private static IEnumerable<string> Values(string commandName, string parameterName)
    {
        if (!Cmdlets.Value.TryGetValue(commandName, out var cmdlet) || cmdlet.GetProperty(parameterName) is not { } parameter)
            return [];
        if (parameter.GetCustomAttributes().OfType<IApiMember>().FirstOrDefault() is { } carried)
            return ContractMember.Of(carried.Type, carried.Member).Constraints.OfType<OneOfAttribute>().SelectMany(constraint => constraint.Values);
        if (parameter.GetCustomAttribute<ValidateSetAttribute>() is { } set)
            return set.ValidValues;
        var type = parameter.PropertyType.GetElementType() ?? parameter.PropertyType;
        return type.IsEnum ? Enum.GetNames(type) : [];
    }
}
