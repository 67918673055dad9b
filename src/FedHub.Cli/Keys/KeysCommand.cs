using System.CommandLine;
using System.Globalization;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Csv;
using FedHub.Matching;

namespace FedHub.Cli.Keys;

/// <summary><c>fedhub keys</c>: the search keys of each row of a file, in clear, to evaluate the matching rules.</summary>
internal static class KeysCommand
{
    private const string Notice = "This prints search keys, which are identifiers, in clear. For evaluation with invented or public data only.";

    public static Command Create(CliServices services)
    {
        var file = new Option<FileInfo>("--in") { Description = "CSV with id, full_name (or family and given), date_of_birth.", Required = true };
        file.AcceptExistingOnly();
        var command = new Command("keys", "Prints the search keys of each row of a CSV file as JSON lines. For evaluation only: the keys are in clear.") { file };
        command.SetExamples("fedhub keys --in people.csv > keys.jsonl");
        command.SetBody(services, (parsed, cancellationToken) => RunAsync(services, parsed.GetRequiredValue(file), cancellationToken));
        return command;
    }

    private static async Task<ExitCode> RunAsync(CliServices services, FileInfo file, CancellationToken cancellationToken)
    {
        services.Terminal.Say(Notice);
        using var reader = CsvText.Open(file.OpenText());
        var header = reader.ReadRow() ?? throw CliFailureException.Usage("The file is empty", "Its first line names the columns.");
        if (!KeyListingColumns.TryRead(header, out var columns, out var reason))
        {
            throw CliFailureException.Usage("The file's columns cannot be used: " + reason);
        }

        await services.Terminal.Output.WriteLineAsync(KeyListing.HeaderLine(RuleSet.Current));
        var rows = 0;
        var rowsWithoutKeys = 0;
        while (reader.ReadRow() is { } row)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (id, subject) = columns.ReadRow(row, out _);
            var keys = SearchKeys.ForRecord(subject);
            rows++;
            rowsWithoutKeys += keys.Keys.Count == 0 ? 1 : 0;
            await services.Terminal.Output.WriteLineAsync(KeyListing.RowLine(id, keys));
        }

        services.Terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{rows} rows, {rowsWithoutKeys} without any key."));
        return ExitCode.Ok;
    }
}
