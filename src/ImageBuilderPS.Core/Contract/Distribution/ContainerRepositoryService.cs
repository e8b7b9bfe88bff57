namespace ImageBuilderPS.Contract;

/// <summary>Services that hold container repositories.</summary>
public static class ContainerRepositoryService
{
    /// <summary>Amazon ECR.</summary>
    public const string Ecr = "ECR";
}
