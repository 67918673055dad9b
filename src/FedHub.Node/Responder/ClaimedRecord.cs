using FedHub.Matching;
using FedHub.Node.Index;
using FedHub.Node.Records;

namespace FedHub.Node.Responder;

/// <summary>A record that claims of one request meet.</summary>
/// <param name="RowId">The record.</param>
/// <param name="Claims">Indices of the claims.</param>
/// <param name="Grade">Of all its claims together, by the weights of the rule set.</param>
/// <param name="HasMore">Whether further records lie under one of the keys.</param>
internal sealed record ClaimedRecord(RecordRowId RowId, IReadOnlyList<int> Claims, Grade Grade, bool HasMore)
{
    /// <summary>Kinds of the keys that met, sorted.</summary>
    public IReadOnlyList<string> KeyKinds { get; private init; } = [];

    /// <summary>Scores the record: the weights of distinct keys add up.</summary>
    public static ClaimedRecord From(RecordRowId rowId, IReadOnlyList<(int Claim, TagHit Hit)> hits)
    {
        // All claims of a slot are of one epoch, so distinct tokens are distinct keys; the same claim twice counts once.
        List<(int Claim, TagHit Hit)> distinct = [.. hits.DistinctBy(hit => hit.Hit.TokenDigest)];
        var sum = distinct.OrderBy(hit => hit.Hit.KeyKind, StringComparer.Ordinal).Sum(hit => hit.Hit.Weight);
        return new ClaimedRecord(rowId, [.. hits.Select(hit => hit.Claim)], RuleSet.Current.GradeOf(sum), hits.Any(hit => hit.Hit.HasMore))
        {
            KeyKinds = [.. distinct.Select(hit => hit.Hit.KeyKind).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        };
    }
}
