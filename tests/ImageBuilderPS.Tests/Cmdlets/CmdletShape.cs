using System.Management.Automation;
using System.Reflection;
using ImageBuilderPS.Cmdlets.Base;

namespace ImageBuilderPS.Tests.Cmdlets;

/// <summary>A cmdlet as its assembly's metadata describes it; no attribute is made, so no engine is needed.</summary>
internal sealed class CmdletShape
{
    private CmdletShape(Type type)
    {
        Type = type;
        Declaration = Attributes<CmdletAttribute>(type).Single();
        Name = $"{Declaration.ConstructorArguments[0].Value}-{Declaration.ConstructorArguments[1].Value}";
        Parameters =
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => Attributes<ParameterAttribute>(property).Any()),
        ];
    }

    public static IReadOnlyList<CmdletShape> All { get; } =
    [
        .. typeof(ImageBuilderCmdlet).Assembly.GetExportedTypes()
            .Where(type => Attributes<CmdletAttribute>(type).Any())
            .Select(type => new CmdletShape(type))
            .OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal),
    ];

    public Type Type { get; }

    public string Name { get; }

    public IReadOnlyList<PropertyInfo> Parameters { get; }

    private CustomAttributeData Declaration { get; }

    public bool SupportsShouldProcess => Named(Declaration, "SupportsShouldProcess") is true;

    public string? HelpUri => Named(Declaration, "HelpUri") as string;

    public string? DefaultParameterSetName => Named(Declaration, "DefaultParameterSetName") as string;

    public IEnumerable<Type> OutputTypes => Attributes<OutputTypeAttribute>(Type)
        .SelectMany(attribute => attribute.ConstructorArguments)
        .SelectMany(argument => argument.Value is Type type
            ? [type]
            : ((IEnumerable<CustomAttributeTypedArgument>)argument.Value!).Select(item => (Type)item.Value!));

    public static CmdletShape Of(string name) => All.Single(cmdlet => cmdlet.Name == name);

    public static IEnumerable<CustomAttributeData> Attributes<T>(MemberInfo member) =>
        member.GetCustomAttributesData().Where(attribute => typeof(T).IsAssignableFrom(attribute.AttributeType));

    public static object? Named(CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.Where(argument => argument.MemberName == name)
            .Select(argument => argument.TypedValue.Value).SingleOrDefault();

    public static IEnumerable<string> Aliases(PropertyInfo parameter) => Attributes<AliasAttribute>(parameter)
        .SelectMany(attribute => (IEnumerable<CustomAttributeTypedArgument>)attribute.ConstructorArguments[0].Value!)
        .Select(argument => (string)argument.Value!);

    public PropertyInfo Parameter(string name) => Parameters.Single(parameter => parameter.Name == name);

    public bool IsMandatory(string name, string? set = null) => Attributes<ParameterAttribute>(Parameter(name))
        .Any(attribute => Named(attribute, "Mandatory") is true
            && (set is null || Named(attribute, "ParameterSetName") as string == set));
}
