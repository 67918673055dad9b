using FedHub.Contracts.Node.V1;
using FedHub.Contracts.Query.V1;
using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.Gateway;
using FedHub.Node.Records;
using FedHub.Protocol;
using Google.Protobuf;
using FieldReason = FedHub.Matching.FieldReason;
using Grade = FedHub.Matching.Grade;

namespace FedHub.Node.Searches;

/// <summary>Standings of collections as bytes for the node's own database, and back.</summary>
internal static class StandingCodec
{
    public static byte[] Encode(CollectionStanding standing)
    {
        var message = new KeptCollection
        {
            Member = standing.Member.ToString(),
            Collection = standing.Collection.ToString(),
            Asked = standing.IsAsked,
            Rest = (Contracts.Common.V1.Outcome)(int)(standing.Rest ?? default),
            RetryAtMs = Ms(standing.RetryAt),
            DisclosureReceipt = standing.LogIndex + 1 ?? 0,
            OutOfScope = standing.IsOutOfScope,
            FoundGrade = (int)standing.FoundGrade,
            Declined = standing.IsDeclined,
        };
        message.FoundOn.AddRange(standing.FoundOn.Select(Class));
        message.Slots.AddRange(standing.Slots.Select(slot => new KeptSlot
        {
            IdentifierClass = Class(slot.Class),
            Outcome = (Contracts.Common.V1.Outcome)(int)slot.Outcome,
            RetryAtMs = Ms(slot.RetryAt),
            Denied = slot.IsDenied,
            Reason = (KeptReason)(int)slot.Reason,
            ClockAheadMs = (long)slot.ClockAhead.TotalMilliseconds,
        }));
        message.Records.AddRange(standing.Records.Select(Record));
        return message.ToByteArray();
    }

    /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
    public static CollectionStanding Decode(byte[] bytes)
    {
        var message = KeptCollection.Parser.ParseFrom(bytes);
        return new CollectionStanding(MemberId.Parse(message.Member), CollectionName.Parse(message.Collection))
        {
            Slots = [.. message.Slots.Select(Slot)],
            Records = [.. message.Records.Select(Record)],
            IsAsked = message.Asked,
            Rest = (int)message.Rest == 0 ? null : (Protocol.Outcome)(int)message.Rest,
            RetryAt = At(message.RetryAtMs),
            LogIndex = message.DisclosureReceipt == 0 ? null : message.DisclosureReceipt - 1,
            IsOutOfScope = message.OutOfScope,
            FoundGrade = (Grade)message.FoundGrade,
            FoundOn = [.. message.FoundOn.Select(Class)],
            IsDeclined = message.Declined,
        };
    }

    private static SlotVerdict Slot(KeptSlot slot) => new(Class(slot.IdentifierClass), (Protocol.Outcome)(int)slot.Outcome, At(slot.RetryAtMs), slot.Denied)
    {
        Reason = (SlotReason)(int)slot.Reason,
        ClockAhead = TimeSpan.FromMilliseconds(slot.ClockAheadMs),
    };

    private static KeptRecord Record(MatchedRecord record)
    {
        var message = new KeptRecord
        {
            Outcome = (Contracts.Query.V1.DisclosureOutcome)(int)record.Outcome,
            Score = record.Score.Sum,
            Grade = (int)record.Score.Grade,
            Handle = ByteString.CopyFrom(record.Handle.Span),
            Category = record.Category,
            Ground = record.Ground,
            DueAtMs = Ms(record.DueAt),
            AndMore = record.AndMore,
            Change = (Contracts.Letter.V1.RecordChange)(int)(record.Change ?? default),
            ChangedAtMs = Ms(record.ChangedAt),
            Mark = (Contracts.Letter.V1.HitMark)(int)(record.Mark ?? default),
        };
        message.Reasons.AddRange(record.Score.Reasons.Select(reason => new Contracts.Gateway.V1.FieldReason
        {
            Field = reason.Field,
            Agreement = (Contracts.Gateway.V1.Agreement)((int)reason.Agreement + 1),
            Text = reason.Text,
        }));
        message.MatchedOn.AddRange(record.MatchedOn.Select(Class));
        message.Summary.AddRange(record.Summary.Select(field => new SummaryField { Name = field.Name, Value = field.Value }));
        if (record.Desk is { } desk)
        {
            message.Desk = new Desk { Name = desk.Name, Contact = desk.Contact };
        }

        return message;
    }

    private static MatchedRecord Record(KeptRecord message) => new(
        (Protocol.DisclosureOutcome)(int)message.Outcome,
        new MatchScore(
            message.Score,
            (Grade)message.Grade,
            [.. message.Reasons.Select(reason => new FieldReason(reason.Field, (Matching.Agreement)((int)reason.Agreement - 1), reason.Text))]),
        [.. message.MatchedOn.Select(Class)])
    {
        Handle = message.Handle.Memory,
        Category = message.Category,
        Summary = [.. message.Summary.Select(field => new RecordField(field.Name, field.Value))],
        Desk = message.Desk is { } desk ? new ListedDesk(desk.Name, desk.Contact) : null,
        Ground = message.Ground,
        DueAt = At(message.DueAtMs),
        AndMore = message.AndMore,
        Change = (int)message.Change == 0 ? null : (RecordChange)(int)message.Change,
        ChangedAt = At(message.ChangedAtMs),
        Mark = (int)message.Mark == 0 ? null : (HitMark)(int)message.Mark,
    };

    private static Contracts.Common.V1.IdentifierClass Class(IdentifierClass identifierClass) => (Contracts.Common.V1.IdentifierClass)(int)identifierClass;

    private static IdentifierClass Class(Contracts.Common.V1.IdentifierClass identifierClass) => (IdentifierClass)(int)identifierClass;

    private static long Ms(DateTimeOffset? at) => at?.ToUnixTimeMilliseconds() ?? 0;

    private static DateTimeOffset? At(long ms) => ms == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(ms);
}
