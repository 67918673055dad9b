using FedHub.Cli.Search;
using FedHub.Contracts.Gateway.V1;
using FedHub.Protocol;
using Agreement = FedHub.Matching.Agreement;
using FieldReason = FedHub.Matching.FieldReason;
using Grade = FedHub.Matching.Grade;

namespace FedHub.Cli.Rpc;

/// <summary>Reads the events of a search.</summary>
internal static class VerdictCodec
{
    public static CollectionVerdict ToDomain(CollectionOutcome message) => new()
    {
        Member = message.Member,
        Collection = message.Collection,
        // A word that this program does not know must never look like a verdict.
        Outcome = Enum.IsDefined((Outcome)(int)message.Outcome) ? (Outcome)(int)message.Outcome : Outcome.FailedVerification,
        IsOutOfScope = message.OutOfScope,
        IsIncomplete = !message.IsFinal,
        Message = message.Message,
        Grade = ToDomain(message.Grade),
        MatchedOn = [.. message.MatchedOn],
        Records = [.. message.Records.Select(ToDomain)],
        Desk = message.Desk is { Name.Length: > 0 } desk ? new DeskContact(desk.Name, desk.Contact) : null,
        DueAt = UnixTime.TryRead(message.DueAtMs, out var due) ? due : null,
        NeedsConfirmation = message.NeedsConfirmation,
    };

    public static OwnVerdicts ToDomain(OwnRecords message) => new(message.Member, [.. message.Outcomes.Select(ToDomain)]);

    private static MatchedRecord ToDomain(RecordMatch message) => new()
    {
        Grade = ToDomain(message.Grade),
        MatchedOn = [.. message.MatchedOn],
        Reasons = [.. message.Reasons.Select(reason => new FieldReason(reason.Field, ToDomain(reason.Agreement), reason.Text))],
        Handle = Convert.ToHexStringLower(message.RecordHandle.Span),
        Category = message.Category,
        Summary = [.. message.Summary.Select(field => KeyValuePair.Create(field.Name, field.Value))],
        AndMore = message.AndMore,
        Change = Enum.IsDefined((RecordChange)(int)message.Change) ? (RecordChange)(int)message.Change : null,
        ChangedAt = UnixTime.TryRead(message.ChangedAtMs, out var changed) ? changed : null,
        Mark = Enum.IsDefined((HitMark)(int)message.Mark) ? (HitMark)(int)message.Mark : null,
    };

    private static Grade ToDomain(Contracts.Gateway.V1.Grade grade) => grade switch
    {
        Contracts.Gateway.V1.Grade.A => Grade.A,
        Contracts.Gateway.V1.Grade.B => Grade.B,
        Contracts.Gateway.V1.Grade.C => Grade.C,
        _ => Grade.None,
    };

    private static Agreement ToDomain(Contracts.Gateway.V1.Agreement agreement) => agreement switch
    {
        Contracts.Gateway.V1.Agreement.Same => Agreement.Same,
        Contracts.Gateway.V1.Agreement.Similar => Agreement.Similar,
        _ => Agreement.Different,
    };
}
