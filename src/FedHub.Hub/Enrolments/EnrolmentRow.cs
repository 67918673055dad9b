using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;

namespace FedHub.Hub;

/// <summary>An invitation or a request for a certificate.</summary>
internal sealed record EnrolmentRow(
    long Id, MemberId Member, EnrolmentState State, DateTimeOffset? ExpiresAt, Digest? Key, byte[] Request, byte[] Descriptor, string Certificate)
{
    /// <summary>Renewals come over mutual TLS and have no token that could expire.</summary>
    internal bool IsRenewal => ExpiresAt is null;

    /// <summary>What is compared by voice; empty where nothing is to be compared.</summary>
    internal string Fingerprint => !IsRenewal && Key is { } key ? EnrolmentFingerprint.Of(key, Descriptor) : "";
}
