using System.Globalization;

namespace ImageBuilderPS.Proofs.Crash;

/// <summary>What was counted, by operation.</summary>
internal sealed class Findings
{
    private const int MaxMessages = 20;
    private readonly SortedDictionary<string, Count> counts = new(StringComparer.Ordinal);
    private readonly List<string> messages = [];

    /// <summary>How often the file did not open again.</summary>
    public int ReopenFailures { get; private set; }

    /// <summary>Whether nothing was lost, half or doubled, and the file always opened.</summary>
    public bool IsClean => Defects == 0;

    /// <summary>How many changes were lost, half, doubled or refused, and how often the file did not open.</summary>
    public int Defects => ReopenFailures + counts.Values.Sum(count => count.Lost + count.Half + count.Doubled + count.Refused);

    /// <summary>How many changes were sent.</summary>
    public int AllSent => counts.Values.Sum(count => count.Sent);

    /// <summary>How many changes were answered.</summary>
    public int AllAnswered => counts.Values.Sum(count => count.Answered);

    public void Sent(string operation) => Change(operation, count => count.Sent++);

    public void Answered(string operation) => Change(operation, count => count.Answered++);

    /// <summary>A change without an answer that was made nevertheless.</summary>
    public void Unanswered(string operation, bool isMade) => Change(operation, count => _ = isMade ? count.Made++ : count.Absent++);

    public void Lost(string operation, string message) => Report(operation, "lost: " + message, count => count.Lost++);

    public void Half(string operation, string message) => Report(operation, "half: " + message, count => count.Half++);

    public void Doubled(string operation, string message) => Report(operation, "doubled: " + message, count => count.Doubled++);

    public void Refused(string operation, string message) => Report(operation, "refused: " + message, count => count.Refused++);

    public void CannotReopen(string message)
    {
        ReopenFailures++;
        messages.Add("does not open: " + message);
    }

    /// <summary>Prints a table with a row for each operation, and the first messages.</summary>
    public void Print(TextWriter output)
    {
        output.WriteLine($"{"operation",-32}{"sent",8}{"answered",10}{"unanswered: made",18}{"absent",8}{"lost",6}{"half",6}{"doubled",9}{"refused",9}");
        foreach (var (operation, count) in counts.Append(new("all", Sum())))
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{operation,-32}{count.Sent,8}{count.Answered,10}{count.Made,18}{count.Absent,8}{count.Lost,6}{count.Half,6}{count.Doubled,9}{count.Refused,9}"));
        }
        foreach (var message in messages)
            output.WriteLine(message);
    }

    private Count Sum() => counts.Values.Aggregate(new Count(), (sum, count) => new()
    {
        Sent = sum.Sent + count.Sent,
        Answered = sum.Answered + count.Answered,
        Made = sum.Made + count.Made,
        Absent = sum.Absent + count.Absent,
        Lost = sum.Lost + count.Lost,
        Half = sum.Half + count.Half,
        Doubled = sum.Doubled + count.Doubled,
        Refused = sum.Refused + count.Refused,
    });

    private void Report(string operation, string message, Action<Count> change)
    {
        Change(operation, change);
        lock (messages)
        {
            if (messages.Count < MaxMessages)
                messages.Add($"{operation} {message}");
        }
    }

    private void Change(string operation, Action<Count> change)
    {
        lock (counts)
        {
            if (!counts.TryGetValue(operation, out var count))
                counts.Add(operation, count = new());
            change(count);
        }
    }

    private sealed class Count
    {
        public int Sent { get; set; }

        public int Answered { get; set; }

        public int Made { get; set; }

        public int Absent { get; set; }

        public int Lost { get; set; }

        public int Half { get; set; }

        public int Doubled { get; set; }

        public int Refused { get; set; }
    }
}
