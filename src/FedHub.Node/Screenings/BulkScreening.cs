using FedHub.Protocol;

namespace FedHub.Node.Screenings;

/// <summary>A bulk screening as the node keeps it.</summary>
internal sealed record BulkScreening
{
    public required ScreeningId Id { get; init; }

    public required string Officer { get; init; }

    public required string Agency { get; init; }

    /// <summary>As stored; see <see cref="StateAt"/>.</summary>
    public required ScreeningState Decision { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Until when it must be decided or, once approved, run.</summary>
    public required DateTimeOffset Until { get; init; }

    public required int RowCount { get; init; }

    /// <summary>Rows with a search that was signed.</summary>
    public required int AskedCount { get; init; }

    /// <summary>Pseudonym; empty while nobody has decided.</summary>
    public required string DecidedBy { get; init; }

    public required ScreeningTerms Terms { get; init; }

    public ScreeningState StateAt(DateTimeOffset now) => Decision != ScreeningState.Refused && now >= Until ? ScreeningState.Ended : Decision;

    public override string ToString() => $"BulkScreening({Id})";
}
