using FedHub.Cli.Searches;
using FedHub.Cli.Terminal;
using FedHub.Contracts.Gateway.V1;
using FedHub.Cryptography.Match;
using Google.Protobuf;

namespace FedHub.Cli.Search;

/// <summary>Lets the officer choose whose disclosure is asked for, then shows what comes of it.</summary>
internal static class ConfirmPrompt
{
    private static readonly char[] _separators = [',', ' ', ';'];

    /// <summary>Asks on a terminal; elsewhere it says how to choose later.</summary>
    public static async Task<ExitCode> RunAsync(
        CliTerminal terminal, SearchesService.SearchesServiceClient client, QueryId queryId, IReadOnlyList<string> found, CancellationToken cancellationToken)
    {
        terminal.Say($"Something was found in: {string.Join(", ", found)}. Their owners learn who asks, and why, when you ask for disclosure.");
        if (!terminal.IsInteractive)
        {
            terminal.Say($"Choose within a day: fedhub searches confirm {queryId} --ask {string.Join(',', found)}   (or --none)");
            return ExitCode.Partial;
        }

        terminal.Say("Ask whom? Type all, none, or the countries:");
        var chosen = Read(await terminal.Input.ReadLineAsync(cancellationToken) ?? "none", found);
        await client.ConfirmSearchAsync(Request(queryId, chosen), cancellationToken: cancellationToken);
        using var call = client.WatchSearch(
            new WatchSearchRequest { QueryId = ByteString.CopyFrom(queryId.ToArray()), Follow = true }, cancellationToken: cancellationToken);
        SearchDetails? last = null;
        while (await call.ResponseStream.MoveNext(cancellationToken))
        {
            last = call.ResponseStream.Current.Search;
            if (last.Outcomes.All(outcome => !outcome.NeedsConfirmation) && last.Summary.State != SearchState.Running)
            {
                break;
            }
        }

        return last is null ? ExitCode.Partial : SearchesText.Show(terminal, last);
    }

    public static ConfirmSearchRequest Request(QueryId queryId, IEnumerable<string> members)
    {
        var request = new ConfirmSearchRequest { QueryId = ByteString.CopyFrom(queryId.ToArray()) };
        request.Members.AddRange(members);
        return request;
    }

    /// <summary>Only what is typed as asked is asked: anything unreadable asks nobody.</summary>
    public static IReadOnlyList<string> Read(string typed, IReadOnlyList<string> found) => typed.Trim().ToUpperInvariant() switch
    {
        "ALL" => found,
        var text => [.. text.Split(_separators, StringSplitOptions.RemoveEmptyEntries).Where(country => found.Contains(country, StringComparer.Ordinal))],
    };
}
