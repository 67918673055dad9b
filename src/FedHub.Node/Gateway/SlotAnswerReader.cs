using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Filters;
using FedHub.Node.HubLink;
using FedHub.Node.Witness;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Node.Gateway;

/// <summary>Verifies an answer, opens it, verifies the evaluation's proof against the logged manifest it names, and looks the keys up there.</summary>
internal sealed class SlotAnswerReader(DirectoryKeeper directories, FilterCatalog filters, LogGossip gossip, TimeProvider clock)
{
    /// <summary>Reads an answer.</summary>
    /// <returns>Null when it names no slot that this search asked.</returns>
    public async Task<SlotReading?> ReadAsync(PreparedSearch search, SealedMessage answer, CancellationToken cancellationToken)
    {
        var verified = AnswerVerifier.Verify(answer.Statement, answer.Content.Span, directories.Current, clock.GetUtcNow());
        if (!verified.IsAccepted(out var statement, out _))
        {
            return ClaimedSlot(answer) is { } claimed && Asked(search, claimed) is not null ? Failed(claimed) : null;
        }

        if (Asked(search, statement.Slot) is not { } asked)
        {
            return null;
        }

        if (statement.QueryId != search.QueryId || statement.QueryDigest != search.QueryDigest)
        {
            return Failed(statement.Slot);
        }

        if (statement.Refusal is { } refusal)
        {
            var verdict = RefusalOutcomes.Of(refusal, statement.Slot.Class, statement.AnsweredAt - clock.GetUtcNow());
            return new SlotReading(statement.Slot, verdict, [], RefusalOutcomes.AsksForRefresh(refusal.Code));
        }

        return await OpenAsync(search, asked, answer.Content, cancellationToken);
    }

    private static AskedSlot? Asked(PreparedSearch search, SlotId slot)
    {
        foreach (var collection in search.Plan)
        {
            if (collection.Member == slot.Member && collection.Collection == slot.Collection)
            {
                return collection.Asked.FirstOrDefault(asked => asked.Slot == slot);
            }
        }

        return null;
    }

    private static SlotId? ClaimedSlot(SealedMessage answer)
    {
        try
        {
            return SlotCodec.TryRead(AnswerStatement.Parser.ParseFrom(answer.Statement.Payload.Span).Slot, out var slot) ? slot : null;
        }
        catch (InvalidProtocolBufferException)
        {
            // Not a statement at all: no slot is concerned, and the one that waits ends as unreachable.
            return null;
        }
    }

    private static SlotReading Failed(SlotId slot) => new(slot, new SlotVerdict(slot.Class, Outcome.FailedVerification), []);

    private async Task<SlotReading> OpenAsync(PreparedSearch search, AskedSlot asked, ReadOnlyMemory<byte> sealedAnswer, CancellationToken cancellationToken)
    {
        var elements = search.Elements[asked.Slot.Class];
        if (!search.ReplyKey.TryOpen(sealedAnswer.Span, out var plaintext)
            || SlotEvaluation.TryRead(plaintext, search.QueryDigest, asked, elements.Elements.Count) is not { } evaluation)
        {
            return Failed(asked.Slot);
        }

        gossip.Hear(asked.Slot.Member, evaluation.LogState);

        // Exactly the manifest that the answer names: a lookup in any other filter could miss what the owner added.
        var filter = await filters.FindOrFetchAsync(evaluation.ManifestDigest, cancellationToken);
        if (filter is null)
        {
            return new SlotReading(asked.Slot, new SlotVerdict(asked.Slot.Class, Outcome.FilterUnavailable), []);
        }

        var manifest = filter.Manifest.Manifest;
        if (manifest.Slot != asked.Slot || manifest.Epoch != evaluation.Epoch
            || !Voprf.Verify(manifest.PublicKey, elements.Elements, evaluation.Elements, evaluation.Proof))
        {
            return Failed(asked.Slot);
        }

        var found = TagLookup.Find(elements, evaluation.Elements, filter);
        return new SlotReading(asked.Slot, new SlotVerdict(asked.Slot.Class, found.Count > 0 ? Outcome.Hit : Outcome.NoHit), found);
    }
}
