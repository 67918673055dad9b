using System.CommandLine;
using System.Globalization;
using FedHub.Cli.CommandLine;

namespace FedHub.Cli.Match;

/// <summary><c>fedhub match report</c>: recall, false matches and what the grades mean, on an admin's own labelled rows.</summary>
internal static class ReportCommand
{
    private const double DefaultPeople = 10_000_000;
    private const double DefaultKnown = 0.1;

    public static Command Create(CliServices services)
    {
        var records = FileOption.Required("--records", "CSV of records: id, full_name (or family and given), date_of_birth, ...");
        var searches = FileOption.Required("--searches", "CSV of searches: the same columns, and expected_record_id (empty where no record is about the person).");
        var people = new Option<double>("--people") { Description = "Persons in the collection for which probabilities are stated.", DefaultValueFactory = _ => DefaultPeople };
        var known = new Option<double>("--known") { Description = "Share of the searches whose person is in that collection, above 0 and at most 1.", DefaultValueFactory = _ => DefaultKnown };
        var asJson = new Option<bool>("--json") { Description = "Prints one JSON document." };
        var command = new Command("report", "Measures recall, false matches and what the grades mean on rows of which you know who is who.") { records, searches, people, known, asJson };
        command.SetExamples("fedhub match report --records records.csv --searches searches.csv", "fedhub match report --records records.csv --searches searches.csv --people 250000 --known 0.02 --json");
        command.SetBody(services, async (parsed, _) =>
        {
            var (size, share) = (parsed.GetValue(people), parsed.GetValue(known));
            if (!(size is >= 1 and <= 1e11) || !(share is > 0 and <= 1))
            {
                throw CliFailureException.Usage("--people must lie between 1 and 100 thousand million, --known above 0 and at most 1");
            }

            var files = LabelledFiles.Join(PersonFile.Read(parsed.GetRequiredValue(records)), PersonFile.Read(parsed.GetRequiredValue(searches)));
            services.Terminal.Say(string.Create(CultureInfo.InvariantCulture, $"Comparing {files.Searches.Count} searches with {files.Records.Count} records..."));
            var report = MatchReport.Of(files, size, share);
            await services.Terminal.Output.WriteLineAsync(parsed.GetValue(asJson) ? ReportJson.Write(report) : ReportText.Write(report));
            return ExitCode.Ok;
        });
        return command;
    }
}
