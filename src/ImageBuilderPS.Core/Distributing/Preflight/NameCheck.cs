using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Distributing.Preflight;

/// <summary>Checks the names of the AMIs: their form, also when they are filled in, and whether an AMI has the name already.</summary>
/// <remarks>The sources are those of <see cref="AmiNameTemplate"/>.</remarks>
/// <param name="sites">The accounts and regions.</param>
/// <param name="clock">The clock.</param>
internal sealed class NameCheck(PreflightSites sites, TimeProvider clock)
{
    private const string FirstBuild = "1";
    private static readonly AmiNameStringAttribute Constraint = new();

    /// <summary>Checks the form of the names.</summary>
    public void CheckForm(PreflightPlan plan, PreflightRows rows)
    {
        const string Name = DistributeImageChecks.AmiName;
        var good = new List<string>();
        foreach (var entry in plan.Entries)
        {
            if (TextOf(entry) is not { } text)
                good.Add(entry.Region!);
            else if (Find(text) is { } problem)
                rows.Fail(Name, problem, "Correct the name in the configuration.", entry.Region);
            else if (!new AmiNameTemplate(text).HasBuildDate)
                WarnOfNoDate(rows, entry, text);
            else
                good.Add(entry.Region!);
        }
        rows.PassAll(Name, good, "the names are valid.");
    }

    /// <summary>Looks for AMIs that have a name already. Only a name without variables is known before.</summary>
    public async Task CheckTakenAsync(PreflightPlan plan, PreflightRows rows)
    {
        const string Name = DistributeImageChecks.AmiNameTaken;
        if (!rows.Makes(Name))
            return;
        var names = plan.Entries
            .Where(entry => TextOf(entry) is { } text && new AmiNameTemplate(text).IsConstant)
            .SelectMany(entry => plan.AccountsOf(entry).Select(account => (Place: new PreflightPlace(entry.Region!, account), Text: TextOf(entry)!)))
            .ToList();
        if (names.Count == 0)
        {
            rows.Pass(Name, "Each distribution makes names of its own.");
            return;
        }
        var reads = await PreflightSites.ReadAllAsync(names, name => sites.Get(name.Place.Region, name.Place.AccountId)
            .ReadAsync(Ec2Permissions.DescribeImages, (ec2, token) => ec2.DescribeImagesByNameAsync(name.Text, token), "name " + name.Text)).ConfigureAwait(false);
        foreach (var ((place, text), (images, problem)) in reads)
        {
            if (problem is not null)
            {
                rows.DoNotKnow(Name, problem, place.Region, place.AccountId);
            }
            else if (images!.Count > 0)
            {
                rows.Fail(
                    Name, $"The AMI name {text} is already in use by {images[0].ImageId}.", "Put {{ imagebuilder:buildDate }} into the name, or deregister that AMI.", place.Region, place.AccountId ?? plan.OwnAccount);
            }
        }
        rows.PassAll(Name, PreflightPlace.ListAll([.. reads.Where(read => read.Read is { Problem: null, Value.Count: 0 }).Select(read => read.Place.Place).Distinct()]), "the name is free.");
    }

    private static string? TextOf(Distribution entry) => entry.AmiDistributionConfiguration?.Name;

    private string? Find(string text)
    {
        var template = new AmiNameTemplate(text);
        if (template.UnknownVariables.FirstOrDefault() is { } unknown)
            return $"Image Builder does not fill in {{{{ {unknown} }}}}; it knows imagebuilder:buildDate and imagebuilder:buildVersion.";
        var name = template.Fill(clock.GetUtcNow(), FirstBuild);
        if (!AmiNameTemplate.IsValid(name))
        {
            return AmiNameTemplate.InvalidCharacters(name) is { Length: > 0 } characters
                ? $"'{Violation.Shown(name)}' has characters that AMI names cannot have: {Violation.Shown(characters)}"
                : $"'{Violation.Shown(name)}' has {name.Length} characters when it is filled in; an AMI name has 3 to {AmiNameTemplate.MaxLength}.";
        }
        return template.HasBuildDate ? Constraint.Check($"Name", text).FirstOrDefault()?.ToString() : null;
    }

    private static void WarnOfNoDate(PreflightRows rows, Distribution entry, string text) => rows.Warn(
        DistributeImageChecks.AmiName,
        $"The name '{text}' has no {{{{ imagebuilder:buildDate }}}}, so that one account and region can have it once. AWS does not take such a name any more.",
        "Put {{ imagebuilder:buildDate }} into the name.",
        entry.Region);
}
