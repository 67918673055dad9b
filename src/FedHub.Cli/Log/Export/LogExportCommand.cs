using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Log.Checking;
using FedHub.Cli.Log.Index;
using FedHub.Cli.Terminal;

namespace FedHub.Cli.Log.Export;

/// <summary><c>fedhub log export</c>: the own copy as a table, as JSON lines, or as an archive that verifies by itself.</summary>
internal static class LogExportCommand
{
    private const string Csv = "csv";
    private const string JsonLinesFormat = "jsonl";
    private const string Archive = "archive";

    public static Command Create(CliServices services)
    {
        var copy = Copies.LogFetchCommand.CopyOption();
        var policy = TrustPolicyOption.Create();
        var format = new Option<string>("--format") { Description = "csv, jsonl, or archive: a tar file that fedhub log verify checks.", Required = true };
        format.AcceptOnlyFromAmong(Csv, JsonLinesFormat, Archive);
        var output = new Option<FileInfo>("--out") { Description = "File to write; it must not exist. Only you may read it.", Required = true };
        var from = AuditTime.Option("--from", "Entries submitted at this time or later; not for archives, which are whole.");
        var until = AuditTime.Option("--until", "Entries submitted before this time; not for archives.");
        var json = new Option<bool>("--json") { Description = "What was written as one JSON document on standard output." };
        var command = new Command("export", "Verifies your copy of the log and writes it out. The same copy gives the same bytes.") { copy, policy, format, output, from, until, json };
        command.SetExamples(
            "fedhub log export --copy log --policy fedhub.policy --format archive --out 2026-03.tar",
            "fedhub log export --copy log --policy fedhub.policy --format csv --from 2026-03-01 --until 2026-04-01 --out 2026-03.csv");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(output).FullName;
            var (since, end) = AuditTime.Period(parsed.GetValue(from), parsed.GetValue(until));
            var period = new ExportPeriod(since, end);
            var chosen = parsed.GetRequiredValue(format);
            if (chosen == Archive && period != default)
            {
                throw CliFailureException.Usage("An archive is of the whole log", "Leave --from and --until out: only the whole leads to the signed checkpoint.");
            }

            using var log = new Copies.LogCopy(parsed.GetRequiredValue(copy)).Open();
            var check = await LogCheckRun.RunAsync(log, TrustPolicyOption.Read(parsed.GetRequiredValue(policy)), null, withOpenings: false, services, cancellationToken);
            if (check.ExitCode != ExitCode.Ok)
            {
                throw new CliFailureException(check.ExitCode, "The copy does not verify, so nothing is written", check.Finding, "Fetch anew into another folder.");
            }

            var size = check.Checkpoint.Head.Size;
            var written = await ExportFile.WriteAsync(path, stream => chosen switch
            {
                Csv => EntryExport.WriteCsvAsync(log, size, period, stream, cancellationToken),
                JsonLinesFormat => EntryExport.WriteJsonLinesAsync(log, size, period, stream, cancellationToken),
                _ => ArchiveExport.WriteAsync(log, size, stream, cancellationToken),
            });
            if (parsed.GetValue(json))
            {
                await services.Terminal.Output.WriteLineAsync(Json(path, chosen, written, check));
            }
            else
            {
                services.Terminal.Say(chosen == Archive
                    ? FormattableString.Invariant($"Written: {written} entries with their proofs. Check it anywhere: fedhub log verify {Path.GetFileName(path)} --policy fedhub.policy")
                    : FormattableString.Invariant($"Written: {written} entries, of {size} that were verified."));
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static string Json(string path, string format, long written, LogCheck check) => JsonLines.Write(json =>
    {
        json.WriteString("file", path);
        json.WriteString("format", format);
        json.WriteNumber("entries", written);
        json.WriteNumber("size", check.Checkpoint.Head.Size);
        json.WriteString("root", check.Checkpoint.Head.Root.ToString());
    });
}
