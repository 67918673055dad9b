using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Log.Checking;
using FedHub.Cli.Log.Receipts;
using FedHub.Cli.Log.Sources;
using FedHub.Cryptography;
using FedHub.Transparency;

namespace FedHub.Cli.Log;

/// <summary><c>fedhub log prove</c>: makes a receipt for any entry from the log's tiles, and verifies it before it is written.</summary>
internal static class LogProveCommand
{
    public static Command Create(CliServices services)
    {
        var source = new LogSourceOptions();
        var index = new Argument<long>("index") { Description = "Which entry, counted from 0." };
        var policy = TrustPolicyOption.Create();
        var output = new Option<string>("--out") { Description = "File for the receipt; entry-INDEX.tlog-proof when left out. Never overwritten." };
        var openings = new Option<bool>("--openings") { Description = "Puts the payload into the receipt, if you may read it. Folders and archives that have it always give it." };
        var json = new Option<bool>("--json") { Description = "One JSON document instead of text." };
        var command = new Command("prove", "Makes a receipt for an entry: a file that anybody with the policy verifies offline.");
        command.Arguments.Add(index);
        source.AddTo(command);
        command.Options.Add(policy);
        command.Options.Add(output);
        command.Options.Add(openings);
        command.Options.Add(json);
        command.SetExamples("fedhub log prove 79 https://hub.example:7445 --policy fedhub.policy --tls-cert auditor.pem --tls-key auditor.key --ca ca.pem --openings");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var trusted = TrustPolicyOption.Read(parsed.GetRequiredValue(policy));
            using var log = source.Open(parsed, services);
            var checkpoint = await ServedCheckpoint.ReadAsync(log, trusted, services.Time, cancellationToken);
            var entry = parsed.GetValue(index);
            var receipt = await MakeAsync(log, checkpoint, entry, parsed.GetValue(openings) || log.HasOpenings, cancellationToken);
            var check = ReceiptCheck.Run(receipt.ToBytes(), null, trusted, services.Time);
            if (check.ExitCode != ExitCode.Ok)
            {
                throw new CliFailureException(
                    ExitCode.VerificationFailed, "The log's tiles do not lead to its signed checkpoint", FormattableString.Invariant($"No proof of entry {entry} can be made from them."), "Run fedhub log verify, which names what is wrong.");
            }

            var path = parsed.GetValue(output) ?? FormattableString.Invariant($"entry-{entry}{LogReceiptFile.FileExtension}");
            if (!DurableFile.TryWrite(path, receipt.ToBytes(), overwrite: false))
            {
                throw CliFailureException.Usage("There is a file " + path + " already; it is never overwritten");
            }

            await ReceiptText.WriteAsync(services.Terminal, check, parsed.GetValue(json));

            services.Terminal.Say("Written: " + path);
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task<LogReceiptFile> MakeAsync(IPublishedLog log, ServedCheckpoint checkpoint, long index, bool withOpening, CancellationToken cancellationToken)
    {
        var size = checkpoint.Head.Size;
        if (index < 0 || index >= size)
        {
            throw CliFailureException.Usage(FormattableString.Invariant($"The log has no entry {index}: it has {size}, counted from 0"));
        }

        var bundle = TileLayout.BundleOf(index, size);
        var path = await new LogProver(log, size).ProveInclusionAsync(index, size, cancellationToken);
        var bytes = await log.FindBundleAsync(bundle, cancellationToken);
        if (path is null || bytes is null || !EntryBundle.TryDecode(bytes.Value[..PrefixLength(bytes.Value, bundle.Width)], bundle.Width, out var entries)
            || !AuditLeaf.TryDecode(entries[(int)(index % TileLayout.FullWidth)].Span, out var leaf))
        {
            throw new CliFailureException(ExitCode.Unreachable, "The log's tiles could not be read", FormattableString.Invariant($"Something that the proof of entry {index} needs is missing."), "Try again, or run fedhub log verify.");
        }

        return new LogReceiptFile(new ReceiptContent(leaf, withOpening ? await OpeningAsync(log, bundle, index, cancellationToken) : null).ToBytes(), index, path.Value, checkpoint.Signed);
    }

    /// <summary>A full bundle may stand in for a partial one: only its first entries count.</summary>
    private static int PrefixLength(ReadOnlyMemory<byte> bundle, int count)
    {
        var rest = bundle.Span;
        var taken = 0;
        while (taken < count && EntryBundle.TryReadNext(ref rest, out _))
        {
            taken++;
        }

        return bundle.Length - rest.Length;
    }

    private static async Task<AuditOpening?> OpeningAsync(IPublishedLog log, BundleId bundle, long index, CancellationToken cancellationToken) =>
        await log.ReadOpeningsAsync(bundle, cancellationToken) is { } bytes && OpeningBundle.TryDecode(bytes, bundle, out var openings)
            && openings.FirstOrDefault(opening => opening.Index == index) is { Nonce: { } nonce } found
                ? new AuditOpening(nonce, found.Payload)
                : null;
}
