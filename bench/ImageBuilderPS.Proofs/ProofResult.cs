namespace ImageBuilderPS.Proofs;

/// <summary>What a proof did, and how much it found.</summary>
/// <param name="Done">What was done, with its counts, in a line.</param>
/// <param name="Findings">How many defects it found.</param>
internal sealed record ProofResult(string Done, int Findings);
