using System.Text.Json;
using System.Xml.Linq;

namespace ImageBuilderPS.Build;

/// <summary>How many tests passed, failed and were skipped.</summary>
internal readonly record struct TestCount(int Passed, int Failed, int Skipped)
{
    public int Total => Passed + Failed + Skipped;

    public static TestCount operator +(TestCount left, TestCount right) =>
        new(left.Passed + right.Passed, left.Failed + right.Failed, left.Skipped + right.Skipped);

    /// <summary>Reads a suite's results; an exit code that they do not explain counts as a failure.</summary>
    /// <returns>Null where the suite left none.</returns>
    public static TestCount? Of(string file, int exitCode, Func<string, TestCount> read)
    {
        if (!File.Exists(file))
            return null;
        var count = read(file);
        return exitCode != 0 && count.Failed == 0 ? count + new TestCount(0, 1, 0) : count;
    }

    /// <summary>Reads the results of `dotnet test` and prints the reason of each skip.</summary>
    public static TestCount OfTrx(string file)
    {
        var count = default(TestCount);
        foreach (var result in XDocument.Load(file).Descendants().Where(element => element.Name.LocalName == "UnitTestResult"))
        {
            switch ((string?)result.Attribute("outcome"))
            {
                case "Passed":
                    count += new TestCount(1, 0, 0);
                    break;
                case "NotExecuted":
                    count += new TestCount(0, 0, 1);
                    var output = result.Descendants().FirstOrDefault(element => element.Name.LocalName is "Message" or "StdOut");
                    Console.WriteLine($"Skipped: {(string?)result.Attribute("testName")}: {output?.Value ?? "no reason given"}");
                    break;
                default:
                    count += new TestCount(0, 1, 0);
                    break;
            }
        }
        return count;
    }

    /// <summary>Reads what eng/Pester.ps1 left.</summary>
    public static TestCount OfPester(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        int Number(string name) => json.RootElement.GetProperty(name).GetInt32();
        return new(Number("passed"), Number("failed"), Number("skipped"));
    }

    public override string ToString() => $"{Passed} passed, {Failed} failed, {Skipped} skipped";
}
