using System.Globalization;
using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.HubLink;
using FedHub.Protocol;
using FedHub.Transparency;

namespace FedHub.Node.AnswerLog;

/// <summary>The entries of the node's own log. Each statement that may leave the node has one, named by the digest that the hub's log names, too.</summary>
internal static class AnswerEvents
{
    private const string Answered = "ANSWERED";
    private const string Taken = "TAKEN";
    private const string SaysNothing = "SAYS_NOTHING";

    internal static NewLogEntry SlotAnswered(AnsweredMatter matter, GivenAnswer given, DateTimeOffset now)
    {
        var statement = DigestOf(given.Message);
        var builder = new AuditPayloadBuilder(AuditKind.SlotAnswered, given.Slot.Member, matter.QueryId.ToString())
            .Add("origin", matter.Origin.ToString())
            .Add("slot", given.Slot.ToString())
            .Add("query-digest", matter.Digest)
            .Add("outcome", Outcome(given.Refusal))
            .Add("statement-digest", statement)
            .Add("sealed-digest", SealedDigestOf(given.Message));
        return Entry(AuditKind.SlotAnswered, builder, matter.Reliance, statement, now);
    }

    internal static NewLogEntry DisclosureReplied(MemberId self, AnsweredMatter matter, Refusal? refusal, SealedMessage message, DateTimeOffset now)
    {
        var statement = DigestOf(message);
        var builder = new AuditPayloadBuilder(AuditKind.DisclosureReplied, self, matter.Digest.ToString())
            .Add("query", matter.QueryId.ToString())
            .Add("origin", matter.Origin.ToString())
            .Add("outcome", Outcome(refusal))
            .Add("statement-digest", statement)
            .Add("sealed-digest", SealedDigestOf(message))
            .Add("outcomes-commitment", refusal is null ? CommitmentOf(message) : null);
        return Entry(AuditKind.DisclosureReplied, builder, matter.Reliance, statement, now);
    }

    internal static NewLogEntry LetterTaken(MemberId self, VerifiedLetter letter, bool saysSomething, HubReliance reliance, DateTimeOffset now)
    {
        var builder = new AuditPayloadBuilder(AuditKind.LetterTaken, self, letter.Id.ToString())
            .Add("origin", letter.Sender.ToString())
            .Add("letter-digest", letter.Digest)
            .Add("outcome", saysSomething ? Taken : SaysNothing);
        return Entry(AuditKind.LetterTaken, builder, reliance, letter.Digest, now);
    }

    /// <summary>What the hub's log calls the statement: SHA-256 of what was signed.</summary>
    private static Digest DigestOf(SealedMessage message) => Digest.Of(message.Statement.Payload.Span);

    private static Digest? SealedDigestOf(SealedMessage message) => message.Content.IsEmpty ? null : Digest.Of(message.Content.Span);

    /// <summary>Read back out of this node's own statement: the nonce that it was made with is sealed by now.</summary>
    private static Digest CommitmentOf(SealedMessage message) =>
        Digest.FromBytes(DisclosureStatement.Parser.ParseFrom(message.Statement.Payload.Span).OutcomesCommitment.Span);

    private static string Outcome(Refusal? refusal) => refusal is null ? Answered : refusal.Code.ToString();

    private static NewLogEntry Entry(AuditKind kind, AuditPayloadBuilder builder, HubReliance? reliance, Digest statement, DateTimeOffset now)
    {
        builder
            .Add(AuditFields.HubEntry, reliance?.Entry.ToString(CultureInfo.InvariantCulture) ?? string.Empty)
            .Add(AuditFields.HubSize, reliance?.TreeSize.ToString(CultureInfo.InvariantCulture) ?? string.Empty);
        return NewLogEntry.Create(IdempotencyKey.Derive(kind, statement.AsSpan()), now, builder.Build());
    }
}
