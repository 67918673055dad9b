using System.Globalization;
using System.Net;
using System.Text;
using FedHub.Cli.Search;
using FedHub.Contracts.Gateway.V1;
using FedHub.Protocol;

namespace FedHub.Cli.Searches;

/// <summary>A search as one printable page for the case file: no script, nothing from elsewhere, everything from outside escaped.</summary>
internal static class SearchPage
{
    private const string Style = """
        body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#111;background:#fff}
        h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}
        table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:600;padding:.5rem 0}
        th,td{border:1px solid #555;padding:.4rem .6rem;text-align:left;vertical-align:top}th{background:#eee}
        .warn{border:2px solid #a00;padding:.5rem 1rem}
        @media print{body{margin:0;max-width:none;font-size:11pt}tr{break-inside:avoid}}
        """;

    public static string Render(SearchDetails search, DateTimeOffset printedAt)
    {
        var board = SearchesText.Board(search);
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
            .Append("<title>Search ").Append(Text(search.Summary.CaseReference)).Append("</title>\n<style>\n").Append(Style).Append("\n</style>\n</head>\n<body>\n<main>\n");
        WriteHead(page, search, printedAt);
        WriteStanding(page, board);
        WriteOutcomes(page, board);
        WriteReceipt(page, search.Receipt);
        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void WriteHead(StringBuilder page, SearchDetails search, DateTimeOffset printedAt)
    {
        var summary = search.Summary;
        page.Append("<h1>Search for case ").Append(Text(summary.CaseReference)).Append("</h1>\n<dl>\n");
        Pair(page, "Search", SearchesText.Id(summary.QueryId.Span));
        Pair(page, "Purpose", Tokens.Of((Purpose)(int)summary.Purpose));
        Pair(page, "Legal basis", summary.LegalBasis);
        Pair(page, "Officer", $"{summary.Officer}, {summary.Agency}");
        Pair(page, "Made", SearchesText.Time(summary.CreatedAtMs));
        Pair(page, "State", SearchesText.StateOf(summary));
        Pair(page, "Last change", SearchesText.Time(summary.ChangedAtMs));
        Pair(page, "Countries asked", string.Join(", ", search.Members));
        Pair(page, "Searched by", string.Join(", ", search.KeyCounts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{Class(count)} ({count.Count})"))));
        Pair(page, "Printed", string.Create(CultureInfo.InvariantCulture, $"{printedAt:yyyy-MM-dd HH:mm} UTC"));
        page.Append("</dl>\n");
    }

    private static void WriteStanding(StringBuilder page, SearchBoard board)
    {
        var isFinal = board.NotFinal.Count == 0;
        page.Append(isFinal ? "<p>" : "<p class=\"warn\" role=\"note\">").Append(Text(SearchesText.Summary(board))).Append("</p>\n");
        foreach (var record in board.Verdicts.Concat(board.Own?.Verdicts ?? []).SelectMany(verdict => verdict.Records).Where(record => record.Change is not null))
        {
            page.Append("<p class=\"warn\" role=\"note\">Record ").Append(Text(record.Handle)).Append(": ").Append(Text(SearchesText.ChangeOf(record.Change!.Value))).Append("</p>\n");
        }
    }

    private static void WriteOutcomes(StringBuilder page, SearchBoard board)
    {
        page.Append("<h2>What the countries say</h2>\n");
        WriteTable(page, "One row for each collection", board.Verdicts);
        page.Append("<h2>What your own country's records say</h2>\n<p>Looked up at your own node; no other country was told.</p>\n");
        if (Search.SearchSummary.OfOwn(board) is { } reason)
        {
            page.Append("<p>").Append(Text(reason)).Append("</p>\n");
            return;
        }

        WriteTable(page, "One row for each own collection", board.Own!.InScope);
    }

    private static void WriteTable(StringBuilder page, string caption, IEnumerable<CollectionVerdict> verdicts)
    {
        page.Append("<table>\n<caption>").Append(caption).Append("</caption>\n<thead><tr>");
        foreach (var column in new[] { "Country", "Collection", "Verdict", "Grade", "What it says" })
        {
            page.Append("<th scope=\"col\">").Append(column).Append("</th>");
        }

        page.Append("</tr></thead>\n<tbody>\n");
        foreach (var verdict in verdicts)
        {
            page.Append("<tr><th scope=\"row\">").Append(Text(verdict.Member)).Append("</th>");
            Cell(page, verdict.Collection);
            Cell(page, Tokens.Of(verdict.Outcome));
            Cell(page, verdict.Grade == Matching.Grade.None ? "" : verdict.Grade.ToString());
            var notes = verdict.Records.Where(record => record.Handle.Length > 0)
                .Select(record => $"Handle {record.Handle}{(record.Mark is { } mark ? ", marked " + mark.ToString().ToLowerInvariant() : "")}");
            Cell(page, string.Join('\n', [SearchTable.Details(verdict), .. notes]));
            page.Append("</tr>\n");
        }

        page.Append("</tbody>\n</table>\n");
    }

    private static void WriteReceipt(StringBuilder page, SearchReceipt receipt)
    {
        page.Append("<h2>Receipt</h2>\n<p>What proves, with the federation's log, that this search was made as it is shown.</p>\n<dl>\n");
        Pair(page, "Log entry", receipt.LogIndex == 0 ? "not in the log yet" : (receipt.LogIndex - 1).ToString(CultureInfo.InvariantCulture));
        Pair(page, "Query, SHA-256", SearchesText.Hex(receipt.QueryDigest.Span));
        Pair(page, "Signed envelope, SHA-256", SearchesText.Hex(receipt.EnvelopeDigest.Span));
        page.Append("</dl>\n");
    }

    private static string Class(KeyCount count) => ((Cryptography.Match.IdentifierClass)(int)count.IdentifierClass) is var identifierClass && Enum.IsDefined(identifierClass)
        ? Cryptography.Match.IdentifierClasses.ToToken(identifierClass)
        : "unknown";

    private static void Pair(StringBuilder page, string term, string value)
        => page.Append("<dt>").Append(term).Append("</dt><dd>").Append(Text(value)).Append("</dd>\n");

    private static void Cell(StringBuilder page, string text) => page.Append("<td>").Append(Text(text)).Append("</td>");

    /// <summary>Text is text: no tag, attribute or entity of a peer's reaches the page; its lines stay lines.</summary>
    private static string Text(string text)
        => WebUtility.HtmlEncode(string.Concat(text.Select(character => char.IsControl(character) && character != '\n' ? ' ' : character)))
            .Replace("\n", "<br>\n", StringComparison.Ordinal);
}
