using System.Collections;
using System.Globalization;
using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>Follows JSON paths such as <c>policyDetails[0].exclusionRules.tagMap['stage']</c>.</summary>
internal static class MemberPath
{
    private const string MapKey = "['";

    /// <summary>The path without a map's key at its end: AWS words what is wrong with an entry as the map's.</summary>
    public static string WithoutMapKey(string path)
    {
        var key = path.IndexOf(MapKey, StringComparison.Ordinal);
        return key < 0 ? path : path.Substring(0, key);
    }

    /// <summary>What a request holds at a path without map keys; null when it holds nothing there.</summary>
    public static object? Follow(object request, string path)
    {
        object? held = request;
        foreach (var part in path.Split('.'))
        {
            if (held is null)
                return null;
            var pieces = part.Split('[');
            held = ContractMember.Of(held.GetType()).FirstOrDefault(member => member.JsonName == pieces[0])?.Property.GetValue(held);
            foreach (var index in pieces.Skip(1))
                held = (held as IList)?[int.Parse(index.TrimEnd(']'), CultureInfo.InvariantCulture)];
        }
        return held;
    }
}
