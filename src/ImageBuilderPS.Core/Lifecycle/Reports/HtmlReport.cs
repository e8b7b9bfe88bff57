using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Reports;

/// <summary>
/// A report as one HTML file that needs no network: template, style and script are files beside this one. All but the
/// list of resources works without scripts.
/// </summary>
public static class HtmlReport
{
    private const string NotNew = "As today";

    private static readonly Lazy<string> Style = new(() => Resource("report.css"));
    private static readonly Lazy<string> Script = new(() => Resource("report.js"));
    private static readonly Lazy<string> StyleHash = new(() => Hash(Style.Value));
    private static readonly Lazy<string> ScriptHash = new(() => Hash(Script.Value));

    // Every second part is the name of what stands there.
    private static readonly Lazy<string[]> Template = new(() => Regex.Split(Resource("report.html"), @"\{\{(\w+)\}\}"));

    /// <summary>The text.</summary>
    /// <param name="report">The report.</param>
    public static string Write(LifecycleReport report)
    {
        using var text = new StringWriter(new StringBuilder(64 * 1024 + report.Rows.Length * 64), CultureInfo.InvariantCulture);
        Write(report, text);
        return text.ToString();
    }

    /// <summary>Writes the text.</summary>
    /// <param name="report">The report.</param>
    /// <param name="writer">Where to; UTF-8 is expected.</param>
    public static void Write(LifecycleReport report, TextWriter writer)
    {
        var parts = Template.Value;
        for (var i = 0; i < parts.Length; i++)
        {
            if (i % 2 == 0)
                writer.Write(parts[i]);
            else
                WritePart(report, parts[i], writer);
        }
    }

    private static void WritePart(LifecycleReport report, string name, TextWriter writer)
    {
        if (name == "data")
            WriteColumns(report, writer);
        else
            writer.Write(Part(report, name));
    }

    private static string Part(LifecycleReport report, string name) => name switch
    {
        "style" => Style.Value,
        "script" => Script.Value,
        "styleHash" => StyleHash.Value,
        "scriptHash" => ScriptHash.Value,
        "title" => HtmlText.Escape(report.Title),
        "gridRows" => (report.Rows.Length + 1).ToString(CultureInfo.InvariantCulture),
        "effects" => HtmlText.Escape(Effects(report)),
        "calendar" => HtmlPictures.Calendar(report),
        "groups" => HtmlPictures.Groups(report),
        _ => HtmlSections.Write(report, name),
    };

    // The words of the actions, and the classes of the style.
    private static string Effects(LifecycleReport report) => "{" + string.Join(",", Enumerable.Range(0, (int)LifecycleEffect.Keep + 1).Select(effect =>
        $"\"{EffectNames.Label((LifecycleEffect)effect, IsPast(report))}\":\"{EffectNames.Of((LifecycleEffect)effect).ToLowerInvariant()}\"")) + "}";

    private static bool IsPast(LifecycleReport report) => report.Kind == nameof(LifecycleReportKind.Execution);

    private static void WriteColumns(LifecycleReport report, TextWriter writer)
    {
        var (rows, isPast) = (report.Rows, IsPast(report));
        WriteColumn(writer, "effect", rows, row => EffectNames.Label(row.Kind, isPast));
        WriteColumn(writer, "type", rows, row => TypeName(row.ResourceType));
        WriteColumn(writer, "id", rows, row => row.ResourceType == nameof(LifecycleResourceType.Image) ? null : row.ShortId);
        WriteColumn(writer, "image", rows, row => row.ImageArn);
        WriteColumn(writer, "recipe", rows, row => row.Recipe);
        WriteColumn(writer, "region", rows, row => row.Region);
        WriteColumn(writer, "account", rows, row => row.AccountId);
        WriteColumn(writer, "policy", rows, row => row.PolicyName);
        WriteColumn(writer, "execution", rows, row => row.LifecycleExecutionId);
        WriteColumn(writer, "at", rows, row => row.At?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        WriteColumn(writer, "size", rows, row => row.SizeBytes is { } bytes ? ReportTotals.Size(bytes) : null);
        WriteColumn(writer, "use", rows, row => row.InUseBy is { Length: > 0 } uses ? string.Join(", ", uses) : null);
        WriteColumn(writer, "used", rows, row => isPast ? null : Use(row));
        WriteColumn(writer, "new", rows, row => row.IsNew is { } isNew ? isNew ? "New" : NotNew : null);
        WriteColumn(writer, "reason", rows, row => row.Reason);
        WriteColumn(writer, "age", rows, row => row.AgeDays?.ToString(CultureInfo.InvariantCulture), isNumber: true);
    }

    private static string Use(LifecycleReportRow row) => row.InUseBy is { Length: > 0 } ? "In use"
        : row.ResourceType != nameof(LifecycleResourceType.Ami) ? "Other resources" : row.InUseBy is null ? "Not known" : "Not in use";

    private static string? TypeName(string? type) => type switch
    {
        nameof(LifecycleResourceType.Ami) => "AMI",
        nameof(LifecycleResourceType.Container) => "Container image",
        _ => type,
    };

    // Each text once, "d", and for each row the place of its text, "v": one number where all rows have the same, left out
    // where each row has its own. "p" begins each text.
    private static void WriteColumn(TextWriter writer, string name, LifecycleReportRow[] rows, Func<LifecycleReportRow, string?> value, bool isNumber = false)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var texts = new List<string?>();
        var nullPlace = -1;
        var index = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            if (value(rows[i]) is not { } text)
            {
                if (nullPlace < 0)
                {
                    nullPlace = texts.Count;
                    texts.Add(null);
                }
                index[i] = nullPlace;
            }
            else if (!places.TryGetValue(text, out index[i]))
            {
                places.Add(text, index[i] = texts.Count);
                texts.Add(text);
            }
        }
        if (rows.Length == 0)
            texts.Add(null);
        var prefix = isNumber ? "" : Prefix(texts);
        writer.Write($"<script type=\"application/json\" data-column=\"{name}\">{{");
        if (prefix.Length > 0)
        {
            writer.Write("\"p\":");
            HtmlText.WriteJson(writer, prefix);
            writer.Write(',');
        }
        writer.Write("\"d\":[");
        for (var i = 0; i < texts.Count; i++)
        {
            if (i > 0)
                writer.Write(',');
            if (isNumber)
                writer.Write(texts[i] ?? "null");
            else
                HtmlText.WriteJson(writer, texts[i]?.Substring(prefix.Length));
        }
        writer.Write(']');
        WriteIndex(writer, index, texts.Count);
        writer.Write("}</script>\n");
    }

    private static void WriteIndex(TextWriter writer, int[] index, int count)
    {
        if (count == 1)
        {
            writer.Write(",\"v\":0");
            return;
        }
        if (count == index.Length)
            return;
        writer.Write(",\"v\":[");
        for (var i = 0; i < index.Length; i++)
        {
            if (i > 0)
                writer.Write(',');
            writer.Write(index[i]);
        }
        writer.Write(']');
    }

    // What all ARNs of an account and a region begin with.
    private static string Prefix(List<string?> texts)
    {
        string? prefix = null;
        foreach (var text in texts)
        {
            if (text is null)
                continue;
            prefix ??= text;
            var length = 0;
            while (length < prefix.Length && length < text.Length && prefix[length] == text[length])
                length++;
            prefix = prefix.Substring(0, length);
            if (length == 0)
                break;
        }
        return texts.Count > 2 && prefix is { Length: > 8 } ? prefix : "";
    }

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{typeof(HtmlReport).Namespace}.{name}")!;
        using var reader = new StreamReader(stream);
        // A parser of HTML reads CR LF as LF, and so does the hash.
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }

    private static string Hash(string text)
    {
        using var sha = SHA256.Create();
        return "sha256-" + Convert.ToBase64String(sha.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }
}
