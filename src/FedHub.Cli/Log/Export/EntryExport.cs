using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using FedHub.Cli.Log.Checking;
using FedHub.Cli.Log.Sources;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Export;

/// <summary>Entries as rows: those that may not be read too, so that nobody takes the table for complete when it is not.</summary>
internal static class EntryExport
{
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly CsvConfiguration _csv = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\n",

        // A field that begins as a formula would run in whoever's spreadsheet opens the file.
        InjectionOptions = InjectionOptions.Escape,
    };

    private static readonly string[] _columns =
        ["index", "time", "form", "kind", "member", "subject", "officer", "agency", "purpose", "origin", "slot", "outcome", "fields", "commitment"];

    public static async Task<long> WriteCsvAsync(IPublishedLog log, long size, ExportPeriod period, Stream stream, CancellationToken cancellationToken)
    {
        await using var text = new StreamWriter(stream, _utf8, leaveOpen: true);
        await using var csv = new CsvWriter(text, _csv, leaveOpen: true);
        Write(csv, _columns);
        var written = 0L;
        await foreach (var entry in EntriesAsync(log, size, period, cancellationToken))
        {
            Write(
                csv,
                entry.Index.ToString(CultureInfo.InvariantCulture),
                FormattableString.Invariant($"{entry.Leaf.SubmittedAt.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}"),
                entry.Form.ToString().ToLowerInvariant(),
                entry.Kind,
                entry.Member,
                entry.Subject,
                entry["officer"],
                entry["agency"],
                entry["purpose"],
                entry["origin"],
                entry["slot"],
                entry["outcome"],
                string.Join("; ", entry.Payload?.Details.Select(detail => $"{detail.Name}={detail.Value}") ?? []),
                entry.Leaf.Commitment.ToString());
            written++;
        }

        return written;
    }

    public static async Task<long> WriteJsonLinesAsync(IPublishedLog log, long size, ExportPeriod period, Stream stream, CancellationToken cancellationToken)
    {
        await using var text = new StreamWriter(stream, _utf8, leaveOpen: true) { NewLine = "\n" };
        var written = 0L;
        await foreach (var entry in EntriesAsync(log, size, period, cancellationToken))
        {
            await text.WriteLineAsync(EntryText.Json(entry).AsMemory(), cancellationToken);
            written++;
        }

        return written;
    }

    private static void Write(CsvWriter csv, params IEnumerable<string> fields)
    {
        foreach (var field in fields)
        {
            csv.WriteField(field);
        }

        csv.NextRecord();
    }

    private static async IAsyncEnumerable<OpenedEntry> EntriesAsync(
        IPublishedLog log, long size, ExportPeriod period, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var id in TileLayout.Bundles(size))
        {
            var (opened, finding) = await OpenedBundle.ReadAsync(log, id, cancellationToken);
            if (opened is null)
            {
                throw new CliFailureException(finding!.IsProven ? ExitCode.VerificationFailed : ExitCode.Unreachable, "The copy cannot be exported", finding.Text, "Fetch anew into another folder.");
            }

            foreach (var entry in opened.Entries.Where(entry => period.Contains(entry.Leaf.SubmittedAt)))
            {
                yield return entry;
            }
        }
    }
}
