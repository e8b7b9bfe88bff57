using ImageBuilderPS.Tests.LocalService.Ec2;

namespace ImageBuilderPS.Tests.LocalService.Clients;

public sealed class AwsCliEc2Tests : IDisposable
{
    private const string Ami = "ami-00000000000000001";
    private readonly ServiceHost service = new();
    private readonly AwsCli aws;

    public AwsCliEc2Tests()
    {
        for (var number = 1; number <= 5; number++)
            service.Add($"ami-0000000000000000{number}");
        aws = new(service.Url);
    }

    public void Dispose()
    {
        aws.Dispose();
        service.Dispose();
    }

    [ClientFact(InstalledClients.AwsCli)]
    public async Task The_AWS_CLI_reads_changes_and_deregisters_AMIs()
    {
        var all = await aws.CallAsync("ec2 describe-images", "--owners", "self", "--page-size", "2");
        Assert.Equal(5, all.Count("Images"));
        var first = await aws.CallAsync("ec2 describe-images", "--owners", "self", "--max-items", "2");
        var rest = await aws.CallAsync("ec2 describe-images", "--owners", "self", "--starting-token", first.Text("NextToken"));
        Assert.Equal((2, 3), (first.Count("Images"), rest.Count("Images")));

        await aws.CallAsync("ec2 create-tags", "--resources", Ami, "--tags", "Key=Team,Value=web");
        var tagged = await aws.CallAsync("ec2 describe-images", "--filters", "Name=tag:Team,Values=w*", "Name=state,Values=available");
        Assert.Equal(Ami, tagged.Text("Images.0.ImageId"));
        Assert.Equal("web", tagged.Text("Images.0.Tags.0.Value"));
        Assert.Equal(1, tagged.Count("Images"));

        await aws.CallAsync("ec2 modify-image-attribute", "--image-id", Ami, "--launch-permission", "Add=[{UserId=111122223333}]");
        var shared = await aws.CallAsync("ec2 describe-image-attribute", "--image-id", Ami, "--attribute", "launchPermission");
        Assert.Equal("111122223333", shared.Text("LaunchPermissions.0.UserId"));

        var snapshots = await aws.CallAsync("ec2 describe-snapshots", "--owner-ids", "self", "--snapshot-ids", ServiceHost.SnapshotId(Ami));
        Assert.Equal("8", snapshots.Text("Snapshots.0.VolumeSize"));
        var deregistered = await aws.CallAsync("ec2 deregister-image", "--image-id", Ami, "--delete-associated-snapshots");
        Assert.Equal("success", deregistered.Text("DeleteSnapshotResults.0.ReturnCode"));
        await aws.RefusesAsync("InvalidAMIID.NotFound", "ec2 describe-images", "--image-ids", Ami);
    }

    [ClientFact(InstalledClients.AwsCli)]
    public async Task The_AWS_CLI_stores_an_AMI_id_in_a_parameter_and_finds_the_reference()
    {
        await aws.CallAsync("ssm put-parameter", "--name", "/golden/ami", "--type", "String", "--data-type", "aws:ec2:image", "--value", Ami);
        var parameter = await aws.CallAsync("ssm get-parameter", "--name", "/golden/ami");
        Assert.Equal((Ami, "aws:ec2:image"), (parameter.Text("Parameter.Value"), parameter.Text("Parameter.DataType")));
        var references = await aws.CallAsync("ec2 describe-image-references", "--image-ids", Ami, "--include-all-resource-types");
        Assert.Equal(parameter.Text("Parameter.ARN"), references.Text("ImageReferences.0.Arn"));
    }

    [ClientFact(InstalledClients.AwsCli)]
    public async Task The_AWS_CLI_assumes_a_role_in_another_account()
    {
        var role = await aws.CallAsync(
            "sts assume-role", "--role-arn", "arn:aws:iam::111122223333:role/EC2ImageBuilderDistributionCrossAccountRole", "--role-session-name", "cli");
        aws.Variables["AWS_ACCESS_KEY_ID"] = role.Text("Credentials.AccessKeyId");
        aws.Variables["AWS_SECRET_ACCESS_KEY"] = role.Text("Credentials.SecretAccessKey");
        aws.Variables["AWS_SESSION_TOKEN"] = role.Text("Credentials.SessionToken");
        var caller = await aws.CallAsync("sts get-caller-identity");
        Assert.Equal("111122223333", caller.Text("Account"));
        Assert.Equal(role.Text("AssumedRoleUser.Arn"), caller.Text("Arn"));
    }
}
