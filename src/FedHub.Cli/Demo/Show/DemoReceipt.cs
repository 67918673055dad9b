using FedHub.Cli.Rpc;
using FedHub.Contracts.Node.V1;
using FedHub.Transparency;

namespace FedHub.Cli.Demo.Show;

/// <summary>Takes a search's receipt from the asking node and verifies it with the federation's policy file alone, as an auditor would years later.</summary>
internal static class DemoReceipt
{
    // The members cosign at least every five seconds.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(200);

    /// <summary>What came of it, in a line.</summary>
    public static async Task<string> VerifyAsync(string nodeFolder, ulong logIndex, string policyFile, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!TrustPolicy.TryParse(await File.ReadAllBytesAsync(policyFile, cancellationToken), out var policy, out var error))
        {
            return "The federation's policy is not readable. " + error.Message;
        }

        var until = time.GetUtcNow() + _patience;
        while (true)
        {
            var receipt = await GetAsync(nodeFolder, logIndex, cancellationToken);
            var verdict = new ReceiptVerifier(policy, time).Verify(receipt.Receipt.Span, receipt.Entry.Span);
            if (verdict.Fault != ReceiptFault.QuorumMissing || time.GetUtcNow() > until)
            {
                return Sentence(verdict, logIndex);
            }

            await Task.Delay(_pause, time, cancellationToken);
        }
    }

    private static async Task<GetReceiptResponse> GetAsync(string nodeFolder, ulong logIndex, CancellationToken cancellationToken)
    {
        using var channel = AdminConnection.Open(nodeFolder);
        var client = new NodeLogService.NodeLogServiceClient(channel);
        return await client.GetReceiptAsync(new GetReceiptRequest { LogIndex = logIndex }, cancellationToken: cancellationToken);
    }

    private static string Sentence(ReceiptVerdict verdict, ulong logIndex) => verdict.IsProven
        ? FormattableString.Invariant(
            $"The first search's receipt, verified with fedhub.policy alone: entry {verdict.Index} of {verdict.TreeSize}, cosigned by {string.Join(", ", verdict.Witnesses.Select(witness => witness.Name).Order(StringComparer.Ordinal))}.")
        : FormattableString.Invariant($"The receipt of entry {logIndex} proves nothing: {verdict.Fault}.");
}
