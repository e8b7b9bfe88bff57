namespace ImageBuilderPS.Build;

/// <summary>What --package says: nothing, a package to be made, or the folder of one that is there.</summary>
internal readonly record struct PackageOption(bool IsTested, string? Folder);
