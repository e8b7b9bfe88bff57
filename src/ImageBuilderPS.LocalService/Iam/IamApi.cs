using System.Text.RegularExpressions;
using System.Xml.Linq;
using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Iam;

/// <summary>IAM: whether the account of the caller has a role. Roles belong to an account, in no region.</summary>
internal sealed class IamApi() : StandardQueryApi("2010-05-08", "https://iam.amazonaws.com/doc/2010-05-08/")
{
    private const int MaxSessionSeconds = 3600;

    // Everybody may assume a role of the local service, and Image Builder may, too.
    private const string TrustPolicy =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*","Service":"imagebuilder.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    private static readonly Regex RoleName = new(@"\A[\w+=,.@-]{1,64}\z", RegexOptions.ECMAScript);
    private static readonly DateTimeOffset Created = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override string Name => "iam";

    protected override IReadOnlyDictionary<string, QueryOperation> Operations { get; } =
        new Dictionary<string, QueryOperation>(StringComparer.Ordinal) { ["GetRole"] = GetRole };

    private static IEnumerable<XElement?> GetRole(OperationContext context, QueryParameters parameters)
    {
        var name = parameters.Require("RoleName");
        if (!RoleName.IsMatch(name))
        {
            throw new ImageBuilderException(
                $"The role name {name} is invalid: it has 1 to 64 letters, digits, and characters of _+=,.@-", "ValidationError", 400);
        }
        var account = context.State.Account;
        if (!context.Settings.HasRole(account, name))
            throw new ImageBuilderException($"The role with name {name} cannot be found.", "NoSuchEntity", 404);
        return
        [
            new(
                "Role",
                new XElement("Path", "/"),
                new XElement("RoleName", name),
                new XElement("RoleId", RoleIds.Create(account, name)),
                new XElement("Arn", $"arn:{context.State.Partition}:iam::{account}:role/{name}"),
                QueryXml.Value("CreateDate", Created),
                new XElement("AssumeRolePolicyDocument", Uri.EscapeDataString(TrustPolicy)),
                QueryXml.Value("MaxSessionDuration", MaxSessionSeconds)),
        ];
    }
}
