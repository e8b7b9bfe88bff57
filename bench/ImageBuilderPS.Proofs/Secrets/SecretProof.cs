using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ImageBuilderPS.Proofs.Secrets;

/// <summary>
/// Gives secrets to the cmdlets in every way that a connection can be given, and looks for them in all that the cmdlets write:
/// streams, transcripts, JSON of outputs and errors, ledgers, plans, reports, exported state.
/// </summary>
internal sealed class SecretProof(int rounds, int seed, TextWriter output)
{
    private const string Control = "control";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);
    private static readonly string[] Names = ["key", "token", "password", "profileKey", "profileToken", "profilePassword", "roleKey", "roleToken", Control];

    // A leaking cmdlet of the script writes the control to each of these; the search has to find it there.
    private static readonly string[] Controls = ["output", "verbose", "debug", "warning", "information", "error", "json", "transcript"];

    private readonly Random random = new(seed);
    private readonly List<string> findings = [];
    private int files;
    private long characters;

    /// <summary>Runs it.</summary>
    public async Task<ProofResult> RunAsync()
    {
        var (calls, failed) = (0, 0);
        for (var round = 0; round < rounds; round++)
        {
            var counts = await RunRoundAsync(Names.ToDictionary(name => name, Secret)).ConfigureAwait(false);
            (calls, failed) = (calls + counts.Calls, failed + counts.Failed);
        }
        foreach (var finding in findings.Distinct().Take(40))
            output.WriteLine($"DEFECT {finding}");
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{Names.Length - 1} secrets, {calls:N0} calls of which {failed:N0} wrote an error; {files:N0} files with {characters / 1_000_000.0:N1} million characters searched, the control found in each of {Controls.Length} places"),
            findings.Count);
    }

    private async Task<Counts> RunRoundAsync(Dictionary<string, string> secrets)
    {
        var folder = Directory.CreateTempSubdirectory("imagebuilder-secrets-");
        var (home, written) = (folder.CreateSubdirectory("home"), folder.CreateSubdirectory("written"));
        using var service = new LocalService.LocalServiceFactory().Start(new() { Step = TimeSpan.FromMilliseconds(20) });
        using var roles = new RoleEndpoint(secrets["roleKey"], secrets["roleToken"]);
        await WriteProfilesAsync(home, service.Url, secrets).ConfigureAwait(false);
        var environment = secrets.ToDictionary(secret => "PROOF_" + secret.Key, secret => secret.Value);
        environment["HOME"] = home.FullName;
        environment["AWS_ENDPOINT_URL_STS"] = roles.Url;
        environment["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(home.FullName, "credentials");
        environment["AWS_CONFIG_FILE"] = Path.Combine(home.FullName, "config");
        using var process = PowerShellProgram.StartFile(
            Path.Combine(AppContext.BaseDirectory, "Secrets", "secrets.ps1"), environment, "-Url", service.Url.ToString().TrimEnd('/'), "-Folder", written.FullName);
        var printed = await PowerShellProgram.ReadToEndAsync(process, Patience).ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Combine(written.FullName, "console.txt"), printed).ConfigureAwait(false);
        if (process.ExitCode != 0)
            findings.Add($"the script failed: {printed[^Math.Min(2000, printed.Length)..]}");
        if (!roles.WasAsked)
            findings.Add("no role was assumed");
        var file = Path.Combine(written.FullName, "counts.json");
        var counts = File.Exists(file) ? JsonSerializer.Deserialize<Counts>(await File.ReadAllTextAsync(file).ConfigureAwait(false))! : new(0, 0);
        var found = await SearchAsync(written, secrets).ConfigureAwait(false);
        if (found == 0)
            folder.Delete(recursive: true);
        else
            output.WriteLine($"What was written is in {written.FullName}.");
        return counts;
    }

    private async Task<int> SearchAsync(DirectoryInfo written, Dictionary<string, string> secrets)
    {
        var (found, controls) = (0, new HashSet<string>());
        foreach (var file in written.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            // Also the UTF-16 of some files, as text without its zeros.
            var text = (await File.ReadAllTextAsync(file.FullName).ConfigureAwait(false)).Replace("\0", "", StringComparison.Ordinal);
            (files, characters) = (files + 1, characters + text.Length);
            controls.UnionWith(Controls.Where(place => text.Contains($"{Control}-{place}:{secrets[Control]}", StringComparison.Ordinal)));
            foreach (var (name, secret) in secrets.Where(secret => secret.Key != Control))
            {
                foreach (var form in Forms(secret).Where(form => text.Contains(form, StringComparison.Ordinal)))
                {
                    found++;
                    var at = text.IndexOf(form, StringComparison.Ordinal);
                    findings.Add($"{name} in {file.Name}: {text[Math.Max(0, at - 200)..at].ReplaceLineEndings(" ")}[{name}]");
                }
            }
        }
        var missed = Controls.Except(controls).Select(place => $"the search did not find the control in {place}").ToList();
        findings.AddRange(missed);
        return found + missed.Count;
    }

    // As it is, in a URL, in JSON, and in Base64.
    private static IEnumerable<string> Forms(string secret) =>
        new[] { secret, Uri.EscapeDataString(secret), JsonSerializer.Serialize(secret).Trim('"'), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)), Convert.ToBase64String(Encoding.Unicode.GetBytes(secret)) }.Distinct();

    // Passwords of URLs have no characters that a URL escapes; keys and tokens look like those of AWS.
    private string Secret(string name)
    {
        var alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" + (name.EndsWith("assword", StringComparison.Ordinal) || name == Control ? "" : "/+");
        return string.Concat(Enumerable.Range(0, 40).Select(_ => alphabet[random.Next(alphabet.Length)]));
    }

    private static async Task WriteProfilesAsync(DirectoryInfo home, Uri url, Dictionary<string, string> secrets)
    {
        var keys = $"aws_access_key_id = AKIAPROFILE\naws_secret_access_key = {secrets["profileKey"]}\naws_session_token = {secrets["profileToken"]}\n";
        await File.WriteAllTextAsync(Path.Combine(home.FullName, "credentials"), $"[planted]\n{keys}\n[plantedurl]\n{keys}").ConfigureAwait(false);
        await File.WriteAllTextAsync(
            Path.Combine(home.FullName, "config"),
            $"[profile planted]\nregion = us-east-1\n\n[profile plantedurl]\nregion = us-east-1\nendpoint_url = http://me:{secrets["profilePassword"]}@{url.Authority}/\n").ConfigureAwait(false);
    }

    private sealed record Counts(int Calls, int Failed);
}
