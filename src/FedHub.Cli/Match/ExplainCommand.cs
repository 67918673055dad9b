using System.CommandLine;
using System.Globalization;
using FedHub.Cli.CommandLine;
using FedHub.Matching;

namespace FedHub.Cli.Match;

/// <summary><c>fedhub match explain A.csv B.csv</c>: whether a search for a row of the one would find a row of the other, and why.</summary>
internal static class ExplainCommand
{
    private const string Russian = "ru";

    public static Command Create(CliServices services)
    {
        var search = new Argument<FileInfo>("search") { Description = "CSV with the row that is searched for: id, full_name (or family and given), date_of_birth, ..." };
        var record = new Argument<FileInfo>("record") { Description = "CSV with the row that should be found." };
        search.AcceptExistingOnly();
        record.AcceptExistingOnly();
        var searchId = new Option<string?>("--search-id") { Description = "Id of the row in the first file, if it has several." };
        var recordId = new Option<string?>("--record-id") { Description = "Id of the row in the second file, if it has several." };
        var language = new Option<string>("--language") { Description = "Language of reasons and remarks: en or ru.", DefaultValueFactory = _ => "en" };
        language.AcceptOnlyFromAmong("en", Russian);
        var asJson = new Option<bool>("--json") { Description = "Prints one JSON document; only the 'why' of each field and the remarks follow the language." };
        var command = new Command("explain", "Says whether two rows meet, at which grade, and why: field by field, key by key, word by word.")
        {
            search, record, searchId, recordId, language, asJson,
        };
        command.SetExamples("fedhub match explain A.csv B.csv", "fedhub match explain A.csv B.csv --search-id 7 --record-id 12 --language ru");
        command.SetBody(services, async (parsed, _) =>
        {
            var one = Pick(parsed.GetRequiredValue(search), parsed.GetValue(searchId), "--search-id");
            var other = Pick(parsed.GetRequiredValue(record), parsed.GetValue(recordId), "--record-id");
            var explanation = PairComparison.Compare(one.Subject, other.Subject);
            var words = parsed.GetValue(language) == Russian ? ExplainWords.Russian : ExplainWords.English;
            await services.Terminal.Output.WriteLineAsync(
                parsed.GetValue(asJson) ? ExplainJson.Write(explanation, one, other, words) : ExplainText.Write(explanation, one, other, words));
            return ExitCode.Ok;
        });
        return command;
    }

    private static PersonRow Pick(FileInfo path, string? id, string option)
    {
        var file = PersonFile.Read(path);
        var picked = file.Rows.Where(row => id is null || row.Id == id).ToList();
        return picked.Count switch
        {
            1 => picked[0],
            0 => throw CliFailureException.Usage($"{file.Name} has no row with the id that {option} names", "Ids stand in the column id, record_id or query_id."),
            _ => throw CliFailureException.Usage(
                string.Create(CultureInfo.InvariantCulture, $"{file.Name} has {picked.Count} such rows, on lines {string.Join(", ", picked.Take(5).Select(row => row.Line))}{(picked.Count > 5 ? ", ..." : "")}"),
                id is null ? $"Name one with {option} ID." : "An id must stand in one row only."),
        };
    }
}
