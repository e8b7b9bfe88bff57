using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;

namespace ImageBuilderPS.Tests.LocalService;

public class DeleteImageTests
{
    private const string Image = "arn:aws:imagebuilder:us-east-1:123456789012:image/web-server/2.0.0/2";
    private readonly LocalServiceHarness core = new();

    [Fact]
    public void A_deleted_image_is_gone_and_its_build_number_is_not_used_again()
    {
        Assert.Equal(Image, core.Send(Delete(Image)).ImageBuildVersionArn);
        core.Refuses<ResourceNotFoundException>(new GetImageRequest { ImageBuildVersionArn = Image });
        Assert.DoesNotContain(core.Send(new ListImageBuildVersionsRequest()).ImageSummaryList!, image => image.Arn == Image);
        var source = Image[..^2];
        Assert.Equal(source + "/3", core.Send(core.Distribution(source)).ImageBuildVersionArn);
    }

    [Fact]
    public void An_image_in_progress_must_be_cancelled_first()
    {
        var arn = core.Distribute();
        Assert.Contains("CancelImageCreation", core.Refuses<InvalidRequestException>(Delete(arn)).Message);
        core.Send(new CancelImageCreationRequest { ImageBuildVersionArn = arn, ClientToken = core.Token() });
        Assert.Equal(arn, core.Send(Delete(arn)).ImageBuildVersionArn);
    }

    [Fact]
    public void An_image_that_does_not_exist_is_not_found() => core.Refuses<ResourceNotFoundException>(Delete(Image + "9"));

    [Fact]
    public void Only_a_build_can_be_deleted() => core.Refuses<ValidationException>(Delete(Image[..^2]));

    [Fact]
    public void An_image_of_Amazon_cannot_be_deleted() => core.Refuses<ForbiddenException>(
        Delete("arn:aws:imagebuilder:us-east-1:aws:image/amazon-linux-2023-x86/2026.1.1/1"));

    private static DeleteImageRequest Delete(string arn) => new() { ImageBuildVersionArn = arn };
}
