using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Distributing;

namespace ImageBuilderPS.Tests.Distributing;

public class FailureDiagnosisTests
{
    private const string Arn = "arn:aws:imagebuilder:us-east-1:123456789012:image/web/1.0.0/1";

    [Fact]
    public async Task What_the_service_says_of_each_target_is_told_instead_of_a_guess()
    {
        var error = await Fail(
            [Ami("ap-southeast-2", "123456789012"), Ami("us-east-1", "111122223333", ImageStatus.Failed), Ami("eu-west-1", "123456789012")],
            new() { Region = "us-east-1", TargetAccountId = "111122223333", Status = RegionFailureStatus.Failed, ErrorMessage = "The KMS key does not exist." },
            new() { Region = "eu-west-1", Status = RegionFailureStatus.Failed, ErrorMessage = "No such template.", ImageConfigurationStep = ImageConfigurationStep.UpdateLaunchTemplates });

        Assert.Equal(
            $"""
            Image {Arn} is FAILED (during DISTRIBUTING, step Distribute): 2 of 3 targets failed. Not everything arrived.
              us-east-1 111122223333 FAILED: The KMS key does not exist.
              eu-west-1 123456789012 UPDATE_LAUNCH_TEMPLATES FAILED: No such template.
              ap-southeast-2 123456789012 AVAILABLE: ami-0123456789abcdef0
            """.Replace("\r\n", "\n"),
            error.Message);
        Assert.Equal($"Remove the cause that the message names, then Resume-IBImage {Arn}", error.Action);
    }

    [Fact]
    public async Task A_row_of_a_target_has_its_own_reason_and_step()
    {
        var error = await Fail(
            [Ami("us-east-1", "111122223333", ImageStatus.Failed), Ami("eu-west-1", "123456789012"), Ami("us-east-1", "123456789012")],
            new() { Region = "us-east-1", TargetAccountId = "111122223333", Status = RegionFailureStatus.Failed, ErrorMessage = "No key." },
            new() { Region = "eu-west-1", Status = RegionFailureStatus.Failed, ErrorMessage = "No template.", ImageConfigurationStep = ImageConfigurationStep.UpdateLaunchTemplates },
            new() { Region = "ap-southeast-2", TargetAccountId = "444455556666", Status = RegionFailureStatus.TimedOut });

        Assert.Equal(
            [
                ("us-east-1", "111122223333", "FAILED", "No key.", null),
                ("eu-west-1", "123456789012", "AVAILABLE", "No template.", "UPDATE_LAUNCH_TEMPLATES"),
                ("us-east-1", "123456789012", "AVAILABLE", null, null),
                ("ap-southeast-2", "444455556666", "TIMED_OUT", null, null),
            ],
            error.Distribution.Targets.Select(target => (target.Region, target.AccountId, target.State, target.Reason, target.FailedStep)));
    }

    [Theory]
    [InlineData("User is not authorized to perform: sts:AssumeRole")]
    [InlineData(null)]
    public async Task The_role_is_the_likely_cause_where_the_service_names_an_account_and_no_other_error(string? message)
    {
        var error = await Fail([], new RegionFailure { Region = "us-east-1", TargetAccountId = "111122223333", Status = RegionFailureStatus.Failed, ErrorMessage = message });

        Assert.Contains("the role EC2ImageBuilderDistributionCrossAccountRole in account 111122223333 is missing", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("Check the role EC2ImageBuilderDistributionCrossAccountRole in account 111122223333", error.Action, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_of_the_role_shows_that_the_role_exists()
    {
        const string Message = "arn:aws:sts::111122223333:assumed-role/EC2ImageBuilderDistributionCrossAccountRole/x may not use the key.";
        var error = await Fail([], new RegionFailure { Region = "us-east-1", TargetAccountId = "111122223333", ErrorMessage = Message });

        Assert.DoesNotContain("Likely cause", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_that_the_reason_has_and_a_role_that_it_names_are_not_told_twice()
    {
        const string Reason = "Could not assume arn:aws:iam::111122223333:role/EC2ImageBuilderDistributionCrossAccountRole.";
        var error = await FailWith([], Reason, new RegionFailure { Region = "us-east-1", TargetAccountId = "111122223333", ErrorMessage = Reason });

        Assert.Equal(
            $"Image {Arn} is FAILED (during DISTRIBUTING, step Distribute): 1 of 1 targets failed.\n  us-east-1 111122223333: {Reason}", error.Message);
    }

    [Fact]
    public async Task Of_many_targets_twenty_have_a_row()
    {
        var error = await Fail([], [.. Enumerable.Range(1, 22).Select(i => new RegionFailure { Region = $"eu-west-{i}", Status = RegionFailureStatus.Failed, ErrorMessage = "Refused." })]);

        Assert.EndsWith("\n  eu-west-20 123456789012 FAILED: Refused.\n  and 2 more: the error's TargetObject has all of them", error.Message, StringComparison.Ordinal);
        Assert.Equal(22, error.Distribution.Targets.Length);
    }

    private static Task<ImageDistributionException> Fail(Ami[] amis, params RegionFailure[] failures) =>
        FailWith(amis, "Not everything arrived.", failures);

    private static Task<ImageDistributionException> FailWith(Ami[] amis, string reason, params RegionFailure[] failures)
    {
        var service = new FakeImageBuilder(_ => new GetImageResponse
        {
            Image = new()
            {
                Arn = Arn,
                State = new()
                {
                    Status = ImageStatus.Failed,
                    Reason = reason,
                    FailureContext = new() { ImageStatus = ImageStatus.Distributing, FailedStep = "Distribute", DistributionFailure = new() { RegionFailures = failures } },
                },
                OutputResources = new() { Amis = amis },
            },
        });
        return Assert.ThrowsAsync<ImageDistributionException>(() => new ImageWaiter(service, new(), CancellationToken.None).WaitAsync(Arn, isNew: false));
    }

    private static Ami Ami(string region, string account, string state = ImageStatus.Available) =>
        new() { Region = region, AccountId = account, Image = "ami-0123456789abcdef0", State = new() { Status = state } };
}
