namespace ImageBuilderPS.Client;

/// <summary>Why no call could be made.</summary>
public enum ConnectionErrorKind
{
    /// <summary>No region was given and none was found.</summary>
    NoRegion,

    /// <summary>No credentials were given and none were found.</summary>
    NoCredentials,

    /// <summary>The settings are invalid or contradict each other.</summary>
    InvalidSettings,

    /// <summary>The endpoint did not respond.</summary>
    EndpointUnreachable,
}
