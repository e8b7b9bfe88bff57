using System.Globalization;
using System.Text;

namespace ImageBuilderPS.Proofs.Fuzz;

/// <summary>What came back, and what should not have.</summary>
internal sealed class FuzzFindings
{
    private const int MaxReports = 30;
    private const int MaxShown = 700;
    private readonly SortedDictionary<string, int> results = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> defects = new(StringComparer.Ordinal);
    private readonly List<string> reports = [];

    /// <summary>How many defects were reported.</summary>
    public int Defects => defects.Values.Sum();

    /// <summary>Counts a result: a status, or a connection that closed without an answer.</summary>
    public void Count(string result) => Count(results, result);

    /// <summary>Counts a defect, and keeps the first requests that show it.</summary>
    public void Report(string defect, byte[] request, RawResponse? response = null)
    {
        lock (reports)
        {
            Count(defects, defect);
            if (reports.Count < MaxReports && defects[defect] <= 3)
                reports.Add($"{defect}\n  request:  {Show(request)}\n  response: {response?.Status} {Show(response?.Body ?? [])}");
        }
    }

    /// <summary>Prints the counts and the kept requests.</summary>
    public void Print(TextWriter output)
    {
        foreach (var (result, count) in results)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result,-40}{count,10:N0}"));
        foreach (var (defect, count) in defects)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"DEFECT {defect}: {count:N0}"));
        foreach (var report in reports)
            output.WriteLine(report);
    }

    private static void Count(SortedDictionary<string, int> counts, string name)
    {
        lock (counts)
            counts[name] = counts.GetValueOrDefault(name) + 1;
    }

    private static string Show(byte[] bytes)
    {
        var text = new StringBuilder();
        foreach (var c in Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, MaxShown)))
            text.Append(c is >= ' ' and <= '~' ? c.ToString() : c == '\n' ? "\\n" : c == '\r' ? "" : $"\\x{(int)c:x2}");
        return bytes.Length > MaxShown ? text.Append(" ...").ToString() : text.ToString();
    }
}
