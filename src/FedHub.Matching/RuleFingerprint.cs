using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FedHub.Matching;

/// <summary>Condenses tables and behaviour of the rules into one hash.</summary>
/// <remarks>
/// Code cannot be serialised, so what it does is: probes run through every rule, and their keys, weights and warnings are hashed.
/// A host whose Unicode tables differ, or whose globalisation is invariant, so differs in the hash and not silently in its keys.
/// </remarks>
internal static class RuleFingerprint
{
    public static byte[] Compute(byte version)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Text(hash, string.Create(CultureInfo.InvariantCulture, $"fedhub rules {version} {Thresholds.A} {Thresholds.B} {Thresholds.C}"));
        foreach (var table in EmbeddedTable.Names)
        {
            Text(hash, table);
            using var stream = EmbeddedTable.Open(table);
            hash.AppendData(SHA256.HashData(stream));
        }

        foreach (var probe in RuleProbes.All)
        {
            Append(hash, SearchKeys.ForRecord(probe));
            Append(hash, SearchKeys.ForSearch(probe));
        }

        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, DerivedKeys derived)
    {
        foreach (var key in derived.Keys)
        {
            Text(hash, key.Kind);
            Text(hash, key.Value);
            Text(hash, key.Weight.ToString("F6", CultureInfo.InvariantCulture));
        }

        foreach (var warning in derived.Warnings)
        {
            Text(hash, string.Create(CultureInfo.InvariantCulture, $"{warning.Code} {warning.Field}"));
        }
    }

    // Each text ends in a byte that UTF-8 never holds, so that no two lists of texts run together alike.
    private static void Text(IncrementalHash hash, string text)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        hash.AppendData([0xFF]);
    }
}
