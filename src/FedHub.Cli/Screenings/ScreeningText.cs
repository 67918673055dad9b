using FedHub.Cli.Searches;
using FedHub.Cli.Terminal;
using FedHub.Contracts.Gateway.V1;
using FedHub.Cryptography.Match;
using FedHub.Protocol;

namespace FedHub.Cli.Screenings;

/// <summary>Screenings in lines of text and of JSON.</summary>
internal static class ScreeningText
{
    public static ScreeningId IdOf(Screening screening) => ScreeningId.TryFromBytes(screening.ScreeningId.Span, out var id) ? id : default;

    public static string Line(Screening screening) => string.Join("  ", [
        IdOf(screening).ToString(), SearchesText.Time(screening.RequestedAtMs), StateOf(screening), Tokens.Of((Purpose)(int)screening.Purpose),
        PrintableText.Of(screening.CaseReference), FormattableString.Invariant($"{screening.AskedCount} of {screening.RowCount} rows asked"), screening.Officer,
    ]);

    public static IEnumerable<string> Details(Screening screening)
    {
        yield return $"screening  {IdOf(screening)}, {StateOf(screening)}";
        yield return $"case       {PrintableText.Of(screening.CaseReference)}: {Tokens.Of((Purpose)(int)screening.Purpose)}, {PrintableText.Of(screening.LegalBasis)}";
        yield return $"requested  {SearchesText.Time(screening.RequestedAtMs)} by {screening.Officer}, {PrintableText.Of(screening.Agency)}";
        yield return $"countries  {(screening.To.Count == 0 ? "all that the purpose allows" : string.Join(", ", screening.To.Select(PrintableText.Of)))}";
        yield return FormattableString.Invariant($"rows       {screening.RowCount}, of them asked {screening.AskedCount}; {string.Join(", ", screening.Typed.Select(TypedOf))}");
        if (screening.DecidedBy.Length > 0)
        {
            yield return $"decided    {StateOf(screening)} by {screening.DecidedBy}{(screening.Reason.Length > 0 ? ": " + PrintableText.Of(screening.Reason) : "")}";
        }

        yield return $"until      {SearchesText.Time(screening.UntilMs)}";
    }

    public static string Json(Screening screening) => JsonLines.Write(json =>
    {
        json.WriteString("screening", IdOf(screening).ToString());
        json.WriteString("state", StateOf(screening));
        json.WriteString("officer", screening.Officer);
        json.WriteString("agency", screening.Agency);
        json.WriteString("purpose", Tokens.Of((Purpose)(int)screening.Purpose));
        json.WriteString("legalBasis", screening.LegalBasis);
        json.WriteString("case", screening.CaseReference);
        json.WriteStrings("to", screening.To);
        json.WriteNumber("rows", screening.RowCount);
        json.WriteNumber("asked", screening.AskedCount);
        json.WriteString("decidedBy", screening.DecidedBy);
        json.WriteString("reason", screening.Reason);
        json.WriteString("until", SearchesText.Time(screening.UntilMs));
    });

    private static string TypedOf(KeyCount count) => FormattableString.Invariant(
        $"{(Enum.IsDefined((IdentifierClass)(int)count.IdentifierClass) ? ((IdentifierClass)(int)count.IdentifierClass).ToToken() : "unknown")} in {count.Count}");

    private static string StateOf(Screening screening) => screening.State switch
    {
        ScreeningState.Requested => "waits for a supervisor",
        ScreeningState.Approved => "approved",
        ScreeningState.Refused => "refused",
        ScreeningState.Ended => "ended",
        _ => "unknown",
    };
}
