using System.Text.RegularExpressions;
using ImageBuilderPS.LocalService;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.LocalService.Conformance;

/// <summary>Compares the tables of operations in docs/local-service.md with the service.</summary>
public class DocumentedOperationsTests
{
    private const int OperationsOfTheApi = 77;

    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs/local-service.md"));

    private static readonly IReadOnlyList<(string Operation, bool IsServed, string Tests)> Rows =
    [
        .. Regex.Matches(Document, @"^\| (\w+) \| (yes|no) \| ?(\w*) \|\r?$", RegexOptions.Multiline)
            .Select(row => (row.Groups[1].Value, row.Groups[2].Value == "yes", row.Groups[3].Value)),
    ];

    [Fact]
    public void Every_operation_of_the_API_is_in_the_table_once() =>
        Assert.Equal(OperationsOfTheApi, Rows.Select(row => row.Operation).Distinct().Count());

    [Fact]
    public void The_table_says_which_operations_are_served()
    {
        var served = OperationTable.Create().OperationNames.ToList();
        Assert.All(Rows, row => Assert.Equal((row.Operation, served.Contains(row.Operation)), (row.Operation, row.IsServed)));
    }

    [Fact]
    public void Every_operation_of_the_other_services_is_in_their_table_once()
    {
        var table = Document.Split("| operations | behaviour |")[1].Split("\n\n")[0].Split("\r\n\r\n")[0];
        var documented = Regex.Matches(table, @"^\| (\w+(?:, \w+)*) \|", RegexOptions.Multiline).SelectMany(row => row.Groups[1].Value.Split(", "));
        var served = new ServiceApis(new(""), TimeProvider.System).All.Where(api => api != ServiceApis.ImageBuilder).SelectMany(api => api.OperationNames);
        Assert.Equal(served.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_served_operation_has_tests_and_facts() => Assert.All(Rows.Where(row => row.IsServed), row =>
    {
        Assert.NotNull(typeof(DistributionTests).Assembly.GetType($"{typeof(DistributionTests).Namespace}.{row.Tests}"));
        Assert.Contains(row.Operation, ApiFacts.Instance.Operations.Keys);
    });
}
