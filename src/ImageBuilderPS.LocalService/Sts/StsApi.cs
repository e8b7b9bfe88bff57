using System.Text.RegularExpressions;
using System.Xml.Linq;
using ImageBuilderPS.Api;
using ImageBuilderPS.Client;
using ImageBuilderPS.LocalService.Iam;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Protocol;
using ImageBuilderPS.LocalService.Signing;

namespace ImageBuilderPS.LocalService.Sts;

/// <summary>AWS STS: who the caller is, and credentials of a role.</summary>
internal sealed class StsApi : StandardQueryApi
{
    private const int DefaultSeconds = 3600;
    private const int MinSeconds = 900;
    private const int MaxSeconds = 43200;
    private static readonly Regex RoleArn = new(
        @"\Aarn:[a-z-]+:iam::([0-9]{12}):role/(?:[\x21-\x7e]+/)?([\w+=,.@-]{1,64})\z", RegexOptions.ECMAScript);
    private static readonly Regex SessionName = new(ConnectionSettings.RoleSessionNamePattern, RegexOptions.ECMAScript);

    private readonly RoleCredentials roles;
    private readonly TimeProvider clock;

    /// <param name="roles">Issues the credentials.</param>
    /// <param name="clock">The real clock, by which callers use credentials, and signatures are checked.</param>
    public StsApi(RoleCredentials roles, TimeProvider clock)
        : base("2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/")
    {
        (this.roles, this.clock) = (roles, clock);
        Operations = new Dictionary<string, QueryOperation>(StringComparer.Ordinal)
        {
            ["AssumeRole"] = AssumeRole,
            ["GetCallerIdentity"] = GetCallerIdentity,
        };
    }

    public override string Name => "sts";

    protected override IReadOnlyDictionary<string, QueryOperation> Operations { get; }

    private static IEnumerable<XElement?> GetCallerIdentity(OperationContext context, QueryParameters parameters) =>
    [
        new("Arn", CallerArn(context)),
        new("UserId", context.Session is { } session ? RoleId(session) : "AIDALOCALSERVICEUSER"),
        new("Account", context.State.Account),
    ];

    private IEnumerable<XElement?> AssumeRole(OperationContext context, QueryParameters parameters)
    {
        var arn = parameters.Require("RoleArn");
        var name = parameters.Require("RoleSessionName");
        var seconds = parameters.Integer("DurationSeconds", MinSeconds, MaxSeconds) ?? DefaultSeconds;
        var match = RoleArn.Match(arn);
        if (!match.Success)
            throw Invalid($"{arn} is invalid");
        if (!SessionName.IsMatch(name))
            throw Invalid("roleSessionName has 2 to 64 letters, digits, and characters of _+=,.@-");
        var session = new RoleSession(match.Groups[1].Value, match.Groups[2].Value, name, clock.GetUtcNow().AddSeconds(seconds));
        if (!context.Settings.HasRole(session.Account, session.Role))
        {
            throw new ImageBuilderException(
                $"User: {CallerArn(context)} is not authorized to perform: sts:AssumeRole on resource: {arn}", "AccessDenied", 403);
        }
        var key = roles.AccessKey(session.Account);
        return
        [
            new(
                "Credentials",
                new XElement("AccessKeyId", key),
                new XElement("SecretAccessKey", roles.SecretKey(key)),
                new XElement("SessionToken", roles.Token(session)),
                QueryXml.Value("Expiration", session.Expiration)),
            new(
                "AssumedRoleUser",
                new XElement("AssumedRoleId", RoleId(session)),
                new XElement("Arn", SessionArn(context, session))),
        ];
    }

    private static string CallerArn(OperationContext context) => context.Session is { } session
        ? SessionArn(context, session)
        : $"arn:{context.State.Partition}:iam::{context.State.Account}:user/local";

    private static string SessionArn(OperationContext context, RoleSession session) =>
        $"arn:{context.State.Partition}:sts::{session.Account}:assumed-role/{session.Role}/{session.Name}";

    private static string RoleId(RoleSession session) => $"{RoleIds.Create(session.Account, session.Role)}:{session.Name}";

    private static ImageBuilderException Invalid(string message) => new(message, "ValidationError", 400);
}
