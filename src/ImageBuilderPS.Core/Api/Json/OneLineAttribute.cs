using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageBuilderPS.Api.Json;

/// <summary>An object that JSON for people has on one line, so that long lists of it stay readable and compare line by line.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OneLineAttribute : Attribute;

/// <summary>Writes each object with <see cref="OneLineAttribute"/> on one line.</summary>
/// <param name="compact">The options of the text on the line; they do not have this converter.</param>
internal sealed class OneLineConverter(JsonSerializerOptions compact) : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsDefined(typeof(OneLineAttribute), inherit: false);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Writer<>).MakeGenericType(typeToConvert), compact)!;

    private sealed class Writer<T>(JsonSerializerOptions compact) : JsonConverter<T>
        where T : class
    {
        private static readonly byte[] LineBreak = "\n"u8.ToArray();

        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonSerializer.Deserialize<T>(ref reader, compact);

        // A raw value gets no line break of the writer's.
        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteRawValue(
            [.. LineBreak, .. Enumerable.Repeat((byte)' ', 2 * writer.CurrentDepth), .. JsonSerializer.SerializeToUtf8Bytes(value, compact)], skipInputValidation: true);
    }
}
