using FedHub.Contracts.Gateway.V1;
using FedHub.Contracts.Query.V1;
using FedHub.Cryptography.Match;
using FedHub.Node.Gateway;
using FedHub.Protocol;
using Google.Protobuf;
using Agreement = FedHub.Contracts.Gateway.V1.Agreement;
using Grade = FedHub.Contracts.Gateway.V1.Grade;

namespace FedHub.Node.Rpc;

/// <summary>Searches as messages for the officer.</summary>
internal static class SearchResponses
{
    public static PrepareSearchResponse Write(Preparation preparation)
    {
        var response = new PrepareSearchResponse();
        if (preparation.Search is { } search)
        {
            response.QueryId = ByteString.CopyFrom(search.QueryId.ToArray());
            response.PayloadType = PayloadTypes.MatchQuery;
            response.Payload = ByteString.CopyFrom(search.Payload.Span);
            response.CaseKey = ByteString.CopyFrom(preparation.CaseKey.Span);
        }

        response.Warnings.AddRange(preparation.Warnings.Select(warning => new CriteriaWarning
        {
            Field = warning.Field,
            Code = warning.Code,
            Message = warning.Message,
            NeedsConfirmation = warning.NeedsConfirmation,
        }));
        response.KeyCounts.AddRange(preparation.KeyCounts.OrderBy(pair => pair.Key).Select(pair => new KeyCount
        {
            IdentifierClass = (Contracts.Common.V1.IdentifierClass)(int)pair.Key,
            Count = (uint)pair.Value,
        }));
        return response;
    }

    public static RunSearchResponse Write(SearchEvent happened) => happened switch
    {
        CollectionResult result => new RunSearchResponse { Outcome = Write(result) },
        OwnRecordsSearched own => new RunSearchResponse { Own = Write(own.Member.ToString(), own.Results) },
        SearchFinished finished => new RunSearchResponse { Completed = Write(finished) },
        _ => throw new ArgumentOutOfRangeException(nameof(happened), "Every event has a message."),
    };

    public static Contracts.Gateway.V1.OwnRecords Write(string self, IEnumerable<CollectionResult> results)
    {
        var message = new Contracts.Gateway.V1.OwnRecords { Member = self };
        message.Outcomes.AddRange(results.Select(Write));
        return message;
    }

    public static CollectionOutcome Write(CollectionResult result)
    {
        var message = new CollectionOutcome
        {
            Member = result.Member.ToString(),
            Collection = result.Collection.ToString(),
            Outcome = (Contracts.Common.V1.Outcome)(int)result.Outcome,
            Message = Sentence(result),
            Grade = Write(result.Grade),
            DueAtMs = result.DueAt?.ToUnixTimeMilliseconds() ?? 0,
            NeedsConfirmation = result.NeedsConfirmation,
            DisclosureReceipt = result.DisclosureLogIndex + 1 ?? 0,
            OutOfScope = result.IsOutOfScope,
            IsFinal = result.IsFinal,
        };
        message.MatchedOn.AddRange(result.Records.SelectMany(record => record.MatchedOn).Concat(result.FoundOn).Distinct().Order().Select(identifierClass => identifierClass.ToToken()));
        message.Records.AddRange(result.Records.Select(Write));
        if (result.Records.Select(record => record.Desk).FirstOrDefault(desk => desk is not null) is { } desk)
        {
            message.Desk = new Desk { Name = desk.Name, Contact = desk.Contact };
        }

        return message;
    }

    private static string Sentence(CollectionResult result)
        => result.Records.Select(record => record.Ground).FirstOrDefault(ground => ground.Length > 0) is { } ground
            ? $"{result.Message} Ground: {ground}."
            : result.Message;

    private static RecordMatch Write(MatchedRecord record)
    {
        var message = new RecordMatch
        {
            Grade = Write(record.Score.Grade),
            RecordHandle = ByteString.CopyFrom(record.Handle.Span),
            Category = record.Category,
            AndMore = record.AndMore,
            Change = (Contracts.Letter.V1.RecordChange)(int)(record.Change ?? default),
            ChangedAtMs = record.ChangedAt?.ToUnixTimeMilliseconds() ?? 0,
            Mark = (Contracts.Letter.V1.HitMark)(int)(record.Mark ?? default),
        };
        message.MatchedOn.AddRange(record.MatchedOn.Select(identifierClass => identifierClass.ToToken()));
        message.Reasons.AddRange(record.Score.Reasons.Select(reason => new FieldReason
        {
            Field = reason.Field,
            Agreement = Write(reason.Agreement),
            Text = reason.Text,
        }));
        message.Summary.AddRange(record.Summary.Select(field => new SummaryField { Name = field.Name, Value = field.Value }));
        return message;
    }

    private static SearchCompleted Write(SearchFinished finished)
    {
        var message = new SearchCompleted
        {
            ElapsedMs = (uint)Math.Clamp(finished.Elapsed.TotalMilliseconds, 0, uint.MaxValue),
            QueryReceipt = finished.QueryLogIndex + 1 ?? 0,
        };
        message.FinalMembers.AddRange(finished.Final.Select(member => member.ToString()));
        message.NotFinalMembers.AddRange(finished.NotFinal.Select(member => member.ToString()));
        message.RestrictedMembers.AddRange(finished.Restricted.Select(member => member.ToString()));
        return message;
    }

    private static Grade Write(Matching.Grade grade) => grade switch
    {
        Matching.Grade.A => Grade.A,
        Matching.Grade.B => Grade.B,
        Matching.Grade.C => Grade.C,
        _ => Grade.Unspecified,
    };

    private static Agreement Write(Matching.Agreement agreement) => agreement switch
    {
        Matching.Agreement.Same => Agreement.Same,
        Matching.Agreement.Similar => Agreement.Similar,
        Matching.Agreement.Different => Agreement.Different,
        _ => Agreement.Unspecified,
    };
}
