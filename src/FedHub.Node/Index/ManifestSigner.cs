using System.Text;
using FedHub.Cryptography.Match;
using FedHub.Node.Keys;
using FedHub.Node.Policy;
using FedHub.Protocol;

namespace FedHub.Node.Index;

/// <summary>Signs the next revision of an epoch's manifest.</summary>
internal sealed class ManifestSigner(NodeKeys keys, CollectionPolicies policies, Func<IReadOnlyCollection<MemberId>> members, TimeProvider time)
{
    /// <summary>The row with its next revision, signed.</summary>
    internal EpochRow Sign(EpochRow row, EpochSecrets secrets)
    {
        var admissions = policies.Admissions(row.Slot.Collection, row.Slot.Class, members());
        var next = row with { Revision = row.Revision + 1, Admissions = Describe(admissions) };
        var manifest = new Manifest(
            row.Slot,
            row.Epoch,
            next.Revision,
            row.ValidFrom,
            row.ValidUntil,
            secrets.Key.PublicKey,
            [row.RuleSet],
            FilterFile.Format,
            row.TagBits,
            [.. row.Files.Select(file => new ManifestFile(file.Number, file.Digest, file.SizeBytes, file.EntryCount))],
            admissions,
            time.GetUtcNow());
        return next with { Manifest = manifest.Sign(keys.SigningKey) };
    }

    /// <summary>Whether the manifest says who may ask now, and is signed by the key of now: a retired key's signature soon counts no more.</summary>
    internal bool IsUpToDate(EpochRow row) =>
        row.Manifest!.Signatures.Any(signature => signature.KeyId == keys.SigningKey.KeyId)
        && string.Equals(row.Admissions, Describe(policies.Admissions(row.Slot.Collection, row.Slot.Class, members())), StringComparison.Ordinal);

    private static string Describe(IReadOnlyList<ManifestAdmission> admissions)
    {
        var text = new StringBuilder();
        foreach (var admission in admissions)
        {
            text.Append(admission.Member).Append(' ')
                .AppendJoin(',', admission.Purposes.Select(Tokens.Of)).Append(' ')
                .AppendJoin(',', admission.Agencies).Append(admission.IsBulk ? " bulk\n" : "\n");
        }

        return text.ToString();
    }
}
