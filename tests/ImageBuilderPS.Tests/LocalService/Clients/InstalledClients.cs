namespace ImageBuilderPS.Tests.LocalService.Clients;

/// <summary>The clients on this machine. Each is looked for once, all at the same time.</summary>
internal static class InstalledClients
{
    public const string AwsCli = "aws";
    public const string Boto3 = "boto3";
    public const string JavaScript = "node";
    public const string Moto = "moto";
    public const string Terraform = "terraform";

    private static readonly Dictionary<string, Task<string?>> Reasons = new()
    {
        [AwsCli] = Task.Run(() => WhyMissingAsync(
            ClientProgram.AwsCli, "aws has no 'imagebuilder distribute-image'; a newer one has it",
            "imagebuilder", "distribute-image", "--generate-cli-skeleton")),
        [Boto3] = Task.Run(() => WhyMissingAsync(
            ClientProgram.Python, "python3 has no boto3 that knows Image Builder's distribute_image",
            "-c", "import boto3; boto3.client('imagebuilder', region_name='us-east-1').distribute_image")),
        [JavaScript] = Task.Run(() => WhyMissingAsync(
            ClientProgram.Node, "node does not find @aws-sdk/client-imagebuilder; NODE_PATH can name the node_modules folder that has it",
            "-e", "require.resolve('@aws-sdk/client-imagebuilder')")),
        [Moto] = Task.Run(() => WhyMissingAsync(ClientProgram.Python, "python3 has no moto with its server (moto[server])", "-c", "import moto.server")),
        [Terraform] = Task.Run(() => WhyMissingAsync(
            ClientProgram.Terraform, "terraform finds no provider hashicorp/aws without a network; TF_CLI_ARGS_init=-plugin-dir=FOLDER can name a folder that has it",
            "init", "-input=false", "-no-color")),
    };

    /// <summary>Null where the client can be used.</summary>
    public static string? WhyMissing(string client) => Reasons[client].GetAwaiter().GetResult();

    private static async Task<string?> WhyMissingAsync(string name, string reason, params string[] check)
    {
        if (ClientProgram.Find(name) is null)
            return $"{name} is not on PATH";
        using var program = new ClientProgram(name, service: null);
        if (name == ClientProgram.Terraform)
            program.Take("main.tf");
        return (await program.RunAsync(check)).ExitCode == 0 ? null : reason;
    }
}
