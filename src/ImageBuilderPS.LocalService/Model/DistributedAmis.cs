using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Operations;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>What a distribution changes in EC2 and SSM.</summary>
internal static class DistributedAmis
{
    public static void Register(OperationContext context, Image image, Ami ami)
    {
    }

    public static void Integrate(OperationContext context, Image image)
    {
    }
}
