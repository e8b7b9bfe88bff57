using ImageBuilderPS.Api;

namespace ImageBuilderPS.Proofs.Values;

/// <summary>A shape of the API, stated again: which values it accepts, and random values near its limits.</summary>
internal abstract class RestatedShape
{
    /// <summary>Whether the shape accepts a value.</summary>
    public abstract bool Accepts(object value);

    /// <summary>A random value of the member's type.</summary>
    public abstract object Create(Random random);
}

/// <summary>A text: its length in code points, and a pattern.</summary>
/// <param name="minimum">The fewest code points.</param>
/// <param name="maximum">The most code points.</param>
/// <param name="matches">The pattern; null for none.</param>
/// <param name="samples">Valid texts.</param>
internal sealed class TextShape(int minimum, int maximum, Func<string, bool>? matches, params string[] samples) : RestatedShape
{
    private readonly RandomText texts = new(samples, minimum, maximum);

    /// <summary>Valid texts.</summary>
    public string[] Samples { get; } = samples;

    /// <summary>Whether it has a pattern.</summary>
    public bool HasPattern => matches is not null;

    public override bool Accepts(object value)
    {
        var text = (string)value;
        var length = CodePoints(text);
        return length >= minimum && length <= maximum && matches?.Invoke(text) != false;
    }

    public override object Create(Random random) => texts.Next(random);

    private static int CodePoints(string text)
    {
        var count = 0;
        for (var i = 0; i < text.Length; i++, count++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
        }
        return count;
    }
}

/// <summary>One of some words, in any case of ASCII: the client writes the API's spelling.</summary>
internal sealed class EnumShape(params string[] words) : RestatedShape
{
    private readonly RandomText texts = new(words, 1, 40);

    public override bool Accepts(object value) => words.Any(word => Lower(word) == Lower((string)value));

    public override object Create(Random random) => texts.Next(random);

    private static string Lower(string text) => string.Concat(text.Select(character => character is >= 'A' and <= 'Z' ? (char)(character | 0x20) : character));
}

/// <summary>A whole number.</summary>
internal sealed class NumberShape(int minimum, int maximum) : RestatedShape
{
    public override bool Accepts(object value) => (int)value >= minimum && (int)value <= maximum;

    public override object Create(Random random) => random.Next(4) switch
    {
        0 => (int)Math.Clamp((long)minimum + random.Next(-2, 3), int.MinValue, int.MaxValue),
        1 => (int)Math.Clamp((long)maximum + random.Next(-2, 3), int.MinValue, int.MaxValue),
        2 => random.Next(int.MinValue, int.MaxValue),
        _ => random.Next(-2000, 20_000),
    };
}

/// <summary>A list of texts, or of structures; a structure's members are members of their own.</summary>
internal sealed class ListShape(int minimum, int maximum, RestatedShape? item = null) : RestatedShape
{
    private const int OneInFull = 200;
    private static readonly object Structure = new();

    /// <summary>What each item is; null for a structure.</summary>
    public RestatedShape? Item => item;

    public override bool Accepts(object value)
    {
        var items = (object?[])value;
        return items.Length >= minimum && items.Length <= maximum && items.All(one => one is not null && item?.Accepts(one) != false);
    }

    public override object Create(Random random)
    {
        var most = Math.Min(maximum, 2000L);
        var count = (int)(most <= 60 || random.Next(OneInFull) == 0 ? random.NextInt64(Math.Max(0, most - 2), most + 3) : random.Next(6));
        if (most <= 60 && random.Next(4) > 0)
            count = random.Next(4);
        var valid = item is TextShape text ? text.Samples[0] : Structure;
        object?[] items = item is null ? new object?[count] : new string?[count];
        Array.Fill(items, valid);
        if (count > 0 && random.Next(3) > 0)
            items[random.Next(count)] = random.Next(6) == 0 ? null : item?.Create(random) ?? Structure;
        return items;
    }
}

/// <summary>Tags.</summary>
internal sealed class TagMapShape(int maximum, TextShape key, TextShape value) : RestatedShape
{
    public override bool Accepts(object value1) =>
        value1 is TagMap tags && tags.Count <= maximum && tags.All(tag => key.Accepts(tag.Key) && tag.Value is not null && value.Accepts(tag.Value));

    public override object Create(Random random)
    {
        var tags = new TagMap();
        var count = random.Next(100) == 0 ? random.Next(maximum - 1, maximum + 3) : random.Next(3);
        for (var i = 0; i < count; i++)
            tags[$"k{i}"] = "v";
        if (random.Next(2) == 0)
            tags[(string)key.Create(random)] = "v";
        if (random.Next(2) == 0)
            tags["value"] = random.Next(20) == 0 ? null! : (string)value.Create(random);
        return tags;
    }
}
