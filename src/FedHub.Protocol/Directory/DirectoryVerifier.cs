using FedHub.Cryptography;

namespace FedHub.Protocol;

/// <summary>Checks a directory against the keys that may sign it. Expiry is for the caller: an old link of a chain has expired.</summary>
public static class DirectoryVerifier
{
    private static readonly TimeSpan _maxLifetime = TimeSpan.FromDays(90);

    /// <summary>Checks version 1 against the trust that was provisioned out of band.</summary>
    public static Checked<FederationDirectory> VerifyFirst(Envelope envelope, DirectoryTrust trust)
    {
        if (!trust.Keys.HasSigned(envelope, PayloadTypes.Directory))
        {
            return new Refusal(ErrorCode.SignatureInvalid, "The directory is not signed by enough of the trusted federation keys.");
        }

        if (!Read(envelope).IsAccepted(out var directory, out var refusal))
        {
            return refusal;
        }

        return directory.Version == 1 && directory.Federation == trust.Federation
            ? directory
            : new Refusal(ErrorCode.FailedPrecondition, "The first directory must have version 1 and the trusted federation's name.");
    }

    /// <summary>Checks the version after a verified one: signed by its keys and, when the keys change, by the new ones too.</summary>
    public static Checked<FederationDirectory> VerifySuccessor(Envelope envelope, FederationDirectory previous)
    {
        if (!previous.FederationKeys.HasSigned(envelope, PayloadTypes.Directory))
        {
            return new Refusal(ErrorCode.SignatureInvalid, "The directory is not signed by enough of the federation keys in force.");
        }

        if (!Read(envelope).IsAccepted(out var directory, out var refusal))
        {
            return refusal;
        }

        if (directory.Version != previous.Version + 1 || directory.Federation != previous.Federation || directory.CreatedAt < previous.CreatedAt)
        {
            return new Refusal(
                ErrorCode.FailedPrecondition, "The directory does not follow the one in force.", HeldVersion: previous.Version);
        }

        return directory.FederationKeys.IsSameAs(previous.FederationKeys) || directory.FederationKeys.HasSigned(envelope, PayloadTypes.Directory)
            ? directory
            : new Refusal(ErrorCode.SignatureInvalid, "New federation keys must sign the directory that introduces them.");
    }

    /// <summary>Reads a directory without asking who signed it: for whoever has just signed it.</summary>
    public static Checked<FederationDirectory> Read(Envelope envelope)
    {
        if (!DirectoryCodec.Parse(envelope.Payload).IsAccepted(out var directory, out var refusal))
        {
            return refusal;
        }

        return directory.ExpiresAt > directory.CreatedAt && directory.ExpiresAt - directory.CreatedAt <= _maxLifetime
            ? directory
            : new Refusal(ErrorCode.LifetimeTooLong, "A directory lives at most 90 days.");
    }
}
