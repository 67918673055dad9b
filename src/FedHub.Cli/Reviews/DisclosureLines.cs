using FedHub.Cli.Searches;
using FedHub.Cli.Terminal;
using FedHub.Contracts.Node.V1;
using FedHub.Protocol;

namespace FedHub.Cli.Reviews;

/// <summary>Disclosures and their tally, one a line.</summary>
internal static class DisclosureLines
{
    public static string Text(DisclosureEntry entry)
    {
        var record = entry.RecordId.Length > 0 ? PrintableText.Of(entry.RecordId) : entry.Category.Length > 0 ? "withdrawn" : "none";
        var released = entry.Released.Count == 0 ? "" : " (" + string.Join(", ", entry.Released) + ")";
        var mark = MarkOf(entry) is { } word ? ", marked " + word : "";
        return $"{SearchesText.Time(entry.AtMs)}  {entry.Origin}, {PrintableText.Of(entry.Agency)}, {entry.Officer}  {Tokens.Of((Purpose)(int)entry.Purpose)}, "
            + $"{PrintableText.Of(entry.LegalBasis)}  {entry.Collection}: {record}  {ReviewText.Word(entry.Outcome)}{released}{mark}";
    }

    public static string Text(KeyKindFeedback kind) => FormattableString.Invariant(
        $"{kind.KeyKind,-24} {kind.Disclosed,6} disclosed {kind.Confirmed,6} confirmed {kind.Wrong,6} wrong {kind.Unclear,6} unclear");

    public static string Json(DisclosureEntry entry) => JsonLines.Write(json =>
    {
        ReviewJson.WriteTime(json, "at", entry.AtMs);
        json.WriteString("origin", entry.Origin);
        json.WriteString("agency", entry.Agency);
        json.WriteString("officer", entry.Officer);
        json.WriteString("purpose", Tokens.Of((Purpose)(int)entry.Purpose));
        json.WriteString("legalBasis", entry.LegalBasis);
        json.WriteString("query_id", SearchesText.Id(entry.QueryId.Span));
        json.WriteString("collection", entry.Collection);
        json.WriteString("outcome", ReviewText.Word(entry.Outcome));
        json.WriteStringOrNull("category", entry.Category.Length == 0 ? null : entry.Category);
        json.WriteStringOrNull("recordId", entry.RecordId.Length == 0 ? null : entry.RecordId);
        json.WriteStringOrNull("handle", entry.RecordHandle.IsEmpty ? null : Convert.ToHexStringLower(entry.RecordHandle.Span));
        json.WriteStrings("released", entry.Released);
        json.WriteStrings("keyKinds", entry.KeyKinds);
        json.WriteStringOrNull("mark", MarkOf(entry));
    });

    public static string Json(KeyKindFeedback kind) => JsonLines.Write(json =>
    {
        json.WriteString("keyKind", kind.KeyKind);
        json.WriteNumber("disclosed", kind.Disclosed);
        json.WriteNumber("confirmed", kind.Confirmed);
        json.WriteNumber("wrong", kind.Wrong);
        json.WriteNumber("unclear", kind.Unclear);
    });

    private static string? MarkOf(DisclosureEntry entry)
        => Enum.IsDefined((HitMark)(int)entry.Mark) ? ((HitMark)(int)entry.Mark).ToString().ToLowerInvariant() : null;
}
