using System.Globalization;
using System.Text.Json;

namespace ImageBuilderPS.Build;

/// <summary>Runs the long proofs of bench/ImageBuilderPS.Proofs, and sums them up in one table.</summary>
internal static class Prove
{
    private const string Results = "artifacts/prove";
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    // One after another, but for those that mostly wait: they run side by side.
    private static readonly Proof[][] Rounds =
    [
        [new("faults", "--distributions 10000 --updates 1000", "--distributions 100 --updates 40")],
        [new("throttle", "--calls 1000", "--calls 200")],
        [new("fuzz", "--requests 1000000", "--requests 10000")],
        [new("values", "--values 1000000", "--values 10000")],
        [new("input", "--cases 4000", "--cases 200"), new("secrets", "--rounds 3", "--rounds 1")],
        [new("crash", "--kills 200", "--kills 4"), new("ledger", "--inputs 10000 --kills 100", "--inputs 100 --kills 3")],
        [new("preview", "--policies 10000", "--policies 100")],
    ];

    /// <param name="args">--quick, --seed N and --only NAME.</param>
    public static int Run(string[] args)
    {
        var (isQuick, seed, only) = Parse(args);
        Compiler.MustBuild(Repository.At("src", "ImageBuilderPS"), "--configuration", "Release");
        Compiler.MustBuild(Repository.At("bench", "ImageBuilderPS.Proofs"), "--configuration", "Release");
        // The proofs that need a PowerShell take the pinned one.
        Engine.Find(null);
        if (Directory.Exists(Repository.At(Results)))
            Directory.Delete(Repository.At(Results), recursive: true);
        Directory.CreateDirectory(Repository.At(Results));
        var rows = Rounds.Select(round => round.Where(proof => only is null || proof.Name == only))
            .SelectMany(round => Task.WhenAll(round.Select(proof => Task.Run(() => Run(proof, isQuick, seed)))).Result)
            .ToList();
        Print(rows);
        File.WriteAllText(Repository.At(Results, "prove.json"), JsonSerializer.Serialize(rows, Written));
        return rows.TrueForAll(row => row.Findings == 0) ? 0 : 1;
    }

    private static Row Run(Proof proof, bool isQuick, string seed)
    {
        var result = Repository.At(Results, proof.Name + ".json");
        var sizes = (isQuick ? proof.Quick : proof.Full).Split(' ');
        var (exitCode, output) = Tool.Capture(
            "dotnet", [Repository.At("artifacts", "bin", "ImageBuilderPS.Proofs", "release", "ImageBuilderPS.Proofs.dll"), proof.Name, .. sizes, "--seed", seed, "--result", result]);
        Console.WriteLine($"# {proof.Name}\n{output}");
        if (!File.Exists(result))
            return new(proof.Name, $"ended with exit code {exitCode}", 1, 0, int.Parse(seed, CultureInfo.InvariantCulture));
        var row = JsonSerializer.Deserialize<Row>(File.ReadAllText(result), JsonSerializerOptions.Web)!;
        File.Delete(result);
        return row;
    }

    // As docs/reliability.md has it.
    private static void Print(List<Row> rows)
    {
        Console.WriteLine("| proof | what was done | findings | seconds | seed |\n|---|---|---|---|---|");
        foreach (var row in rows)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {row.Proof} | {row.Done} | {row.Findings} | {row.Seconds:N0} | {row.Seed} |"));
    }

    private static (bool IsQuick, string Seed, string? Only) Parse(string[] args)
    {
        var (isQuick, seed, only) = (false, "1", default(string));
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--quick")
                isQuick = true;
            else if (args[i] == "--seed" && i + 1 < args.Length && int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out _))
                seed = args[++i];
            else if (args[i] == "--only" && i + 1 < args.Length && Rounds.Any(round => round.Any(proof => proof.Name == args[i + 1])))
                only = args[++i];
            else
                throw new BuildException($"Got '{args[i]}', expected --quick, --seed NUMBER, or --only with {string.Join(", ", Rounds.SelectMany(round => round).Select(proof => proof.Name))}.");
        }
        return (isQuick, seed, only);
    }

    private sealed record Proof(string Name, string Full, string Quick);

    private sealed record Row(string Proof, string Done, int Findings, double Seconds, int Seed);
}
