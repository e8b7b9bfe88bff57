using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Distributing.Preflight;

/// <summary>Checks what is to be distributed: it comes to an AMI of the region that is available, and whose snapshots can be read.</summary>
/// <remarks>
/// Source: API page DistributeImage, <c>sourceImage</c>; EC2 user guide, "Copy an Amazon EC2 AMI" (the owner of the source
/// has to let the account read its storage).
/// </remarks>
/// <param name="service">The endpoint that the distribution would be sent to.</param>
/// <param name="sites">The accounts and regions.</param>
/// <param name="clock">The clock.</param>
internal sealed class SourceCheck(IImageBuilder service, PreflightSites sites, TimeProvider clock)
{
    private const string GetImage = "imagebuilder:GetImage";

    /// <summary>Checks a source.</summary>
    /// <param name="request">The request.</param>
    /// <param name="violations">What is wrong with the request's form.</param>
    /// <param name="rows">Takes what is found.</param>
    /// <param name="cancellationToken">Ends the checks.</param>
    public async Task<PreflightSource> CheckAsync(
        DistributeImageRequest request, IReadOnlyList<Violation> violations, PreflightRows rows, CancellationToken cancellationToken)
    {
        const string Name = DistributeImageChecks.SourceImage;
        var source = SourceImage.Parse(request.SourceImage);
        if (source is null || violations.Any(violation => violation.Path == "sourceImage"))
        {
            var found = string.Join(" ", violations.Where(violation => violation.Path == "sourceImage"));
            rows.Fail(
                Name,
                found.Length > 0 ? found : $"Got '{Violation.Shown(request.SourceImage ?? "")}', expected {new SourceImageAttribute().Expected}.",
                "Correct the source image.");
            return PreflightSource.Unknown;
        }
        var amiId = source.Kind switch
        {
            SourceImageKind.Ami => OfAmi(source, rows),
            SourceImageKind.SsmParameter => await OfParameterAsync(source, rows).ConfigureAwait(false),
            _ => await OfImageAsync(source, rows, cancellationToken).ConfigureAwait(false),
        };
        return amiId is null ? PreflightSource.Unknown : await AmiAsync(amiId, rows).ConfigureAwait(false);
    }

    private static string OfAmi(SourceImage source, PreflightRows rows)
    {
        rows.Pass(DistributeImageChecks.SourceImage, $"{source.Name} is an AMI id.");
        return source.Name;
    }

    private async Task<string?> OfParameterAsync(SourceImage source, PreflightRows rows)
    {
        const string Name = DistributeImageChecks.SourceImage;
        var (value, problem) = await sites.Home
            .ReadAsync(Ec2Permissions.GetParameter, (ec2, token) => ec2.GetParameterAsync(source.Name, token), source.Name).ConfigureAwait(false);
        if (problem is not null)
        {
            rows.DoNotKnow(Name, problem, service.Region);
        }
        else if (value is null)
        {
            rows.Fail(Name, $"The SSM parameter {source.Name} does not exist in {service.Region}.", "Give the name of a parameter of this account and region.", service.Region);
        }
        else if (SourceImage.Parse(value) is { Kind: SourceImageKind.Ami, Name: var id })
        {
            rows.Pass(Name, $"The SSM parameter {source.Name} has the AMI id {id}.");
            return id;
        }
        else
        {
            rows.Fail(Name, $"The SSM parameter {source.Name} has the value '{Violation.Shown(value)}', which is not an AMI id.", "Put an AMI id into the parameter.", service.Region);
        }
        return null;
    }

    private async Task<string?> OfImageAsync(SourceImage source, PreflightRows rows, CancellationToken cancellationToken)
    {
        const string Name = DistributeImageChecks.SourceImage;
        Image? image;
        try
        {
            image = (await service.SendAsync(new GetImageRequest { ImageBuildVersionArn = source.Name }, cancellationToken).ConfigureAwait(false)).Image;
        }
        catch (ImageBuilderException error)
        {
            ServiceFailures.Add(rows, Name, GetImage, error, "Give the ARN of an image of this account and region.");
            return null;
        }
        var status = image?.State?.Status;
        var subject = source.Kind == SourceImageKind.ImageBuildVersion || image?.Arn is not { } build ? "The image" : $"The newest build, {build},";
        if (status != ImageStatus.Available)
        {
            rows.Fail(Name, $"{subject} is {status ?? "in an unknown state"}; only an AVAILABLE image can be distributed.", "Wait until it is AVAILABLE, or give another image.");
            return null;
        }
        // Image Builder does not list the AMIs of Amazon's images.
        if (image?.OutputResources is not { } outputs)
        {
            rows.Pass(Name, $"{subject} is AVAILABLE.");
            rows.DoNotKnow(DistributeImageChecks.SourceAmi, "Image Builder does not tell the image's AMI.");
            return null;
        }
        var amis = (outputs.Amis ?? []).Where(ami => ami.Region == service.Region).ToList();
        if (amis.Count == 0)
        {
            rows.Fail(
                Name, $"{subject} has no AMI in {service.Region}, where the request goes.", $"Send the request to a region that has one, or distribute the image to {service.Region} first.", service.Region);
            return null;
        }
        var (caller, _) = await sites.Home.ReadAsync(Ec2Permissions.GetCallerIdentity, (ec2, token) => ec2.GetCallerAsync(token)).ConfigureAwait(false);
        var own = caller?.AccountId ?? Arn.Parse(source.Name)?.AccountId;
        var ami = amis.Find(ami => ami.AccountId is null || ami.AccountId == own);
        rows.Pass(Name, $"{subject} is AVAILABLE{(ami?.Image is null ? "" : $" and has the AMI {ami.Image}")}.");
        if (ami is null)
        {
            rows.DoNotKnow(
                DistributeImageChecks.SourceAmi, $"The image's AMI {amis[0].Image} is of account {amis[0].AccountId}. AWS does not say whether it can be distributed from there.", service.Region, amis[0].AccountId);
        }
        return ami?.Image;
    }

    private async Task<PreflightSource> AmiAsync(string id, PreflightRows rows)
    {
        const string Name = DistributeImageChecks.SourceAmi;
        if (!rows.Makes(Name) && !rows.Makes(DistributeImageChecks.SourceSnapshots) && !rows.Makes(DistributeImageChecks.KmsKey))
            return PreflightSource.Unknown;
        var (images, problem) = await sites.Home
            .ReadAsync(Ec2Permissions.DescribeImages, (ec2, token) => ec2.DescribeImagesAsync([id], ownOnly: false, token), id).ConfigureAwait(false);
        if (problem is not null)
        {
            rows.DoNotKnow(Name, problem, service.Region);
            return PreflightSource.Unknown;
        }
        if (images!.FirstOrDefault(found => found.ImageId == id && found.State != AmiFact.Deregistered) is not { } image)
        {
            rows.Fail(
                Name, $"There is no AMI {id} in {service.Region} that the account owns or may launch.", "Give an AMI of this region, or have its owner share it.", service.Region);
            return PreflightSource.Unknown;
        }
        if (image.State != Ec2Image.Available)
        {
            rows.Fail(
                Name, $"{id} is {image.State}; only an available AMI can be copied.", image.State == "disabled" ? "Enable the AMI, or give another one." : "Wait until it is available, or give another AMI.", service.Region);
        }
        else if (image.DeprecationTime is { } time && time <= clock.GetUtcNow())
        {
            rows.Warn(Name, $"{id} is deprecated since {time.UtcDateTime:yyyy-MM-dd}. Its copies are not.", "Give a newer AMI, unless this one is meant.", service.Region);
        }
        else
        {
            rows.Pass(Name, $"{id} is available in {service.Region}{(image.Name is null ? "" : $": {image.Name}")}.");
        }
        await SnapshotsAsync(image, rows).ConfigureAwait(false);
        return new(image);
    }

    private async Task SnapshotsAsync(Ec2Image image, PreflightRows rows)
    {
        const string Name = DistributeImageChecks.SourceSnapshots;
        if (!rows.Makes(Name) || image.SnapshotIds.Count == 0)
            return;
        var (readable, problem) = await sites.Home
            .ReadAsync(Ec2Permissions.DescribeSnapshots, (ec2, token) => ec2.FindReadableSnapshotsAsync(image.SnapshotIds, token), image.ImageId).ConfigureAwait(false);
        if (problem is not null)
        {
            rows.DoNotKnow(Name, problem, service.Region);
            return;
        }
        foreach (var missing in image.SnapshotIds.Except(readable!))
        {
            rows.Fail(
                Name,
                $"The snapshot {missing} of {image.ImageId} cannot be read: it does not exist, or account {image.OwnerId} owns it and does not share it.",
                $"Have account {image.OwnerId} let this account create volumes from the snapshot, or give an AMI whose snapshots exist.",
                service.Region,
                image.OwnerId);
        }
        rows.PassAll(Name, [.. image.SnapshotIds.Intersect(readable!)], "can be read.");
    }
}
