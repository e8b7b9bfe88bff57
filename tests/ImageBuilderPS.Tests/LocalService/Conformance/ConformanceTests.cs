using System.Text.Json.Nodes;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.Tests.LocalService.Conformance;

/// <summary>Compares each operation of the local service with the facts of AWS's model, without the contract's own constraints.</summary>
public class ConformanceTests
{
    private static readonly string[] ErrorsOfEveryOperation = ["ValidationException", "SerializationException"];
    private readonly LocalServiceHarness core = new();
    private int calls;

    public static TheoryData<string> Operations =>
        [.. ApiFacts.Instance.Operations.Keys.Intersect(OperationTable.Create().OperationNames)];

    [Theory, MemberData(nameof(Operations))]
    public void A_member_is_judged_by_its_constraints(string name)
    {
        var operation = ApiFacts.Instance.Operations[name];
        var cases = RequestCases.Of(operation);
        Assert.All(cases, one => Assert.Equal((one.Verdict, one.Path, one.Name), (Judge(operation, one), one.Path, one.Name)));
        Assert.Contains(cases, one => one.Verdict == Verdict.Refused);
    }

    [Theory, MemberData(nameof(Operations))]
    public void A_response_has_the_members_of_the_model(string name)
    {
        var operation = ApiFacts.Instance.Operations[name];
        var response = Call(operation, SuccessfulCalls.Prepare(name, core));
        Assert.Equal(200, response.Status);
        var body = JsonNode.Parse(response.Body)!.AsObject();
        Assert.Equal(operation.Response.Select(member => member.Name).Order(), body.Select(member => member.Key).Order());
        Assert.Empty(ResponseProblems.Of(operation.Response, body, ""));
    }

    [Theory, MemberData(nameof(Operations))]
    public void An_error_of_the_model_has_its_name_and_status(string name)
    {
        var operation = ApiFacts.Instance.Operations[name];
        Assert.All(operation.Errors, error =>
        {
            Assert.Equal(200, core.Raw("POST", $"/_local/fail?operation={name}&error={error}").Status);
            var response = Call(operation, RequestCases.Full(operation));
            Assert.Equal((error, ApiFacts.Instance.Errors[error]), (response.Headers["x-amzn-ErrorType"], response.Status));
        });
    }

    [Theory, MemberData(nameof(Operations))]
    public void Another_method_is_refused(string name) =>
        Assert.Equal(405, core.Raw("PATCH", ApiFacts.Instance.Operations[name].Path).Status);

    private Verdict Judge(OperationFact operation, RequestCase one)
    {
        if (one.Path != "clientToken" && one.Request.ContainsKey("clientToken"))
            one.Request["clientToken"] = $"call-{++calls}";
        var response = Call(operation, one.Request);
        if (response.Status == 200)
            return Verdict.Taken;
        return response.Headers["x-amzn-ErrorType"] switch
        {
            "SerializationException" => Verdict.Unreadable,
            "ValidationException" when Message(response).Contains($" at '{one.Path}' failed") => Verdict.Refused,
            _ => Verdict.Taken,
        };
    }

    // Every error that any test meets is one of the operation's.
    private ServiceResponse Call(OperationFact operation, JsonObject request)
    {
        var (path, query, body) = (operation.Path, new List<string>(), new JsonObject());
        foreach (var member in operation.Members.Where(member => request.ContainsKey(member.Name)))
        {
            var value = request[member.Name]!;
            if (member.Location == "body")
                body[member.Name] = value.DeepClone();
            else if (member.Location == "label")
                path = path.Replace($"{{{member.Name}}}", Uri.EscapeDataString($"{value}"));
            else
                query.AddRange((value as JsonArray ?? [value.DeepClone()]).Select(item => $"{member.Name}={Uri.EscapeDataString($"{item}")}"));
        }
        var hasBody = operation.Members.Any(member => member.Location == "body");
        var response = core.Raw(
            operation.Method, query.Count == 0 ? path : $"{path}?{string.Join('&', query)}", hasBody ? body.ToJsonString() : "");
        if (response.Status != 200)
        {
            var error = response.Headers["x-amzn-ErrorType"];
            Assert.True(
                operation.Errors.Contains(error) || ErrorsOfEveryOperation.Contains(error),
                $"{operation.Name} answered with {error}, which it does not have: {Message(response)}");
        }
        return response;
    }

    private static string Message(ServiceResponse response) => JsonNode.Parse(response.Body)!["message"]!.GetValue<string>();
}
