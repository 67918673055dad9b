using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Search;
using FedHub.Cli.Searches;
using FedHub.Contracts.Gateway.V1;

namespace FedHub.Cli.Screenings;

/// <summary><c>fedhub screenings export</c>: what is known of every row by now, of those that were not asked too.</summary>
internal static class ScreeningExport
{
    private const string Csv = "csv";
    private const string JsonL = "jsonl";

    public static Command Create(CliServices services)
    {
        var target = new SearchesTarget();
        var id = ScreeningsCommand.IdArgument();
        var format = new Option<string>("--format") { Description = "csv, or jsonl for a JSON document a line.", DefaultValueFactory = _ => Csv };
        format.AcceptOnlyFromAmong(Csv, JsonL);
        var output = new Option<FileInfo>("--output") { Description = "File to write; it must not exist. Only you may read it.", Required = true };
        var command = new Command("export", "Writes each row's outcome for each country. A row that was not asked is NOT_ASKED.") { id, format, output };
        target.AddTo(command);
        command.SetExamples("fedhub screenings export 5d41402abc4b2a76b9719d911017c592 --output results.csv");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var connection = target.Open(parsed, services);
            var response = await connection.Screenings.GetScreeningAsync(
                new GetScreeningRequest { ScreeningId = ScreeningsCommand.Read(parsed, id) }, cancellationToken: cancellationToken);
            var isJson = string.Equals(parsed.GetValue(format), JsonL, StringComparison.Ordinal);
            List<string> lines = isJson ? [] : [RowLines.CsvHeader];
            var isComplete = true;
            foreach (var row in response.Rows)
            {
                var board = row.QueryId.IsEmpty ? null : await BoardAsync(connection, row, cancellationToken);
                isComplete &= row.Asked && board?.ToExitCode() == ExitCode.Ok;
                lines.AddRange(Lines(row, board, isJson));
            }

            await SearchExport.WriteAsync(parsed.GetRequiredValue(output).FullName, string.Join('\n', lines) + "\n", cancellationToken);
            services.Terminal.Say("Written. It holds who was found where: keep it as the case file is kept.");
            return isComplete ? ExitCode.Ok : ExitCode.Partial;
        });
        return command;
    }

    private static IEnumerable<string> Lines(ScreeningRow row, SearchBoard? board, bool isJson)
    {
        var queryId = row.QueryId.IsEmpty ? "" : SearchesText.Id(row.QueryId.Span);
        return !isJson ? RowLines.Csv(row.Number, queryId, board)
            : board is null ? [RowLines.NotAsked(row.Number, "", [], isJson: true)]
            : [RowLines.Json(row.Number, "", queryId, board)];
    }

    private static async Task<SearchBoard?> BoardAsync(SearchesConnection connection, ScreeningRow row, CancellationToken cancellationToken)
    {
        using var call = connection.Client.WatchSearch(new WatchSearchRequest { QueryId = row.QueryId }, cancellationToken: cancellationToken);
        return await call.ResponseStream.MoveNext(cancellationToken) ? SearchesText.Board(call.ResponseStream.Current.Search) : null;
    }
}
