using System.Reflection;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Loading;

/// <summary>
/// The assemblies in <c>dependencies/</c> beside this assembly. They are loaded on first use, isolated from assemblies
/// of the same names that other modules loaded. A package has machine code of some of them, beside the Core that
/// ImageBuilderPS.psm1 loaded.
/// </summary>
internal static class Dependencies
{
    private static readonly string Home = Path.GetDirectoryName(typeof(Dependencies).Assembly.Location)!;
#if NET
    private static readonly string[] Folders =
        [Path.Combine(Path.GetDirectoryName(typeof(IImageBuilder).Assembly.Location)!, "dependencies"), Path.Combine(Home, "dependencies")];
#else
    private static readonly string[] Folders = [Path.Combine(Home, "dependencies")];
#endif

    /// <summary>Makes the type behind a port.</summary>
    /// <typeparam name="TPort">The port, an interface of Core.</typeparam>
    /// <param name="assembly">The assembly's name.</param>
    /// <param name="type">The type's full name.</param>
    public static TPort Create<TPort>(string assembly, string type) =>
        (TPort)Activator.CreateInstance(Load(assembly).GetType(type, throwOnError: true)!)!;

    private static string? Find(string? name) => Folders.Select(folder => Path.Combine(folder, name + ".dll")).FirstOrDefault(File.Exists);

    // Every assembly gets the Core that PowerShell loaded beside this assembly: the ports are its types.
    private static Assembly CoreAssembly => typeof(IImageBuilder).Assembly;

#if NET
    private static readonly Context Private = new();

    private static Assembly Load(string assembly) => Private.LoadFromAssemblyName(new(assembly));

    private sealed class Context() : System.Runtime.Loader.AssemblyLoadContext("ImageBuilderPS")
    {
        protected override Assembly? Load(AssemblyName assemblyName) =>
            assemblyName.Name == CoreAssembly.GetName().Name ? CoreAssembly
            : Find(assemblyName.Name) is { } path ? LoadFromAssemblyPath(path)
            : null;
    }
#else
    static Dependencies() => AppDomain.CurrentDomain.AssemblyResolve += (_, missing) =>
        IsOurs(missing.RequestingAssembly) ? Resolve(new AssemblyName(missing.Name).Name) : null;

    /// <summary>Registers the resolver: on .NET Framework, Core itself needs assemblies from dependencies/.</summary>
    public static void Prepare() => System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(typeof(Dependencies).TypeHandle);

    // Another module resolves its own assemblies. The requesting assembly is not always known.
    private static bool IsOurs(Assembly? asking) => asking is null
        || (!asking.IsDynamic && asking.Location.StartsWith(Home, StringComparison.OrdinalIgnoreCase));

    private static Assembly Load(string assembly) => Resolve(assembly)
        ?? throw new FileNotFoundException($"{assembly} is missing from {Folders[0]}.");

    private static Assembly? Resolve(string name) =>
        name == CoreAssembly.GetName().Name ? CoreAssembly
        : Find(name) is { } path ? Assembly.LoadFile(path)
        : null;
#endif
}
