using System.Text;

namespace ImageBuilderPS.Lifecycle.Reports;

/// <summary>Markdown up to a size. What does not fit is counted, and the end says so.</summary>
/// <param name="max">The most bytes of UTF-8, and so the most characters.</param>
internal sealed class MarkdownBudget(int max)
{
    // Room for the sentence at the end.
    private const int Reserve = 600;

    private readonly StringBuilder text = new(max);
    private int used = Reserve;
    private int listed;
    private int leftOut;
    private bool isCut;

    /// <summary>Appends a text that fits, or nothing of it.</summary>
    /// <param name="part">The text.</param>
    /// <param name="more">How many bytes must be left afterwards.</param>
    public bool TryAppend(string part, int more = 0)
    {
        var size = Encoding.UTF8.GetByteCount(part);
        if (used + size + more > max)
        {
            isCut = true;
            return false;
        }
        used += size;
        text.Append(part);
        return true;
    }

    /// <summary>Appends lines up to a size of their own, and says how many more there are.</summary>
    /// <param name="lines">The lines, with their ends.</param>
    /// <param name="most">The most bytes.</param>
    /// <param name="mark">What the line that says so begins with.</param>
    /// <param name="close">What follows; room for it must be left.</param>
    public void AppendSome(IEnumerable<string> lines, int most, string mark, string close)
    {
        const int Sentence = 40;
        var (start, missing) = (used, 0);
        foreach (var line in lines)
        {
            if (missing > 0 || used - start + Encoding.UTF8.GetByteCount(line) > most || !TryAppend(line, Sentence + close.Length))
                missing++;
        }
        if (missing > 0)
            TryAppend($"{mark}and {ReportTotals.Number(missing)} more lines\n", close.Length);
        TryAppend(close);
    }

    /// <summary>Appends a table of rows: as many as fit, and none without the head.</summary>
    /// <param name="head">What is before the rows.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="line">A row's line.</param>
    /// <param name="close">What is behind the rows.</param>
    public void AppendRows(string head, IEnumerable<LifecycleReportRow> rows, Func<LifecycleReportRow, string> line, string close)
    {
        var isOpen = false;
        var isFull = false;
        foreach (var row in rows)
        {
            if (isFull)
            {
                leftOut++;
                continue;
            }
            var part = isOpen ? line(row) : head + line(row);
            if (TryAppend(part, close.Length))
            {
                listed++;
                isOpen = true;
            }
            else
            {
                isFull = true;
                leftOut++;
            }
        }
        if (isOpen)
            TryAppend(close);
    }

    /// <summary>Appends the end, for which there is always room.</summary>
    /// <param name="remark">A sentence before it.</param>
    public void AppendEnd(string remark)
    {
        var cut = leftOut > 0
            ? $"**{ReportTotals.Number(leftOut)} of {ReportTotals.Number(leftOut + listed)} rows are left out here**: a comment on GitHub has room for 65,536 characters. The totals count all of them, and the HTML report lists them. "
            : isCut ? "**Parts are left out here**: a comment on GitHub has room for 65,536 characters. The HTML report has everything. " : "";
        text.Append($"---\n{remark}{cut}Written by ConvertTo-IBLifecycleReport.\n");
    }

    /// <summary>The text.</summary>
    public override string ToString() => text.ToString();
}
