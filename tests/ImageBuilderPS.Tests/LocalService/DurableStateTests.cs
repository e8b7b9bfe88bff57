using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.LocalService.Storage;
using ImageBuilderPS.LocalService.Tool;
using Microsoft.Data.Sqlite;

namespace ImageBuilderPS.Tests.LocalService;

public sealed class DurableStateTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ibps-").FullName;

    private string File => Path.Combine(folder, "state.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_service_goes_on_with_the_state_of_its_file()
    {
        string arn;
        using (var first = new LocalServiceHarness(database: SqliteDatabase.Open(File)))
        {
            arn = first.Distribute();
            first.Raw("POST", "/_local/clock?advance=P1D");
        }
        using var second = new LocalServiceHarness(database: SqliteDatabase.Open(File));
        Assert.Equal("AVAILABLE", second.Status(arn));
        Assert.EndsWith("/2", second.Distribute());
        Assert.Single(second.Send(new ListLifecycleExecutionsRequest { ResourceArn = LocalServiceHarness.Policy }).LifecycleExecutions!);
    }

    [Fact]
    public void A_client_token_is_known_again_after_a_restart()
    {
        string arn;
        using (var first = new LocalServiceHarness(database: SqliteDatabase.Open(File)))
            arn = first.Send(Request(first, "same")).ImageBuildVersionArn!;
        using var second = new LocalServiceHarness(database: SqliteDatabase.Open(File));
        Assert.Equal(arn, second.Send(Request(second, "same")).ImageBuildVersionArn);
    }

    [Fact]
    public void A_reset_and_a_deletion_are_saved_too()
    {
        using (var first = new LocalServiceHarness(database: SqliteDatabase.Open(File)))
        {
            first.Distribute();
            first.Raw("POST", "/_local/reset");
            first.Send(new DeleteLifecyclePolicyRequest { LifecyclePolicyArn = LocalServiceHarness.Policy });
        }
        using var second = new LocalServiceHarness(database: SqliteDatabase.Open(File));
        Assert.EndsWith("/1", second.Distribute());
        Assert.Empty(second.Send(new ListLifecyclePoliciesRequest()).LifecyclePolicySummaryList!);
    }

    [Fact]
    public void AMIs_that_a_state_update_changed_are_saved_also_if_their_image_stays()
    {
        const string Arn = "arn:aws:imagebuilder:us-east-1:123456789012:image/old/1.0.0/1";
        string[] expected = ["DELETED", "AVAILABLE"];
        using (var first = new LocalServiceHarness(database: SqliteDatabase.Open(File)))
        {
            first.Raw("POST", "/_local/images", $$"""
                {"arn":"{{Arn}}","outputResources":{"amis":[
                  {"image":"ami-00000000000000001","region":"us-east-1","state":{"status":"AVAILABLE"} },
                  {"image":"ami-00000000000000002","region":"us-east-1","state":{"status":"AVAILABLE"},"tags":{} }]} }
                """);
            first.Send(new StartResourceStateUpdateRequest
            {
                ResourceArn = Arn, State = new() { Status = "DELETED" }, ExecutionRole = "role", IncludeResources = new() { Amis = true }, ClientToken = first.Token(),
            });
            first.Pass(1);
            Assert.Equal(expected, first.Image(Arn).OutputResources!.Amis!.Select(ami => ami.State!.Status));
        }
        using var second = new LocalServiceHarness(database: SqliteDatabase.Open(File));
        Assert.Equal(expected, second.Image(Arn).OutputResources!.Amis!.Select(ami => ami.State!.Status));
    }

    [Fact]
    public void A_second_service_on_a_file_is_refused()
    {
        using var first = SqliteDatabase.Open(File);
        Assert.Contains("in use by another service", Assert.Throws<IOException>(() => SqliteDatabase.Open(File)).Message);
    }

    [Fact]
    public void A_file_of_another_program_is_refused_and_stays_as_it_is()
    {
        System.IO.File.WriteAllText(File, "not a database");
        Assert.Contains(File, Assert.Throws<IOException>(() => SqliteDatabase.Open(File)).Message);
        Assert.Equal("not a database", System.IO.File.ReadAllText(File));

        var other = Path.Combine(folder, "other.db");
        Execute(other, "CREATE TABLE theirs (id)");
        Assert.Contains("another program", Assert.Throws<IOException>(() => SqliteDatabase.Open(other)).Message);
    }

    [Fact]
    public void A_file_of_another_version_is_refused()
    {
        SqliteDatabase.Open(File).Dispose();
        Execute(File, "PRAGMA user_version = 99");
        Assert.Contains("version 99, expected 1", Assert.Throws<IOException>(() => SqliteDatabase.Open(File)).Message);
    }

    [Fact]
    public void A_change_that_cannot_be_saved_is_not_confirmed_and_nothing_after_it()
    {
        using var database = new FailingDatabase();
        using var core = new LocalServiceHarness(database: database);
        core.Distribute();
        database.Fails = true;
        core.Refuses<ServiceException>(core.Distribution());
        database.Fails = false;
        core.Refuses<ServiceException>(core.Distribution());
        core.Refuses<ServiceException>(new ListImagesRequest());
    }

    private static DistributeImageRequest Request(LocalServiceHarness core, string token)
    {
        var request = core.Distribution();
        request.ClientToken = token;
        return request;
    }

    private static void Execute(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed class FailingDatabase : IStateDatabase
    {
        public bool Fails { get; set; }

        public IEnumerable<StateRecord> Read() => [];

        public void Commit(IReadOnlyCollection<StateRecord> changes)
        {
            if (Fails)
                throw new IOException("The disk is full.");
        }

        public void Dispose()
        {
        }
    }
}
