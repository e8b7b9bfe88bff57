using ImageBuilderPS.Api.Json;

namespace ImageBuilderPS.Lifecycle.Reports;

/// <summary>A report as JSON: the report itself, each row on a line of its own. <c>docs/lifecycle-report.schema.json</c> describes it.</summary>
public static class JsonReport
{
    /// <summary>The text.</summary>
    /// <param name="report">The report.</param>
    public static string Write(LifecycleReport report) => ContractJson.ToText(report) + "\n";
}
