using System.Security.Cryptography;
using System.Text;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;

namespace FedHub.Node.Gateway;

/// <summary>Commits a query to its case without telling the case: the key stays in the country.</summary>
internal static class CaseCommitment
{
    /// <summary>HMAC-SHA256(country's case key, "fedhub case v1" ‖ query id): a key of its own for each query, so that the officer can check it.</summary>
    public static byte[] QueryKey(SecretBytes caseKey, QueryId queryId)
    {
        using var lease = caseKey.Lease();
        return HMACSHA256.HashData(lease.Bytes, [.. "fedhub case v1"u8, .. queryId.ToArray()]);
    }

    /// <summary>HMAC-SHA256(the query's case key, UTF-8 of the case reference).</summary>
    public static byte[] Compute(byte[] queryKey, string caseReference) => HMACSHA256.HashData(queryKey, Encoding.UTF8.GetBytes(caseReference));
}
