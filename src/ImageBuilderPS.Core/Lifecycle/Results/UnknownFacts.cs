namespace ImageBuilderPS.Lifecycle.Results;

/// <summary>Facts that a rule needs and that the given images do not have.</summary>
[Flags]
public enum UnknownFacts
{
    /// <summary>All facts are known.</summary>
    None = 0,

    /// <summary>The image's state.</summary>
    State = 1,

    /// <summary>When the image was created.</summary>
    DateCreated = 2,

    /// <summary>The AMI's region.</summary>
    Region = 4,

    /// <summary>Whether the AMI is public.</summary>
    Public = 8,

    /// <summary>The AMI's tags.</summary>
    AmiTags = 16,

    /// <summary>The accounts that the AMI is shared with.</summary>
    SharedAccounts = 32,

    /// <summary>When the AMI was last launched.</summary>
    LastLaunched = 64,

    /// <summary>The ids of the snapshots behind the AMI. No rule needs them: the snapshots are deleted nevertheless.</summary>
    Snapshots = 128,

    /// <summary>The image's AMIs. The run knows them and acts on them nevertheless.</summary>
    Amis = 256,
}
