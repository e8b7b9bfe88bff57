using ImageBuilderPS.Completion;

namespace ImageBuilderPS.Tests.Completion;

public class CandidateTests
{
    [Fact]
    public void The_tooltip_leaves_out_what_is_not_known()
    {
        Assert.Equal(new("arn", "demo", "demo, ENABLED"), Candidate.Of("arn", "demo", "demo", null, " ", "ENABLED"));
        Assert.Equal(new("arn"), Candidate.Of("arn", ""));
        Assert.Null(Candidate.Of(null, "demo"));
    }

    [Fact]
    public void An_ARN_is_found_by_its_label_too()
    {
        var candidate = new Candidate("arn:a", "Web Servers");
        Assert.True(candidate.Matches("web s"));
        Assert.True(candidate.Matches("ARN"));
        Assert.False(candidate.Matches("other"));
    }
}
