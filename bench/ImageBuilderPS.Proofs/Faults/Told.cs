namespace ImageBuilderPS.Proofs.Faults;

/// <summary>What a cmdlet told of one request: its response, or an error.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Token">The client token of the response or of the error's target; null for a read.</param>
/// <param name="Value">The source image, or the policy's new description.</param>
/// <param name="Resource">The ARN in the response; null for an error.</param>
/// <param name="Error">The message of the error; null for a response.</param>
/// <param name="Id">The id of the error.</param>
internal sealed record Told(string Operation, string? Token, string? Value, string? Resource, string? Error, string? Id);
