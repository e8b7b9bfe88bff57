using System.Collections;
using System.Management.Automation.Language;
using System.Security;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Client;
using ImageBuilderPS.Loading;

namespace ImageBuilderPS.Completion;

/// <summary>What a completer knows of the command line.</summary>
/// <param name="command">The cmdlet.</param>
/// <param name="parameter">The parameter.</param>
/// <param name="word">What was typed of the argument.</param>
/// <param name="line">The command.</param>
/// <param name="bound">The parameters that are bound so far.</param>
internal sealed class CompletionContext(string command, string parameter, string word, CommandAst line, IDictionary bound)
{
    private const string CredentialParameter = "Credential";

    /// <summary>The cmdlet's name.</summary>
    public string Command => command;

    /// <summary>The parameter's name.</summary>
    public string Parameter => parameter;

    /// <summary>What was typed, without quotes.</summary>
    public string Word { get; } = word.Trim('\'', '"');

    /// <summary>The words that the same list has already: <c>a, b, </c>.</summary>
    public IEnumerable<string> Chosen => line.FindAll(ast => ast is StringConstantExpressionAst { Parent: ArrayLiteralAst or ErrorExpressionAst }, searchNestedScriptBlocks: false)
        .Select(ast => ((StringConstantExpressionAst)ast).Value)
        .Where(value => value != Word);

    /// <summary>The settings of the connection that the cmdlet would make. To be read on the thread of the runspace, to which a local service belongs.</summary>
    public ConnectionSettings Settings => new()
    {
        Region = Text(nameof(ConnectionSettings.Region)) ?? AwsToolsSession.Region(),
        ProfileName = Text(nameof(ConnectionSettings.ProfileName)),
        RoleArn = Text(nameof(ConnectionSettings.RoleArn)),
        ExternalId = Text(nameof(ConnectionSettings.ExternalId)),
        RoleSessionName = Text(nameof(ConnectionSettings.RoleSessionName)),
        Keys = ContractReader.Bare(bound[CredentialParameter]) is { } credential ? CredentialObject.TryRead(credential) : null,
        EndpointUrl = Text(nameof(ConnectionSettings.EndpointUrl)) is { } url ? new Uri(url) : ModuleState.LocalUrl,
        AccessKey = Text(nameof(ConnectionSettings.AccessKey)),
        SecretKey = Text(nameof(ConnectionSettings.SecretKey)),
        SessionToken = Text(nameof(ConnectionSettings.SessionToken)),
        AllowInsecureEndpoint = Text(nameof(ConnectionSettings.AllowInsecureEndpoint)) is not (null or "False"),
        FailsFast = true,
    };

    /// <summary>The text of another parameter; null where it is not bound.</summary>
    /// <param name="name">The parameter.</param>
    public string? Text(string name) => bound[name] switch
    {
        SecureString secret => SecretInputAttribute.Text(secret),
        object[] list => list.Length == 1 ? list[0]?.ToString() : null,
        var value => value?.ToString(),
    };
}
