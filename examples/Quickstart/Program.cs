using ImageBuilderPS.Aws;
using ImageBuilderPS.Connection;
using ImageBuilderPS.Constraints;
using ImageBuilderPS.Contract;
using ImageBuilderPS.Json;
using ImageBuilderPS.LocalService;
using ImageBuilderPS.Quickstart;

Console.WriteLine("The engine-less form of examples/quickstart.ps1: the same calls over HTTP, without PowerShell.");

using var service = new LocalServiceFactory().Start(new());
using var imageBuilder = new AwsImageBuilderFactory().Connect(new() { EndpointUrl = service.Url });
var story = new Story(imageBuilder);
Console.WriteLine($"\n# A local Image Builder listens on {service.Url.GetLeftPart(UriPartial.Authority)}");

Console.WriteLine("\n# Distribute an AMI");
var sent = await story.DistributeAsync();
Console.WriteLine(ContractJson.ToText(sent));

Console.WriteLine("\n# Wait for it");
var image = await story.WaitAsync(sent.ImageBuildVersionArn!);

Console.WriteLine("\n# Where it arrived");
foreach (var ami in image.OutputResources?.Amis ?? [])
    Console.WriteLine($"{ami.Region,-16} {ami.AccountId}  {ami.Image}  {ami.Name}");

Console.WriteLine("\n# Change a lifecycle policy: what would be sent");
var update = await story.PlanUpdateAsync();
Console.WriteLine(ContractJson.ToText(update));

Console.WriteLine("\n# Send it");
var updated = await imageBuilder.SendAsync(update, default);
var policy = await imageBuilder.SendAsync(new GetLifecyclePolicyRequest { LifecyclePolicyArn = updated.LifecyclePolicyArn }, default);
Console.WriteLine($"{policy.LifecyclePolicy!.Arn} is {policy.LifecyclePolicy.Status}: {policy.LifecyclePolicy.Description}");

Console.WriteLine("\n# A bad request is refused before it is sent, with all that is wrong in it");
foreach (var violation in ContractValidator.Validate(Story.BadRequest()))
    Console.WriteLine(violation);

Console.WriteLine("\n# What only the service can know is its error");
return await story.ShowServiceErrorAsync() && image.State?.Status == ImageStatus.Available ? 0 : 1;
