using System.Reflection;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.Api;

/// <summary>Compares the table of members in docs/constraints.md, and the operations in docs/permissions.md, with the contract.</summary>
public class DocumentedConstraintsTests
{
    private const string Head = "| member | required | constraint |\n|---|---|---|\n";

    private static readonly List<Type> Requests =
    [
        .. typeof(DistributeImageRequest).Assembly.GetTypes().Where(type => type.IsDefined(typeof(OperationAttribute))).OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    [Fact]
    public void The_table_has_each_constraint_of_each_request()
    {
        var rows = Requests.SelectMany(Rows).GroupBy(row => (row.Path, row.Constraint)).OrderBy(row => row.Key.Path, StringComparer.Ordinal)
            .Select(row => $"| `{row.Key.Path}` | {Required(row.Select(member => (member.Request, member.IsRequired)))} | {row.Key.Constraint} |\n");

        var table = Head + string.Concat(rows);
        Assert.True(Document("constraints.md").Contains(table + "\n", StringComparison.Ordinal), "The table in docs/constraints.md should be:\n" + table);
    }

    [Fact]
    public void Each_operation_has_its_permission()
    {
        var document = Document("permissions.md");

        Assert.All(Requests, request => Assert.Contains($"`imagebuilder:{OperationAttribute.Of(request).Name}`", document));
    }

    private static string Document(string name) => File.ReadAllText(Path.Combine(Repository.Root, "docs", name)).Replace("\r\n", "\n");

    private static IEnumerable<(string Request, string Path, bool IsRequired, string Constraint)> Rows(Type request) =>
        Members(request, "").Select(row => (OperationAttribute.Of(request).Name, row.Path, row.Member.IsRequired, Text(row.Member)));

    private static IEnumerable<(string Path, ContractMember Member)> Members(Type type, string path)
    {
        foreach (var member in ContractMember.Of(type))
        {
            var at = path + member.JsonName;
            if (member.Constraints.Count > 0)
                yield return (at, member);
            var item = member.Property.PropertyType.GetElementType();
            var inner = item ?? member.Property.PropertyType;
            if (!typeof(Shape).IsAssignableFrom(inner))
                continue;
            foreach (var below in Members(inner, at + (item is null ? "." : "[].")))
                yield return below;
        }
    }

    private static string Required(IEnumerable<(string Request, bool IsRequired)> members)
    {
        var byNeed = members.ToLookup(member => member.IsRequired, member => member.Request);
        return byNeed[false].Any() ? byNeed[true].Any() ? "in " + string.Join(", ", byNeed[true].Distinct()) : "" : "yes";
    }

    // A bar would end the cell.
    private static string Text(ContractMember member) =>
        string.Join("; ", member.Constraints.Select(constraint => constraint.Expected + Pattern(constraint))).Replace("|", "\\|");

    private static string Pattern(ConstraintAttribute constraint)
    {
        var item = typeof(ListConstraintAttribute).GetField("item", BindingFlags.Instance | BindingFlags.NonPublic)!;
        var text = constraint is ListConstraintAttribute ? item.GetValue(constraint) : constraint;
        var pattern = text is StringConstraintAttribute
            ? typeof(StringConstraintAttribute).GetField("pattern", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(text)
            : null;
        return (constraint is ListConstraintAttribute && text is StringConstraintAttribute each ? ", each " + each.Expected : "") + (pattern is null ? "" : $", `{pattern}`");
    }
}
