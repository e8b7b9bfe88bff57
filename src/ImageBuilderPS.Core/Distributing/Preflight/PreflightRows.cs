using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Distributing.Preflight;

/// <summary>Collects the findings about a distribution.</summary>
/// <param name="skipped">The names of the checks that are not made.</param>
internal sealed class PreflightRows(ICollection<string> skipped)
{
    private const int MaxPlaces = 12;

    private static readonly string[] Denials =
        ["AccessDenied", "AccessDeniedException", "ForbiddenException", "UnauthorizedAccess", "UnauthorizedException", "UnauthorizedOperation"];

    private readonly List<DistributeImageCheck> rows = [];

    /// <summary>Whether a finding makes the distribution fail.</summary>
    public bool HasFailure => rows.Exists(row => row.Result == DistributeImageCheckResult.Failed);

    /// <summary>Whether a check is made.</summary>
    public bool Makes(string name) => !skipped.Contains(name);

    public void Pass(string name, string message) => Add(new(name, DistributeImageCheckResult.Passed, message));

    /// <summary>Adds one row for all places that passed; none where no place did.</summary>
    /// <param name="name">The check.</param>
    /// <param name="places">The regions or accounts.</param>
    /// <param name="message">What is well there.</param>
    public void PassAll(string name, IReadOnlyCollection<string> places, string message)
    {
        if (places.Count > 0)
            Pass(name, $"{List(places)}: {message}");
    }

    public void Fail(string name, string message, string action, string? region = null, string? accountId = null) =>
        Add(new(name, DistributeImageCheckResult.Failed, message) { Action = action, Region = region, AccountId = accountId });

    public void Warn(string name, string message, string action, string? region = null, string? accountId = null) =>
        Add(new(name, DistributeImageCheckResult.Warning, message) { Action = action, Region = region, AccountId = accountId });

    /// <summary>Adds what could not be read.</summary>
    public void DoNotKnow(string name, AmiFactProblem problem, string? region = null, string? accountId = null)
    {
        var isDenied = problem.Permission is not null && IsDenial(problem.ErrorCode);
        var isRole = problem.Permission == Ec2Permissions.AssumeRole;
        // The check of the roles has the whole message.
        var message = isDenied && isRole && name != DistributeImageChecks.CrossAccountRole
            ? $"The role {FailureDiagnosis.CrossAccountRole} could not be assumed, so that nothing was read there."
            : Sentence(problem.Message);
        Add(new(name, DistributeImageCheckResult.Unknown, message)
        {
            Region = region,
            AccountId = accountId,
            Permission = isDenied ? problem.Permission : null,
            ErrorCode = problem.ErrorCode,
            Action = isDenied
                ? $"Allow {problem.Permission}{(accountId is null || isRole ? "" : $" in account {accountId}")}, or leave the check out: -SkipCheck {name}."
                : "Test again later.",
        });
    }

    /// <summary>Adds what nobody tells.</summary>
    public void DoNotKnow(string name, string message, string? region = null, string? accountId = null) =>
        Add(new(name, DistributeImageCheckResult.Unknown, message) { Region = region, AccountId = accountId });

    public void AddAll(IEnumerable<DistributeImageCheck> others) => rows.AddRange(others.Where(row => Makes(row.Name)));

    /// <summary>The rows in the order of the checks. What is unknown in several regions for the same reason is one row.</summary>
    public IEnumerable<DistributeImageCheck> Complete() => rows
        .Where(row => row.Result != DistributeImageCheckResult.Unknown)
        .Concat(rows.Where(row => row.Result == DistributeImageCheckResult.Unknown)
            .GroupBy(row => (row.Name, row.AccountId, row.Permission, row.ErrorCode))
            .Select(Merge))
        .OrderBy(row => DistributeImageChecks.OrderOf(row.Name));

    /// <summary>Whether an error says that the caller lacks a permission.</summary>
    public static bool IsDenial(string? errorCode) => Denials.Contains(errorCode);

    /// <summary>Regions or accounts one after the other; those beyond the first twelve are counted.</summary>
    public static string List(IReadOnlyCollection<string> places) => places.Count > MaxPlaces
        ? $"{string.Join(", ", places.Take(MaxPlaces))} and {places.Count - MaxPlaces} more"
        : string.Join(", ", places);

    private static DistributeImageCheck Merge(IEnumerable<DistributeImageCheck> same)
    {
        var all = same.ToList();
        var regions = all.Select(row => row.Region).OfType<string>().Distinct().ToList();
        return regions.Count < 2 ? all[0] : new(all[0].Name, all[0].Result, $"{List(regions)}: {all[0].Message}")
        {
            AccountId = all[0].AccountId,
            Action = all[0].Action,
            Permission = all[0].Permission,
            ErrorCode = all[0].ErrorCode,
        };
    }

    private static string Sentence(string? message) => string.IsNullOrWhiteSpace(message) ? "It could not be read." : message!.TrimEnd('.') + ".";

    private void Add(DistributeImageCheck row)
    {
        if (Makes(row.Name))
            rows.Add(row);
    }
}
