using FedHub.Cryptography;
using FedHub.Cryptography.Match;

namespace FedHub.Hub;

/// <summary>Somebody who may read the log with a client certificate.</summary>
/// <param name="Key">SHA-256 of the certificate's SubjectPublicKeyInfo.</param>
/// <param name="Name">Which office; for the administrator's eyes.</param>
/// <param name="Country">Whose entries a national auditor reads; null for a regional one, who reads the metadata of all.</param>
/// <param name="AddedAt">When the administrator listed the key.</param>
/// <param name="ValidUntil">End of the certificate that was shown then.</param>
internal sealed record EnrolledAuditor(Digest Key, string Name, MemberId? Country, DateTimeOffset AddedAt, DateTimeOffset ValidUntil);
