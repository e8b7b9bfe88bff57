using System.Xml.Linq;
using ImageBuilderPS.Api;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>Errors of AWS's query protocol.</summary>
internal static class QueryErrors
{
    /// <summary>The document of an error, as all services but EC2 have it.</summary>
    public static XElement Document(string code, string message, int status, string requestId) => new(
        "ErrorResponse",
        new XElement(
            "Error",
            new XElement("Type", status < 500 ? "Sender" : "Receiver"),
            new XElement("Code", code),
            new XElement("Message", message)),
        new XElement("RequestId", requestId));

    public static ImageBuilderException MissingAction() => new("The request must contain the parameter Action", "MissingAction", 400);

    public static ImageBuilderException InvalidAction(string action) => new(
        $"The action {action} is not valid for this web service.", "InvalidAction", 400);

    public static ImageBuilderException Missing(string parameter) => new(
        $"The request must contain the parameter {parameter}", "MissingParameter", 400);

    public static ImageBuilderException InvalidValue(string parameter, string value, string expected) => InvalidValue(
        $"Value ({value}) for parameter {parameter} is invalid. Expecting {expected}.");

    public static ImageBuilderException InvalidValue(string message) => new(message, "InvalidParameterValue", 400);
}
