using System.Security.Cryptography;
using System.Text;
using FedHub.Cli.Search;
using FedHub.Contracts.Gateway.V1;
using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Cli.Rpc;

/// <summary>A query that the node prepared and that was compared with what the officer typed: only such a one is signed.</summary>
internal sealed class PreparedSearch
{
    private readonly byte[] _payload;

    private PreparedSearch(QueryId queryId, byte[] payload, SearchInput input, IReadOnlyList<string> members, IReadOnlyList<int> elementCounts)
    {
        QueryId = queryId;
        Input = input;
        _payload = payload;
        Members = members;
        ElementCounts = elementCounts;
    }

    public QueryId QueryId { get; }

    /// <summary>What was typed, for preparing it again.</summary>
    public SearchInput Input { get; }

    /// <summary>The members that are asked, sorted.</summary>
    public IReadOnlyList<string> Members { get; }

    /// <summary>Blinded elements of each part, padding included.</summary>
    public IReadOnlyList<int> ElementCounts { get; }

    /// <summary>
    /// Compares type, query id, purpose, legal basis, case and countries. A node that was taken over could otherwise let an officer
    /// sign somebody else's search.
    /// </summary>
    /// <param name="response">What the node prepared.</param>
    /// <param name="input">What was typed.</param>
    /// <returns>The search, or in a refusal what differs.</returns>
    public static Checked<PreparedSearch> Compare(PrepareSearchResponse response, SearchInput input)
    {
        var payload = response.Payload.ToByteArray();
        MatchQuery query;
        try
        {
            query = MatchQuery.Parser.ParseFrom(payload);
        }
        catch (InvalidProtocolBufferException)
        {
            return Differs("it is not a query");
        }

        if (!string.Equals(response.PayloadType, PayloadTypes.MatchQuery, StringComparison.Ordinal))
        {
            return Differs("its type is another");
        }

        if (!QueryId.TryFromBytes(query.QueryId.Span, out var id) || !query.QueryId.Equals(response.QueryId))
        {
            return Differs("its query id is another");
        }

        // A query that asks nobody is signed too: it goes nowhere, and the node then says of each country why it was not asked.
        return FirstDifference(query, response.CaseKey.Span, input) is { } difference
            ? Differs(difference)
            : new PreparedSearch(id, payload, input, MembersOf(query), [.. query.Parts.Select(part => (int)part.Count)]);
    }

    /// <summary>The officer's signature over the compared bytes.</summary>
    public Signature Sign(SigningKey key) => key.Sign(Envelope.Encode(PayloadTypes.MatchQuery, _payload));

    private static string? FirstDifference(MatchQuery query, ReadOnlySpan<byte> caseKey, SearchInput input)
    {
        if ((int)query.Purpose != (int)input.Purpose)
        {
            return "its purpose is another";
        }

        if (!string.Equals(query.LegalBasis, input.LegalBasis, StringComparison.Ordinal))
        {
            return "its legal basis is another";
        }

        var commitment = HMACSHA256.HashData(caseKey, Encoding.UTF8.GetBytes(input.CaseReference));
        if (!CryptographicOperations.FixedTimeEquals(commitment, query.CaseCommitment.Span))
        {
            return "its case is another";
        }

        // A single search signed as one of a screening would use its budget up, and be answered by fewer.
        if (!query.ScreeningId.Span.SequenceEqual(input.Screening?.Id.ToArray()))
        {
            return "its screening is another";
        }

        // Signing a query that lives longer than was wanted would leave it at the hub for days.
        var lifetimeMs = unchecked(query.ExpiresAtMs - query.CreatedAtMs);
        var isWaiting = query.Urgency == Contracts.Query.V1.Urgency.Waiting;
        if (isWaiting != input.Wait > TimeSpan.Zero || lifetimeMs != (long)(isWaiting ? input.Wait : ProtocolLimits.InteractiveLifetime).TotalMilliseconds)
        {
            return "its lifetime is another";
        }

        return input.To.Count > 0 && MembersOf(query).Except(input.To, StringComparer.Ordinal).Any() ? "it asks a country that was not named" : null;
    }

    private static List<string> MembersOf(MatchQuery query)
        => [.. query.Parts.Select(part => part.Slot?.Member ?? "").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static Refusal Differs(string what)
        => new(ErrorCode.SignatureInvalid, $"What the node prepared is not what was typed: {what}. Nothing was signed.");
}
