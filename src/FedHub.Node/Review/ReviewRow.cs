using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Records;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Node.Review;

/// <summary>A row of table <c>review</c>, as SQLite gives it.</summary>
internal sealed class ReviewRow
{
    public const string Columns = """
        id AS Id, request_digest AS RequestDigest, record AS Record, origin AS Origin, officer AS Officer, agency AS Agency, purpose AS Purpose,
        legal_basis AS LegalBasis, query_id AS QueryId, collection AS Collection, handle AS Handle, category AS Category, key_kinds AS KeyKinds,
        claims AS Claims, has_more AS HasMore, reply_key AS ReplyKey, two_persons AS TwoPersons, asked_at AS AskedAt, due_at AS DueAt,
        lapses_at AS LapsesAt, state AS State, version AS Version, outcome AS Outcome, decided_at AS DecidedAt
        """;

    public long Id { get; set; }

    public byte[] RequestDigest { get; set; } = [];

    public long Record { get; set; }

    public string Origin { get; set; } = "";

    public string Officer { get; set; } = "";

    public string Agency { get; set; } = "";

    public long Purpose { get; set; }

    public string LegalBasis { get; set; } = "";

    public byte[] QueryId { get; set; } = [];

    public string Collection { get; set; } = "";

    public byte[] Handle { get; set; } = [];

    public long Category { get; set; }

    public string KeyKinds { get; set; } = "";

    public byte[] Claims { get; set; } = [];

    public long HasMore { get; set; }

    public byte[] ReplyKey { get; set; } = [];

    public long TwoPersons { get; set; }

    public long AskedAt { get; set; }

    public long DueAt { get; set; }

    public long LapsesAt { get; set; }

    public long State { get; set; }

    public long Version { get; set; }

    public long? Outcome { get; set; }

    public long? DecidedAt { get; set; }

    public ReviewItem ToItem() => new()
    {
        Id = Id,
        RequestDigest = Digest.FromBytes(RequestDigest),
        Record = new RecordRowId(Record),
        Origin = MemberId.Parse(Origin),
        Officer = Officer,
        Agency = Agency,
        Purpose = (Purpose)Purpose,
        LegalBasis = LegalBasis,
        QueryId = Cryptography.Match.QueryId.TryFromBytes(QueryId, out var queryId) ? queryId : throw Damaged(),
        Collection = CollectionName.Parse(Collection),
        Handle = Handle,
        Category = (RecordCategory)Category,
        KeyKinds = KeyKinds,
        Claims = UnpackClaims(Claims),
        HasMore = HasMore != 0,
        ReplyKey = SealingPublicKey.TryFromBytes(ReplyKey, out var replyKey) ? replyKey : throw Damaged(),
        TwoPersons = TwoPersons != 0,
        AskedAt = At(AskedAt),
        DueAt = At(DueAt),
        LapsesAt = At(LapsesAt),
        State = (ReviewState)State,
        Version = (int)Version,
        Outcome = (DisclosureOutcome?)Outcome,
        DecidedAt = DecidedAt is { } decided ? At(decided) : null,
    };

    /// <summary>Claims as the packed numbers of a disclosure answer.</summary>
    public static byte[] PackClaims(IReadOnlyList<int> claims)
    {
        var message = new Contracts.Query.V1.RecordDisclosure();
        message.Claims.AddRange(claims.Select(claim => (uint)claim));
        return message.ToByteArray();
    }

    private static List<int> UnpackClaims(byte[] packed)
        => [.. Contracts.Query.V1.RecordDisclosure.Parser.ParseFrom(packed).Claims.Select(claim => (int)claim)];

    private static DateTimeOffset At(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);

    private static InvalidDataException Damaged() => new("The database holds a review that is none.");
}
