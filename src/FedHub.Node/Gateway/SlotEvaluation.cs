using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using Google.Protobuf;
using LogState = FedHub.Contracts.Common.V1.LogState;

namespace FedHub.Node.Gateway;

/// <summary>The content of an opened answer. Its proof is not verified yet.</summary>
internal sealed record SlotEvaluation(EpochNumber Epoch, Digest ManifestDigest, IReadOnlyList<GroupElement> Elements, VoprfProof Proof, LogState? LogState)
{
    /// <summary>Reads the plaintext of an answer.</summary>
    /// <returns>Null when it is not well-formed, belongs to another query or slot, or names an epoch before the one asked.</returns>
    public static SlotEvaluation? TryRead(byte[] plaintext, Digest queryDigest, AskedSlot asked, int count)
    {
        AnswerContent content;
        try
        {
            content = AnswerContent.Parser.ParseFrom(plaintext);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }

        if (!Digest.TryFromBytes(content.QueryDigest.Span, out var digest) || digest != queryDigest
            || !SlotCodec.TryRead(content.Slot, out var slot) || slot != asked.Slot
            || content.Epoch < asked.Epoch.Value
            || !Digest.TryFromBytes(content.ManifestDigest.Span, out var manifest)
            || !VoprfProof.TryDecode(content.Proof.Span, out var proof)
            || content.EvaluatedElements.Count != count)
        {
            return null;
        }

        var elements = new GroupElement[count];
        for (var i = 0; i < count; i++)
        {
            if (!GroupElement.TryDecode(content.EvaluatedElements[i].Span, out elements[i]))
            {
                return null;
            }
        }

        return new SlotEvaluation(new EpochNumber(content.Epoch), manifest, elements, proof, content.LogState);
    }
}
