using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Log.Checking;
using FedHub.Cryptography;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Receipts;

/// <summary><c>fedhub receipt</c>: proofs that an entry is in the log, kept beside what they are about.</summary>
internal static class ReceiptCommand
{
    public static Command Create(CliServices services) => new("receipt", "Receipts of the federation's log (.tlog-proof files).") { Verify(services) };

    private static Command Verify(CliServices services)
    {
        var file = new Argument<FileInfo>("receipt") { Description = "The .tlog-proof file." };
        file.AcceptExistingOnly();
        var policy = TrustPolicyOption.Create();
        var leafHash = new Option<string>("--leaf-hash") { Description = "Hash of the entry that it must be for, 64 hexadecimal digits; else the entry that the receipt carries." };
        var entry = new Option<FileInfo>("--entry") { Description = "File with the bytes of the entry that it must be for." };
        entry.AcceptExistingOnly();
        var json = new Option<bool>("--json") { Description = "One JSON document instead of text." };
        var command = new Command(
            "verify", "Verifies a receipt offline: log's signature, witnesses, inclusion, payload. Status 0: proven. 2: no receipt, or of another log. 3: too few witnesses. 4: it does not hold.")
        {
            file, policy, leafHash, entry, json,
        };
        command.SetExamples("fedhub receipt verify entry-79.tlog-proof --policy fedhub.policy");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var trusted = TrustPolicyOption.Read(parsed.GetRequiredValue(policy));
            var receipt = parsed.GetRequiredValue(file);
            var bytes = receipt.Length > LogReceiptFile.MaxSize ? [] : await File.ReadAllBytesAsync(receipt.FullName, cancellationToken);
            var hash = await HashAsync(parsed.GetValue(leafHash), parsed.GetValue(entry), cancellationToken);
            var check = ReceiptCheck.Run(bytes, hash, trusted, services.Time);
            await ReceiptText.WriteAsync(services.Terminal, check, parsed.GetValue(json));
            return check.ExitCode;
        });
        return command;
    }

    private static async Task<Digest?> HashAsync(string? text, FileInfo? entry, CancellationToken cancellationToken)
    {
        if (text is null)
        {
            return entry is null ? null : MerkleHash.Leaf(await File.ReadAllBytesAsync(entry.FullName, cancellationToken));
        }

        return entry is null && Digest.TryParse(text, out var hash)
            ? hash
            : throw CliFailureException.Usage("The entry is not named as it should be", "Give --leaf-hash with 64 hexadecimal digits, or --entry, not both.");
    }
}
