using FedHub.Cli.Rpc;
using FedHub.Cli.Search;
using FedHub.Cli.Terminal;
using FedHub.Contracts.Gateway.V1;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using SearchSummary = FedHub.Contracts.Gateway.V1.SearchSummary;

namespace FedHub.Cli.Searches;

/// <summary>Kept searches in lines of text.</summary>
internal static class SearchesText
{
    /// <summary>One line of the list.</summary>
    public static string Line(SearchSummary search)
    {
        var counts = search.Outcomes.Select(count => FormattableString.Invariant($"{Word(count.Outcome)} {count.Count}"));
        return string.Join("  ", [
            Id(search.QueryId.Span), Time(search.CreatedAtMs), StateOf(search), Tokens.Of((Purpose)(int)search.Purpose), PrintableText.Of(search.CaseReference),
            string.Join(", ", counts), search.HasNotice ? "RECORD CHANGED" : "",
        ]).TrimEnd();
    }

    /// <summary>The whole search; gives the exit status that its outcomes mean.</summary>
    public static ExitCode Show(CliTerminal terminal, SearchDetails search)
    {
        var board = Board(search);
        var console = terminal.CreateAnsiConsole();
        foreach (var line in Head(search))
        {
            terminal.Output.WriteLine(line);
        }

        console.Write(SearchTable.Draw(board));
        SearchCommand.WriteOwn(console, board);
        foreach (var line in Notes(board))
        {
            terminal.Output.WriteLine(line);
        }

        terminal.Output.WriteLine(Summary(board));
        return board.ToExitCode();
    }

    /// <summary>The board that a running search would have.</summary>
    public static SearchBoard Board(SearchDetails search)
    {
        var board = new SearchBoard(search.Members);
        foreach (var outcome in search.Outcomes)
        {
            board.Apply(VerdictCodec.ToDomain(outcome));
        }

        if (search.Own is { } own)
        {
            board.Apply(VerdictCodec.ToDomain(own));
        }

        if (search.Summary.State != SearchState.Running || board.Countries.All(country => country.Value.Count > 0))
        {
            board.Complete([], [], TimeSpan.Zero, search.Receipt.LogIndex > 0 ? search.Receipt.LogIndex - 1 : null);
        }

        return board;
    }

    public static IEnumerable<string> Head(SearchDetails search)
    {
        var summary = search.Summary;
        yield return $"search    {Id(summary.QueryId.Span)}, {StateOf(summary)}, last change {Time(summary.ChangedAtMs)}";
        yield return $"case      {PrintableText.Of(summary.CaseReference)}: {Tokens.Of((Purpose)(int)summary.Purpose)}, {PrintableText.Of(summary.LegalBasis)}";
        yield return $"made      {Time(summary.CreatedAtMs)} by {summary.Officer}, {PrintableText.Of(summary.Agency)}; held for absent countries until {Time(summary.ExpiresAtMs)}";
        yield return $"receipt   {Receipt(search.Receipt)}";
    }

    public static string Receipt(SearchReceipt receipt)
    {
        var index = receipt.LogIndex == 0 ? "not in the log yet" : FormattableString.Invariant($"log entry {receipt.LogIndex - 1}");
        return $"{index}, query sha256 {Hex(receipt.QueryDigest.Span)}, envelope sha256 {Hex(receipt.EnvelopeDigest.Span)}";
    }

    /// <summary>What is to be known of single records: handles, changes and marks.</summary>
    public static IEnumerable<string> Notes(SearchBoard board)
    {
        foreach (var verdict in board.Verdicts.Concat(board.Own?.Verdicts ?? []))
        {
            foreach (var record in verdict.Records.Where(record => record.Handle.Length > 0))
            {
                var change = record.Change is { } changed ? $", {ChangeOf(changed)} ({Time(record.ChangedAt)})" : "";
                var mark = record.Mark is { } marked ? ", marked " + marked.ToString().ToLowerInvariant() : "";
                yield return $"record    {verdict.Member}/{verdict.Collection} handle {record.Handle}{change}{mark}";
            }
        }
    }

    public static string ChangeOf(RecordChange change) => change == RecordChange.Withdrawn
        ? "WITHDRAWN by its owner since: do not rely on it"
        : "CORRECTED by its owner since: ask again before you rely on it";

    public static string StateOf(SearchSummary search) => search.State switch
    {
        SearchState.Running => "running",
        SearchState.Cancelled => "cancelled",
        SearchState.Ended => search.IsFinal ? "final" : "ended",
        _ => "unknown",
    };

    public static string Id(ReadOnlySpan<byte> bytes) => QueryId.TryFromBytes(bytes, out var id) ? id.ToString() : "unknown";

    public static string Time(long unixMilliseconds) => UnixTime.TryRead(unixMilliseconds, out var at) ? Time(at) : "never";

    public static string Word(Contracts.Common.V1.Outcome outcome) => Tokens.Of((Outcome)(int)outcome);

    public static string Hex(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? "none" : Convert.ToHexStringLower(bytes);

    public static string Summary(SearchBoard board) => Search.SearchSummary.Of(board);

    private static string Time(DateTimeOffset? at) => at is { } time ? FormattableString.Invariant($"{time:yyyy-MM-dd HH:mm} UTC") : "never";
}
