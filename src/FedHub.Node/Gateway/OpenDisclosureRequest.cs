using FedHub.Cryptography;
using FedHub.Node.HubLink;

namespace FedHub.Node.Gateway;

/// <summary>A disclosure request whose answer was not read yet.</summary>
/// <param name="Message">Signed and sealed; sent again it is the same.</param>
/// <param name="Claims">In the order of the request.</param>
/// <param name="ReplyKey">Opens the answer. Owned by this.</param>
/// <param name="ExpiresAt">End of its lifetime.</param>
internal sealed record OpenDisclosureRequest(SealedMessage Message, IReadOnlyList<FoundTag> Claims, SealingKey ReplyKey, DateTimeOffset ExpiresAt) : IDisposable
{
    /// <summary>SHA-256 of the request's payload: what the answer refers to.</summary>
    public Digest Digest { get; } = Digest.Of(Message.Statement.Payload.Span);

    public void Dispose() => ReplyKey.Dispose();

    public override string ToString() => nameof(OpenDisclosureRequest);
}
