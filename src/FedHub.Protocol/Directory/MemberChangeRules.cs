using FedHub.Cryptography;

namespace FedHub.Protocol;

/// <summary>Whether a member may have its entry changed so.</summary>
internal static class MemberChangeRules
{
    private static readonly TimeSpan _lifetime = TimeSpan.FromDays(7);
    private static readonly TimeSpan _clockSlack = TimeSpan.FromMinutes(10);

    /// <summary>The refusal; null when the change may go into the next directory.</summary>
    internal static Refusal? Check(MemberChange change, Envelope envelope, ListedMember listed, ulong inForce, DateTimeOffset now)
    {
        if (envelope.Verify(PayloadTypes.MemberChange, listed.SigningKeysAt(now)).IsEmpty)
        {
            return new Refusal(ErrorCode.SignatureInvalid, $"The change is not signed by a signing key that the directory lists for {listed.Id}.");
        }

        if (AddedSigners(change.Member, listed) is not { } added || envelope.Verify(PayloadTypes.MemberChange, added).Count < added.Count)
        {
            return new Refusal(ErrorCode.SignatureInvalid, "A key that the change adds has not signed it: nobody has shown to hold it.");
        }

        if (now - change.CreatedAt > _lifetime || change.CreatedAt - now > _clockSlack)
        {
            return new Refusal(
                ErrorCode.Expired, "The change is older than seven days, or of the future. Run the same `fedhub node keys` command again: it dates it anew.");
        }

        return change.DirectoryVersion == inForce
            ? null
            : new Refusal(
                ErrorCode.DirectoryStale,
                $"The change was made under directory {change.DirectoryVersion}, in force is {inForce}. Run the same `fedhub node keys` command again on the node.",
                HeldVersion: inForce);
    }

    /// <summary>Signing, witness and log keys that are not listed yet; null when one is no key.</summary>
    private static List<VerificationKey>? AddedSigners(ListedMember next, ListedMember listed)
    {
        var added = new List<VerificationKey>();
        foreach (var key in next.Keys.Where(key => key.Use is KeyUse.Signing or KeyUse.Witness or KeyUse.Log && !listed.Keys.Any(old => old.Use == key.Use && old.Key.Span.SequenceEqual(key.Key.Span))))
        {
            if (!VerificationKey.TryFromBytes(key.Key.Span, out var verification))
            {
                return null;
            }

            added.Add(verification);
        }

        return added;
    }
}
