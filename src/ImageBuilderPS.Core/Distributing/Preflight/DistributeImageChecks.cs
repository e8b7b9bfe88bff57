namespace ImageBuilderPS.Distributing.Preflight;

/// <summary>The names of the checks of a distribution before it is sent.</summary>
public static class DistributeImageChecks
{
    /// <summary>The source image: its form; an SSM parameter exists and has an AMI id; an image is AVAILABLE and has an AMI in the region.</summary>
    public const string SourceImage = nameof(SourceImage);

    /// <summary>The source's AMI exists in the region of the call, and is available.</summary>
    public const string SourceAmi = nameof(SourceAmi);

    /// <summary>The snapshots of the source's AMI can be read.</summary>
    public const string SourceSnapshots = nameof(SourceSnapshots);

    /// <summary>The distribution configuration exists and has regions for AMIs.</summary>
    public const string DistributionConfiguration = nameof(DistributionConfiguration);

    /// <summary>The form of the execution role.</summary>
    public const string ExecutionRole = nameof(ExecutionRole);

    /// <summary>The constraints of the other members of the request.</summary>
    public const string Request = nameof(Request);

    /// <summary>The regions exist, and the account has opted in to them.</summary>
    public const string Regions = nameof(Regions);

    /// <summary>The target accounts are account ids, and each is listed once.</summary>
    public const string Accounts = nameof(Accounts);

    /// <summary>The target accounts have the role that distributes into them.</summary>
    public const string CrossAccountRole = nameof(CrossAccountRole);

    /// <summary>The KMS keys can encrypt the copies, and others can use what they encrypt.</summary>
    public const string KmsKey = nameof(KmsKey);

    /// <summary>The accounts allow public AMIs, where AMIs are to be public.</summary>
    public const string PublicAccess = nameof(PublicAccess);

    /// <summary>The launch templates exist, and get an AMI that they can launch.</summary>
    public const string LaunchTemplates = nameof(LaunchTemplates);

    /// <summary>The SSM parameters can be written with the usual permissions.</summary>
    public const string SsmParameters = nameof(SsmParameters);

    /// <summary>The AMI names are valid when they are filled in.</summary>
    public const string AmiName = nameof(AmiName);

    /// <summary>The AMI names are free.</summary>
    public const string AmiNameTaken = nameof(AmiNameTaken);

    /// <summary>The quotas of AMIs have room for the copies.</summary>
    public const string AmiQuota = nameof(AmiQuota);

    /// <summary>The copies that wait for each other, and the time that this takes.</summary>
    public const string CopyQueue = nameof(CopyQueue);

    /// <summary>All names, in the order of the results.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Request, SourceImage, SourceAmi, SourceSnapshots, DistributionConfiguration, ExecutionRole, Regions, Accounts, CrossAccountRole,
        KmsKey, PublicAccess, LaunchTemplates, SsmParameters, AmiName, AmiNameTaken, AmiQuota, CopyQueue,
    ];

    /// <summary>The name as it is spelled here; null for a text that is no name.</summary>
    /// <param name="name">The name, in any case.</param>
    public static string? Find(string? name) => All.FirstOrDefault(known => known.EqualsIgnoreCase(name));

    internal static int OrderOf(string name)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i] == name)
                return i;
        }
        return All.Count;
    }
}
