using System.Text.RegularExpressions;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Client;
using ImageBuilderPS.Lifecycle.Policies;
using ImageBuilderPS.Output;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.Cmdlets;

/// <summary>Compares the table in docs/errors.md with the errors that the cmdlets write.</summary>
public partial class DocumentedErrorsTests
{
    private static readonly Dictionary<string, (string Status, string Category)> Rows =
        Row().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs/errors.md")))
            .SelectMany(row => Id().Matches(row.Groups[1].Value).Select(id =>
                (Id: id.Groups[1].Value, Row: (row.Groups[2].Value, row.Groups[3].Value))))
            .ToDictionary(row => row.Id, row => row.Row);

    private static readonly List<(string Id, int Status)> ServiceErrorTypes =
    [
        .. typeof(ImageBuilderException).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ImageBuilderException)))
            .Select(type => (ImageBuilderException)Activator.CreateInstance(type, "what happened")!)
            .Select(error => (error.ErrorCode, error.StatusCode)),
    ];

    // The ids that stand in the source, most with their category beside them.
    private static readonly List<(string Id, string Category)> WrittenByCmdlets =
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src/ImageBuilderPS"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Written().Matches(File.ReadAllText(file)))
            .Select(match => (match.Groups["id"].Value, match.Groups["category"].Value)),
    ];

    [Fact]
    public void Each_error_of_the_service_has_its_status_and_category() => Assert.All(ServiceErrorTypes, error =>
    {
        var (status, category) = Assert.Contains(error.Id, Rows);
        Assert.StartsWith($"{error.Status}", status);
        Assert.Equal($"{ServiceErrors.Of(error.Id, new DistributeImageRequest()).Category}", category);
    });

    [Fact]
    public void Each_error_of_a_cmdlet_has_its_category()
    {
        Assert.True(WrittenByCmdlets.Count > 30);
        Assert.All(WrittenByCmdlets, error => Assert.Contains(error.Category, Assert.Contains(error.Id, Rows).Category));
    }

    [Fact]
    public void Each_error_of_a_connection_and_of_a_rule_is_there()
    {
        Assert.All(Enum.GetNames<ConnectionErrorKind>(), id => Assert.Contains(id, Rows));
        Assert.All(Enum.GetNames<RuleChangeProblem>(), id => Assert.Contains(id, Rows));
    }

    [Fact]
    public void Each_documented_error_exists()
    {
        string[] known =
        [
            .. ServiceErrorTypes.Select(error => error.Id), .. WrittenByCmdlets.Select(error => error.Id),
            .. Enum.GetNames<ConnectionErrorKind>(), .. Enum.GetNames<RuleChangeProblem>(), "PlanIncomplete",
        ];
        Assert.All(Rows.Keys.Except(known), id => Assert.NotEqual("NotSpecified", $"{ServiceErrors.Of(id, new DistributeImageRequest()).Category}"));
    }

    [GeneratedRegex(@"^\| (`[^|]+) \| ([^|]*) \| ([^|]+) \|\r?$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(\w+)`")]
    private static partial Regex Id();

    [GeneratedRegex(@"""(?<id>[A-Z]\w+)"",\s*ErrorCategory\.(?<category>\w+)|Refuse\(\s*plan, ""(?<id>\w+)""|"", ""(?<id>[A-Z]\w+)"", (?:value|null)\);")]
    private static partial Regex Written();
}
