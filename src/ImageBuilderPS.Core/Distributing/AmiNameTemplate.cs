using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ImageBuilderPS.Distributing;

/// <summary>The template of an AMI's name, in which variables stand in double braces.</summary>
/// <remarks>
/// Source: Image Builder user guide, "Create and update AMI distribution configurations" (the two variables); EC2's API
/// reference, RegisterImage, <c>Name</c> (what a name may consist of).
/// </remarks>
/// <param name="template">The text: <c>web {{ imagebuilder:buildDate }}</c>.</param>
internal sealed class AmiNameTemplate(string template)
{
    /// <summary>The most characters of an AMI's name.</summary>
    public const int MaxLength = 128;

    /// <summary>What EC2 says of a name that it does not take.</summary>
    public const string Malformed =
        "AMI names must be between 3 and 128 characters long, and may contain letters, numbers, spaces, '(', ')', '[', ']', '.', '-', '/', ''', '@' and '_'.";

    private const int MinLength = 3;
    private const string BuildDate = "imagebuilder:buildDate";
    private const string BuildVersion = "imagebuilder:buildVersion";

    private static readonly Regex Variable = new(@"\{\{(?<name>[^{}]*)\}\}", RegexOptions.CultureInvariant);
    private static readonly Regex NotInName = new(@"[^A-Za-z0-9()\[\] ./\-'@_]", RegexOptions.CultureInvariant);

    private readonly string[] variables = [.. Variable.Matches(template).Cast<Match>().Select(NameOf).Distinct()];

    /// <summary>Whether each distribution makes another name.</summary>
    public bool HasBuildDate => variables.Contains(BuildDate);

    /// <summary>Whether the name is the same for every image.</summary>
    public bool IsConstant => variables.Length == 0;

    /// <summary>The variables that Image Builder does not fill in.</summary>
    public IEnumerable<string> UnknownVariables => variables.Where(name => name is not (BuildDate or BuildVersion));

    /// <summary>The name of an AMI.</summary>
    /// <param name="date">When the distribution began.</param>
    /// <param name="build">The number of the image's build.</param>
    public string Fill(DateTimeOffset date, string build) => Variable.Replace(template, match => NameOf(match) switch
    {
        BuildDate => date.UtcDateTime.ToString("yyyy-MM-dd'T'HH-mm-ss.fff'Z'", CultureInfo.InvariantCulture),
        BuildVersion => build,
        _ => match.Value,
    });

    /// <summary>Whether EC2 takes a name.</summary>
    /// <param name="name">The name, filled in.</param>
    public static bool IsValid(string name) => name.Length is >= MinLength and <= MaxLength && !NotInName.IsMatch(name);

    /// <summary>The characters of a name that EC2 does not take, each once.</summary>
    /// <param name="name">The name, filled in.</param>
    public static string InvalidCharacters(string name) =>
        NotInName.Matches(name).Cast<Match>().Select(match => match.Value).Distinct().Aggregate(new StringBuilder(), (all, one) => all.Append(one)).ToString();

    private static string NameOf(Match match) => match.Groups["name"].Value.Trim();
}
