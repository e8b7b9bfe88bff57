using System.Reflection;
using System.Text.Json;
using System.Xml.Linq;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.Architecture;

/// <summary>The packages that the lock files name: CONTRIBUTING.md says how one is added.</summary>
public class PackageTests
{
    private static readonly string[] Allowed = ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause"];

    // These name a page or a file instead of an identifier. These are the licenses that it names; none of the packages ships.
    private static readonly Dictionary<string, string> Read = new()
    {
        ["CommandLineParser 2.9.1"] = "MIT",
        ["Microsoft.DotNet.PlatformAbstractions 3.1.6"] = "MIT",
        ["Microsoft.NETFramework.ReferenceAssemblies 1.0.3"] = "MIT",
        ["Microsoft.NETFramework.ReferenceAssemblies.net472 1.0.3"] = "MIT",
        ["Pester 6.2.0"] = "Apache-2.0",
        ["PowerShellStandard.Library 5.1.1"] = "MIT",
        ["xunit.abstractions 2.0.3"] = "Apache-2.0",
    };

    private static readonly string[] PackageFolders =
    [
        typeof(PackageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "NuGetPackageRoot").Value!,
        Path.Combine(Repository.Root, "artifacts", "packages"),
    ];

    private static readonly List<string> Projects =
    [
        .. new[] { "src", "tests", "bench", "eng" }.SelectMany(folder =>
            Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.csproj", SearchOption.AllDirectories)),
    ];

    [Fact]
    public void Each_project_has_a_lock_file() => Assert.All(Projects, project => Assert.True(File.Exists(LockFile(project)), LockFile(project)));

    [Fact]
    public void Each_locked_package_has_an_allowed_license()
    {
        var packages = Projects.SelectMany(project => Packages(LockFile(project))).Distinct().ToList();

        Assert.True(packages.Count > 50);
        Assert.All(packages, package => Assert.Contains(License(package.Id, package.Version), Allowed));
    }

    [Fact]
    public void The_tool_s_notices_name_its_packages()
    {
        var notices = File.ReadAllText(Path.Combine(Repository.Root, "THIRD-PARTY-NOTICES.md"));
        var direct = Packages(LockFile(Projects.Single(project => project.EndsWith("Tool.csproj", StringComparison.Ordinal))), "Direct").ToList();

        Assert.NotEmpty(direct);
        Assert.All(direct, package => Assert.Contains(package.Id, notices));
    }

    private static string LockFile(string project) => Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json");

    private static IEnumerable<(string Id, string Version)> Packages(string lockFile, string? type = null)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(lockFile));
        return
        [
            .. from framework in json.RootElement.GetProperty("dependencies").EnumerateObject()
               from package in framework.Value.EnumerateObject()
               where package.Value.TryGetProperty("resolved", out _)
               where type is null || package.Value.GetProperty("type").GetString() == type
               select (package.Name, package.Value.GetProperty("resolved").GetString()!),
        ];
    }

    private static string License(string id, string version)
    {
        if (Read.TryGetValue($"{id} {version}", out var known))
            return known;
        var name = id.ToLowerInvariant();
        var file = PackageFolders.Select(folder => Path.Combine(folder, name, version, name + ".nuspec")).FirstOrDefault(File.Exists);
        Assert.True(file is not null, $"{id} {version} is in a lock file and in no package folder. Run: dotnet restore ImageBuilderPS.sln");
        var license = XDocument.Load(file).Descendants().FirstOrDefault(element => element.Name.LocalName == "license");
        return (string?)license?.Attribute("type") == "expression" ? license!.Value : $"{id} {version}: {license?.Value ?? "no license"}";
    }
}
