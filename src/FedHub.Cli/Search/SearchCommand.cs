using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Officers;
using FedHub.Cli.Rpc;
using FedHub.Cli.Screenings;
using FedHub.Cli.Terminal;
using FedHub.Contracts.Gateway.V1;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using Grpc.Core;
using Spectre.Console;

namespace FedHub.Cli.Search;

/// <summary><c>fedhub search</c>: asks the other countries and shows each answer as it arrives.</summary>
internal static class SearchCommand
{
    public static Command Create(CliServices services)
    {
        var options = new SearchOptions();
        var command = new Command("search", "Asks the other countries whether they know a person, document, phone, vehicle or account.");
        foreach (var option in options.All)
        {
            command.Options.Add(option);
        }

        command.SetExamples(
            "fedhub search --passport TKM:A1234567 --purpose investigation --legal-basis \"MLA treaty, art. 4\" --case 2026-17",
            "fedhub search --name \"Surname Given\" --dob 2001-03-14 --purpose victim-identification --legal-basis \"Act 12\" --case 2026-18 --to KGZ,UZB --json");
        command.SetBody(services, (parsed, cancellationToken) => RunAsync(services, options, parsed, cancellationToken));
        return command;
    }

    private static async Task<ExitCode> RunAsync(CliServices services, SearchOptions options, ParseResult parsed, CancellationToken cancellationToken)
    {
        var input = options.Read(parsed);
        var folder = parsed.GetRequiredValue(options.Profile);
        var profile = OfficerProfile.Load(folder);
        using var keys = OfficerUnlock.Load(folder, parsed.GetValue(options.PassphraseFile), services.Terminal);
        using var connection = GatewayConnection.Open(profile, keys, services.Time);
        var search = new GatewaySearch(connection.Client, keys.Signing);
        if (parsed.GetValue(options.Bulk) is { } file)
        {
            var screenings = new ScreeningService.ScreeningServiceClient(connection.Channel);
            return await new BulkRun(services.Terminal, search, screenings, parsed.GetValue(options.Json)).RunAsync(file, input, cancellationToken);
        }

        var preparation = await search.PrepareAsync(input, cancellationToken);
        Warn(services.Terminal, preparation.Warnings);
        if (preparation.Search is not { } prepared)
        {
            throw CliFailureException.Usage("Nothing was asked", NextStep(preparation.Warnings));
        }

        var board = new SearchBoard(prepared.Members);
        try
        {
            if (parsed.GetValue(options.Json))
            {
                return await RunJsonAsync(services.Terminal, search, prepared, board, cancellationToken);
            }

            var (run, exitCode) = await RunTableAsync(services.Terminal, search, prepared, board, cancellationToken);
            return await AfterwardsAsync(services, connection, run, board, exitCode, cancellationToken);
        }
        catch (RpcException broken) when (!RpcErrors.TryRead(broken, out _) && broken.StatusCode != StatusCode.Cancelled)
        {
            throw BrokeOff(prepared.QueryId, broken);
        }
    }

    /// <summary>It was signed and may have been sent: what became of it stands at the node.</summary>
    private static CliFailureException BrokeOff(QueryId queryId, RpcException broken) => new(
        broken.StatusCode is StatusCode.Unavailable ? ExitCode.Unreachable : ExitCode.Partial,
        "The search broke off before its end",
        $"{broken.StatusCode}: {broken.Status.Detail} This is not a no-hit",
        $"What is known of it: fedhub searches show {queryId}",
        broken);

    /// <summary>What is left to do or to come: the choice of whom to ask, and the answers of countries that are away.</summary>
    private static async Task<ExitCode> AfterwardsAsync(
        CliServices services, GatewayConnection connection, PreparedSearch run, SearchBoard board, ExitCode exitCode, CancellationToken cancellationToken)
    {
        var found = board.Verdicts.Where(verdict => verdict.NeedsConfirmation).Select(verdict => verdict.Member).Distinct(StringComparer.Ordinal).ToList();
        if (found.Count > 0)
        {
            return await ConfirmPrompt.RunAsync(services.Terminal, new SearchesService.SearchesServiceClient(connection.Channel), run.QueryId, found, cancellationToken);
        }

        if (board.Verdicts.Any(verdict => verdict.Outcome is Outcome.Waiting or Outcome.UnderReview))
        {
            services.Terminal.Say($"What comes later: fedhub searches show {run.QueryId} --follow");
        }

        return exitCode;
    }

    private static async Task<ExitCode> RunJsonAsync(
        CliTerminal terminal, GatewaySearch search, PreparedSearch prepared, SearchBoard board, CancellationToken cancellationToken)
    {
        var run = await search.RunAsync(prepared, board, static () => { }, cancellationToken);
        await terminal.Output.WriteLineAsync(SearchJson.Of(run.QueryId.ToString(), board));
        return board.ToExitCode();
    }

    private static async Task<(PreparedSearch Run, ExitCode ExitCode)> RunTableAsync(
        CliTerminal terminal, GatewaySearch search, PreparedSearch prepared, SearchBoard board, CancellationToken cancellationToken)
    {
        var console = terminal.CreateAnsiConsole();
        PreparedSearch run;
        if (terminal.IsInteractive)
        {
            run = await console.Live(SearchTable.Draw(board)).StartAsync(
                live => search.RunAsync(prepared, board, () => live.UpdateTarget(SearchTable.Draw(board)), cancellationToken));
        }
        else
        {
            run = await search.RunAsync(prepared, board, static () => { }, cancellationToken);
            console.Write(SearchTable.Draw(board));
        }

        WriteOwn(console, board);
        console.WriteLine(SearchSummary.Of(board));
        return (run, board.ToExitCode());
    }

    /// <summary>The own country's records, apart from the others.</summary>
    public static void WriteOwn(IAnsiConsole console, SearchBoard board)
    {
        if (SearchSummary.OfOwn(board) is { } reason)
        {
            console.WriteLine(reason);
        }
        else
        {
            console.Write(SearchTable.Draw(board.Own!));
        }
    }

    private static void Warn(CliTerminal terminal, IReadOnlyList<SearchWarning> warnings)
    {
        foreach (var warning in warnings)
        {
            terminal.Say($"warning: {warning.Field}: {warning.Message}");
        }
    }

    private static string NextStep(IReadOnlyList<SearchWarning> warnings) => warnings.Any(warning => warning.NeedsConfirmation)
        ? "Check what you typed; if the paper itself is wrong, add --as-typed."
        : "Mend what the warnings name, then search again.";
}
