using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Reflection;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Binding;

namespace ImageBuilderPS.Completion;

/// <summary>Completes the values of the API's enum that the parameter's <c>[ApiMember]</c> or <c>[ValidateMember]</c> names.</summary>
public sealed class EnumCompleter : IArgumentCompleter
{
    private static readonly Lazy<Dictionary<string, Type>> Cmdlets = new(() => typeof(EnumCompleter).Assembly.GetTypes()
        .Select(type => (Type: type, Name: type.GetCustomAttribute<CmdletAttribute>()))
        .Where(cmdlet => cmdlet.Name is not null)
        .ToDictionary(cmdlet => $"{cmdlet.Name!.VerbName}-{cmdlet.Name.NounName}", cmdlet => cmdlet.Type, StringComparer.OrdinalIgnoreCase));

    /// <inheritdoc/>
    /// <remarks>PowerShell passes the names as declared, also where the user typed an alias or a prefix.</remarks>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Values(commandName, parameterName)
            .Where(value => value.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .Select(value => new CompletionResult(value));

    private static IEnumerable<string> Values(string commandName, string parameterName) =>
        Cmdlets.Value.TryGetValue(commandName, out var cmdlet)
        && cmdlet.GetProperty(parameterName)?.GetCustomAttributes().OfType<IApiMember>().FirstOrDefault() is { } carried
            ? ContractMember.Of(carried.Type, carried.Member).Constraints.OfType<OneOfAttribute>().SelectMany(constraint => constraint.Values)
            : [];
}
