using System.Security.Cryptography;
using FedHub.Cryptography;
using FedHub.Protocol;

namespace FedHub.Node.Responder;

/// <summary>Commits a disclosure's statement to its outcomes, which only the two parties can open for their auditors.</summary>
internal static class OutcomesCommitment
{
    /// <summary>SHA-256(nonce ‖ one byte for each outcome, in the order of the records).</summary>
    public static Digest Compute(ReadOnlySpan<byte> nonce, IEnumerable<DisclosureOutcome> outcomes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(nonce);
        foreach (var outcome in outcomes)
        {
            hash.AppendData([(byte)outcome]);
        }

        return Digest.FromBytes(hash.GetHashAndReset());
    }
}
