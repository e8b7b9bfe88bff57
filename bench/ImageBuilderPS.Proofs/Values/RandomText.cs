namespace ImageBuilderPS.Proofs.Values;

/// <summary>Random texts near the limits of a shape: its samples, changed a little or made as long as the limits, and noise.</summary>
/// <param name="samples">Valid texts.</param>
/// <param name="minimum">The fewest characters.</param>
/// <param name="maximum">The most characters.</param>
internal sealed class RandomText(string[] samples, int minimum, int maximum)
{
    private const int LongText = 300;
    private const int VeryLongText = 5000;
    private const int OneInLong = 20;
    private const int OneInVeryLong = 1000;
    private const int AssumedMaximum = 1100;

    // Also what is taken for an ASCII letter, digit or space elsewhere, and halves of surrogate pairs.
    private static readonly string[] Pieces =
    [
        "\n", "\r\n", "\t", " ", "\u00a0", "\u2028", "\u200b", "\0", "é", "ſ", "\u212a", "İ", "ı", "٣", "１", "ａ", "😀", "\ud800", "\udc00", "-", "-", "_", "/", "/", ".",
        ".", ":", ":", "x", "X", "A", "z", "a", "0", "9", "aws", "aws-", "aws:", "arn:", "{{", "}}", " {{ imagebuilder:buildDate }} ", "{", "}", "@", ",", ";", "<", "=", "+", "\\", "\"", "(", "[", "~", "%", "*",
    ];

    /// <summary>The next text.</summary>
    public string Next(Random random) => random.Next(12) switch
    {
        0 => AtLimit(random),
        1 => string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => Of(Pieces, random))),
        2 => Of(samples, random),
        3 => ChangeCase(Of(samples, random), random),
        _ => Change(Of(samples, random), 1 + random.Next(3), random),
    };

    // A sample whose inside is repeated until it has the length; at times with characters of two UTF-16 units.
    private string AtLimit(Random random)
    {
        var most = maximum == int.MaxValue ? AssumedMaximum : maximum;
        var rare = most > VeryLongText ? OneInVeryLong : most > LongText ? OneInLong : 1;
        var length = (random.Next(rare) == 0 ? most : Math.Min(minimum, VeryLongText)) + random.Next(-2, 3);
        var sample = Of(samples, random);
        if (length <= sample.Length)
            return length <= 0 ? "" : sample[..length];
        if (sample.Length == 0)
            sample = "a";
        var at = sample.Length - 1;
        if (random.Next(4) == 0)
            return sample.Insert(at, string.Concat(Enumerable.Repeat("😀", length - sample.Length)));
        var filler = random.Next(3) == 0 ? Of(Pieces, random)[0] : sample[at];
        return sample.Insert(at, new string(filler, length - sample.Length));
    }

    private static string Change(string text, int times, Random random)
    {
        for (; times > 0; times--)
        {
            var at = random.Next(text.Length + 1);
            var length = Math.Min(1 + random.Next(4), text.Length - at);
            text = random.Next(5) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, text.Substring(at, length)),
                2 => text + Of(Pieces, random),
                3 => text.Insert(at, Of(Pieces, random)),
                _ => length == 0 ? text : text.Remove(at, 1).Insert(at, Of(Pieces, random)),
            };
        }
        return text;
    }

    private static string ChangeCase(string text, Random random) =>
        string.Concat(text.Select(character => random.Next(3) == 0 ? char.ToUpperInvariant(character) : random.Next(3) == 0 ? char.ToLowerInvariant(character) : character));

    private static string Of(string[] texts, Random random) => texts[random.Next(texts.Length)];
}
