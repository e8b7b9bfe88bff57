using ImageBuilderPS.Loading;

namespace ImageBuilderPS.Completion;

/// <summary>Completes from what this machine knows. Its first use loads the AWS SDK, which takes a moment.</summary>
public abstract class LocalCompleter : Completer, ICompletionList
{
    private static readonly object Machine = new();

    Task ICompletionList.ReadAsync(object connection, Action<IEnumerable<object>> add, CancellationToken cancellation)
    {
        add(Read());
        return Task.CompletedTask;
    }

    private protected abstract IEnumerable<Candidate> Read();

    private protected override IEnumerable<Candidate> Candidates(CompletionContext context) => CompletionCache.Shared.Read(Machine, [this])[0].Cast<Candidate>();

    /// <summary>Whether both read the same.</summary>
    /// <param name="obj">Another completer.</param>
    public override bool Equals(object? obj) => obj?.GetType() == GetType();

    /// <inheritdoc/>
    public override int GetHashCode() => GetType().GetHashCode();
}

/// <summary>Completes the names of profiles.</summary>
public sealed class ProfileCompleter : LocalCompleter
{
    private protected override IEnumerable<Candidate> Read() => ModuleState.ProfileNames.Select(name => new Candidate(name));
}

/// <summary>Completes the names of AWS regions, with the places where they are.</summary>
public sealed class RegionCompleter : LocalCompleter
{
    private protected override IEnumerable<Candidate> Read() => ModuleState.Regions.Select(region => new Candidate(region.Key, null, region.Value));
}
