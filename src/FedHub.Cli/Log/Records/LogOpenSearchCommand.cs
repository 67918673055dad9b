using System.CommandLine;
using FedHub.Cli.Auditors;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Log.Checking;
using FedHub.Cli.Log.Index;
using FedHub.Cli.Terminal;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Records;

/// <summary><c>fedhub log open-search</c>: what an officer really searched, proven against the log.</summary>
internal static class LogOpenSearchCommand
{
    public static Command Create(CliServices services)
    {
        var options = new LogCopyOptions();
        var query = new Argument<string>("query") { Description = "Id of the query." };
        var records = RecordsOption();
        var key = KeyOption();
        var passphraseFile = Passphrases.CreateOption();
        var caseFile = new CaseFile();
        var command = new Command(
            "open-search",
            "Opens one sealed search record and proves that it is what was searched, no less and no more; compares with the case file when that is given. Status 0: it is. 3: record or entry is missing. 4: it is not.");
        command.Arguments.Add(query);
        options.AddTo(command);
        foreach (var option in new Option[] { records, key, passphraseFile })
        {
            command.Options.Add(option);
        }

        caseFile.AddTo(command);
        command.SetExamples("fedhub log open-search 01938b2c-7f1e-7c55-9d0a-3f2b6a1c4e77 --copy log --policy fedhub.policy --records records --key auditor.key --passport KGZ:AN1234567");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            if (!QueryId.TryParse(parsed.GetRequiredValue(query), out var id))
            {
                throw CliFailureException.Usage("That is not the id of a query", "It is a UUID; see fedhub log search --kind query-submitted.");
            }

            var (index, _) = await options.OpenIndexAsync(parsed, services, cancellationToken);
            using (index)
            {
                var entry = Entry(index, id);
                var record = new RecordFolder(parsed.GetRequiredValue(records)).Find(id)
                    ?? throw new CliFailureException(ExitCode.Unreachable, "There is no sealed record of this query", null, "Fetch it with fedhub node search-records. If the node has none, that is a finding: fedhub log crosscheck lists them all.");
                using var auditor = Load(parsed.GetRequiredValue(key), parsed.GetValue(passphraseFile), services);
                return await ShowAsync(entry, record, auditor, opened => caseFile.Read(parsed, entry.Member) is { } file ? CaseFile.Compare(file, opened) : [], parsed.GetValue(options.Json), services);
            }
        });
        return command;
    }

    public static Option<string> RecordsOption() => new("--records") { Description = "Folder of sealed search records (fedhub node search-records).", Required = true };

    public static Option<FileInfo> KeyOption() => FileOption.Required("--key", "The national auditor's key file (fedhub auditor init).");

    public static SealingKey Load(FileInfo file, FileInfo? passphraseFile, CliServices services)
    {
        var (status, key) = AuditorKey.Load(file.FullName, Passphrases.Read(passphraseFile, services.Terminal));
        return key ?? throw CliFailureException.Usage($"The key file could not be opened: {status}");
    }

    private static OpenedEntry Entry(LogIndex index, QueryId id) =>
        LogSearch.Run(index, new LogSearchFilter { Query = id.ToString(), Kind = AuditKind.QuerySubmitted.ToToken() }, 1).FirstOrDefault() switch
        {
            null => throw new CliFailureException(ExitCode.Unreachable, "Your copy of the log has no such query that you may read", null, "Fetch the log again, as an auditor of the country that asked."),
            { Form: not OpeningForm.Whole } => throw new CliFailureException(ExitCode.Unreachable, "You have only the metadata of this query", null, "Proving it needs the whole payload, which the country's own auditor may read."),
            var entry => entry,
        };

    private static async Task<ExitCode> ShowAsync(
        OpenedEntry entry, byte[] sealedRecord, SealingKey auditor, Func<OpenedRecord, IEnumerable<(bool Holds, string Text)>> compare, bool asJson, CliServices services)
    {
        if (!OpenedRecord.TryOpen(sealedRecord, auditor, out var record))
        {
            var isTheOne = Digest.Of(sealedRecord).ToString() == entry["search-record"];
            throw new CliFailureException(
                isTheOne ? ExitCode.VerificationFailed : ExitCode.Unreachable,
                "The record does not open, or is not a search record",
                isTheOne ? "Its digest is the one in the log, so this is what the node sealed." : "It is not the record that the log names.",
                "If this is the right key, the node's administrator has to explain it.");
        }

        IReadOnlyList<(bool Holds, string Text)> checks = [.. RecordProof.Check(entry, sealedRecord, record), .. compare(record)];
        IEnumerable<string> lines = asJson ? [RecordText.Json(entry, record, checks)] : RecordText.Lines(entry, record, checks).Select(PrintableText.Of);
        foreach (var line in lines)
        {
            await services.Terminal.Output.WriteLineAsync(line);
        }

        return checks.All(check => check.Holds) ? ExitCode.Ok : ExitCode.VerificationFailed;
    }
}
