using ImageBuilderPS.Api;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Evaluation;

namespace ImageBuilderPS.Lifecycle.Restoring;

/// <summary>What an AMI had, as a fact says, and does not have now.</summary>
/// <param name="Accounts">Accounts that could launch it.</param>
/// <param name="Organizations">Organizations and organizational units that could launch it.</param>
/// <param name="IsPublic">Whether everybody could launch it.</param>
/// <param name="Tags">Tags of keys that it has no tag of.</param>
/// <param name="Protection">The protection that it had; null for none, and where it is protected.</param>
internal sealed record AmiGap(
    IReadOnlyList<string> Accounts, IReadOnlyList<string> Organizations, bool IsPublic, TagMap Tags, string? Protection)
{
    private const string ReservedKeys = "aws:";
    private const string WithCooldown = "enabled-with-cooldown";

    /// <summary>Whether nothing is missing.</summary>
    public bool IsEmpty => !IsSharing && !IsPublic && Tags.Count == 0 && Protection is null;

    private bool IsSharing => Accounts.Count + Organizations.Count > 0;

    /// <summary>What is missing.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="image">The AMI as it is; null for one that is not there yet.</param>
    /// <param name="sharing">Who may launch it now; null for nobody.</param>
    public static AmiGap Find(AmiFact fact, Ec2Image? image, Ec2LaunchPermission? sharing) => new(
        [.. (fact.SharedAccounts ?? []).Except(sharing?.UserIds ?? [], StringComparer.Ordinal)],
        [.. (fact.SharedOrganizations ?? []).Except(sharing?.OrganizationArns ?? [], StringComparer.Ordinal)],
        fact.IsPublic == true && image?.IsPublic != true,
        MissingTags(fact.Tags, image?.Tags),
        fact.IsProtected == true && image?.DeregistrationProtection is null or AmiFact.Unprotected ? fact.DeregistrationProtection : null);

    /// <summary>The tags of keys that a resource does not have. A value that is another one now stays.</summary>
    /// <param name="before">The tags that it had; null when unknown.</param>
    /// <param name="now">The tags that it has; null for none.</param>
    public static TagMap MissingTags(TagMap? before, TagMap? now)
    {
        var missing = new TagMap();
        foreach (var tag in before ?? [])
        {
            // Image Builder removes its tag DeprecatedBy when an AMI is available again; AWS alone sets its own tags.
            var isOfAws = tag.Key.StartsWith(ReservedKeys, StringComparison.OrdinalIgnoreCase) || tag.Key == OutputExpectations.DeprecatedBy;
            if (!isOfAws && now?.ContainsKey(tag.Key) != true)
                missing[tag.Key] = tag.Value;
        }
        return missing;
    }

    /// <summary>The same in parts: each needs one call. The tags come first, since permissions of callers may depend on them.</summary>
    public IEnumerable<AmiGap> Parts()
    {
        var nothing = new AmiGap([], [], false, [], null);
        if (Tags.Count > 0)
            yield return nothing with { Tags = Tags };
        if (IsSharing)
            yield return nothing with { Accounts = Accounts, Organizations = Organizations };
        if (IsPublic)
            yield return nothing with { IsPublic = true };
        if (Protection is not null)
            yield return nothing with { Protection = Protection };
    }

    /// <summary>Gives an AMI back what is missing.</summary>
    /// <param name="ec2">The connection.</param>
    /// <param name="imageId">The AMI.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <remarks>Of a gap that is one of the <see cref="Parts"/>.</remarks>
    public Task FillAsync(IEc2Changes ec2, string imageId, CancellationToken cancellation) =>
        Tags.Count > 0 ? ec2.AddTagsAsync(imageId, Tags, cancellation)
        : IsSharing ? ec2.ShareAsync(imageId, new(Accounts, Organizations), cancellation)
        : IsPublic ? ec2.PublishAsync(imageId, cancellation)
        : ec2.ProtectAsync(imageId, Protection == WithCooldown, cancellation);

    /// <summary>What is missing, in words: <c>shared with 111122223333</c>; empty for nothing.</summary>
    public override string ToString() => string.Join(", ", new[]
    {
        IsSharing ? "shared with " + string.Join(" and ", Accounts.Concat(Organizations)) : null,
        IsPublic ? "public" : null,
        Tags.Count > 0 ? $"tags {string.Join(" and ", Tags.Select(tag => tag.Key))}" : null,
        Protection is null ? null : "protected from being deregistered",
    }.OfType<string>());
}
