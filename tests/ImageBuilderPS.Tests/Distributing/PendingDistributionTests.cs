using ImageBuilderPS.Api;
using ImageBuilderPS.Distributing;

namespace ImageBuilderPS.Tests.Distributing;

public class PendingDistributionTests
{
    [Fact]
    public void A_request_is_sent_until_the_service_refuses_it()
    {
        var pending = new PendingDistribution(new());

        Assert.False(pending.IsSent);
        Assert.True(pending.TryMarkSent(CancellationToken.None));
        Assert.True(pending.IsSent);
        pending.MarkRefused();
        Assert.False(pending.IsSent);
        Assert.True(pending.TryMarkSent(CancellationToken.None));
        pending.MarkAnswered(new() { ImageBuildVersionArn = "arn" });
        Assert.True(pending.IsSent);
        Assert.Equal("arn", pending.Response!.ImageBuildVersionArn);
    }

    [Fact]
    public void A_cancelled_pipeline_sends_no_request_and_forgets_none_that_was_sent()
    {
        var (sent, refused, fresh) = (new PendingDistribution(new()), new PendingDistribution(new()), new PendingDistribution(new()));
        sent.TryMarkSent(CancellationToken.None);
        refused.TryMarkSent(CancellationToken.None);
        refused.MarkRefused();
        var cancelled = new CancellationToken(canceled: true);

        Assert.False(sent.TryMarkSent(cancelled));
        Assert.False(refused.TryMarkSent(cancelled));
        Assert.False(fresh.TryMarkSent(cancelled));
        Assert.Equal((true, false, false), (sent.IsSent, refused.IsSent, fresh.IsSent));
    }

    [Fact]
    public async Task One_who_cancels_and_then_reads_misses_no_request_that_is_sent()
    {
        for (var i = 0; i < 2000; i++)
        {
            using var stopping = new CancellationTokenSource();
            using var start = new Barrier(2);
            var pending = new PendingDistribution(new());
            var isSent = false;
            var sending = Task.Run(() =>
            {
                start.SignalAndWait();
                isSent = pending.TryMarkSent(stopping.Token);
            });

            start.SignalAndWait();
            // Cancels on this thread: CancelAsync would read later.
            stopping.Cancel();
            var seen = pending.IsSent;

            await sending;
            Assert.Equal(isSent, seen);
        }
    }
}
