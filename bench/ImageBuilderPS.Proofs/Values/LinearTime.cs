using System.Diagnostics;
using System.Globalization;
using System.Text;
using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Proofs.Values;

/// <summary>
/// Validates long texts that a backtracking matcher could be slow with: each sample cut at each place, then a repeated piece,
/// then an end that does not match. Sixteen times the length may take 64 times the time: 16 is linear, 256 is quadratic.
/// </summary>
internal sealed class LinearTime(IEnumerable<(string Name, ContractMember? Member, RestatedShape Shape)> shapes)
{
    /// <summary>The longest text.</summary>
    public const int LongLength = 65_536;

    private const int ShortLength = LongLength / 16;
    private const double MaxRatio = 64;
    private const int Repeats = 3;

    // A linear match of the longest text takes milliseconds, a quadratic one seconds; only what takes longer than this is compared.
    private static readonly TimeSpan Suspicious = TimeSpan.FromMilliseconds(100);
    private static readonly string[] Pieces = ["a", "0", "x", "-", "-a", "a-", ".", "0.", "/", "a/", " ", "{{ ", "aws-", ":", "role/", "\t"];
    private static readonly string[] Ends = ["", "\n", "!"];

    /// <summary>How many long texts were validated.</summary>
    public int Inputs { get; private set; }

    /// <summary>The longest time for one of them, in milliseconds.</summary>
    public double Slowest { get; private set; }

    /// <summary>Measures all patterns, and prints a line for each.</summary>
    /// <returns>The findings.</returns>
    public IReadOnlyList<string> Measure(TextWriter output)
    {
        var findings = new List<string>();
        foreach (var (name, member, shape) in shapes)
        {
            if (member is null || TextOf(shape) is not { HasPattern: true } text)
                continue;
            object Value(string input) => shape is ListShape ? new[] { input } : input;
            var worst = TimeSpan.Zero;
            foreach (var make in LongTexts(text.Samples))
            {
                Inputs++;
                var time = Time(member, Value(make(LongLength)));
                worst = time > worst ? time : worst;
                if (time < Suspicious)
                    continue;
                var ratio = time / Time(member, Value(make(ShortLength)));
                if (ratio > MaxRatio)
                    findings.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {time.TotalMilliseconds:N1} ms for {LongLength:N0} characters, {ratio:N0} times as long as for {ShortLength:N0}: {Violation.Shown(make(100))}"));
            }
            Slowest = Math.Max(Slowest, worst.TotalMilliseconds);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-36} {worst.TotalMilliseconds,8:N2} ms for the slowest text of {LongLength:N0} characters"));
        }
        return findings;
    }

    private static TextShape? TextOf(RestatedShape shape) => shape as TextShape ?? (shape as ListShape)?.Item as TextShape;

    private static IEnumerable<Func<int, string>> LongTexts(string[] samples) =>
        from sample in samples
        from at in Cuts(sample)
        from piece in Pieces
        from end in Ends
        select (Func<int, string>)(length => sample[..at] + Repeated(piece, length) + end);

    // Around each separator, and at both ends: in between a text looks the same to a pattern.
    private static IEnumerable<int> Cuts(string sample) =>
        Enumerable.Range(0, sample.Length + 1).Where(at => at < 2 || at >= sample.Length - 1 || !char.IsAsciiLetterOrDigit(sample[at]) || !char.IsAsciiLetterOrDigit(sample[at - 1]));

    private static string Repeated(string piece, int length) =>
        piece.Length == 1 ? new(piece[0], length) : new StringBuilder(length).Insert(0, piece, length / piece.Length).ToString();

    private static TimeSpan Time(ContractMember member, object value)
    {
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < Repeats; i++)
        {
            var watch = Stopwatch.StartNew();
            _ = member.Constraints.All(constraint => constraint.IsValid(value));
            best = watch.Elapsed < best ? watch.Elapsed : best;
            if (best < Suspicious)
                break;
        }
        return best;
    }
}
