using FedHub.Matching;
using FedHub.Protocol;

namespace FedHub.Cli.Search;

/// <summary>What is said of one collection of one member.</summary>
internal sealed record CollectionVerdict
{
    public required string Member { get; init; }

    public required string Collection { get; init; }

    public required Outcome Outcome { get; init; }

    /// <summary>Whether the collection holds no class of what was given, so that it has no part in the search.</summary>
    public bool IsOutOfScope { get; init; }

    /// <summary>Whether more may come, whatever the outcome: not all that was given was asked and looked up.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>Whether the collection has said all that it will say; one whose policy does not admit the purpose has.</summary>
    public bool IsFinal => !IsIncomplete && (Outcome == Outcome.NotAsked || OutcomeWords.IsFinal(Outcome));

    /// <summary>The node's sentence; empty when it has none beyond the outcome's own.</summary>
    public string Message { get; init; } = "";

    public Grade Grade { get; init; }

    /// <summary>Class tokens.</summary>
    public IReadOnlyList<string> MatchedOn { get; init; } = [];

    public IReadOnlyList<MatchedRecord> Records { get; init; } = [];

    public DeskContact? Desk { get; init; }

    /// <summary>When to try again, or when a review is due.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Whether something was found and the officer is to choose whether to ask for it.</summary>
    public bool NeedsConfirmation { get; init; }

    public override string ToString() => $"CollectionVerdict({Member}/{Collection}: {Outcome})";
}
