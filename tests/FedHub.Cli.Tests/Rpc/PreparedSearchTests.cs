using System.Security.Cryptography;
using System.Text;
using FedHub.Cli.Rpc;
using FedHub.Cli.Search;
using FedHub.Contracts.Common.V1;
using FedHub.Contracts.Gateway.V1;
using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using Google.Protobuf;
using Purpose = FedHub.Protocol.Purpose;

namespace FedHub.Cli.Tests.Rpc;

public sealed class PreparedSearchTests
{
    private static readonly byte[] _caseKey = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    private static readonly byte[] _queryId = QueryId.New(TimeProvider.System).ToArray();

    private static readonly SearchInput _input = new()
    {
        Purpose = Purpose.Investigation,
        LegalBasis = "treaty, art. 4",
        CaseReference = "2026-17",
        To = ["KGZ", "UZB"],
        Documents = ["TKM:A1"],
    };

    [Fact]
    public void Compare_WhatWasTyped_IsAcceptedAndNamesTheCountries()
    {
        var search = PreparedSearch.Compare(Response(Query()), _input).OrThrow();

        search.Members.ShouldBe(["KGZ", "UZB"]);
        search.QueryId.ToArray().ShouldBe(_queryId);
    }

    [Fact]
    public void Sign_AcceptedSearch_IsASignatureOverTypeAndPayload()
    {
        using var key = SigningKey.Generate();
        var query = Query();

        var signature = PreparedSearch.Compare(Response(query), _input).OrThrow().Sign(key);

        key.PublicKey.Verify(Cryptography.Envelope.Encode("application/vnd.fedhub.match-query.v1+protobuf", query.ToByteArray()), signature).ShouldBeTrue();
    }

    [Fact]
    public void Compare_OtherPurpose_IsRefused() => ShouldDiffer(query => query.Purpose = Contracts.Common.V1.Purpose.BorderCheck, "purpose");

    [Fact]
    public void Compare_OtherLegalBasis_IsRefused() => ShouldDiffer(query => query.LegalBasis = "another", "legal basis");

    [Fact]
    public void Compare_SingleSearchMadeOneOfAScreening_IsRefused()
        => ShouldDiffer(query => query.ScreeningId = ByteString.CopyFrom(new byte[16]), "screening");

    [Fact]
    public void Compare_OtherCase_IsRefused()
        => ShouldDiffer(query => query.CaseCommitment = ByteString.CopyFrom(HMACSHA256.HashData(_caseKey, "2026-18"u8)), "case");

    [Fact]
    public void Compare_CountryThatWasNotNamed_IsRefused() => ShouldDiffer(query => query.Parts.Add(Part("TJK")), "country");

    [Fact]
    public void Compare_LongerLifetime_IsRefused() => ShouldDiffer(query => query.ExpiresAtMs += 1, "lifetime");

    [Fact]
    public void Compare_WaitingQueryForAnInteractiveSearch_IsRefused() => ShouldDiffer(query => query.Urgency = Urgency.Waiting, "lifetime");

    [Fact]
    public void Compare_WaitingSearch_IsAcceptedForExactlyItsDays()
    {
        var query = Query();
        query.Urgency = Urgency.Waiting;
        query.ExpiresAtMs = query.CreatedAtMs + (3L * 24 * 60 * 60 * 1000);

        PreparedSearch.Compare(Response(query), _input with { Wait = TimeSpan.FromDays(3) }).Refusal.ShouldBeNull();
        PreparedSearch.Compare(Response(query), _input with { Wait = TimeSpan.FromDays(2) }).Refusal!.Message.ShouldContain("lifetime");
    }

    [Fact]
    public void Compare_NoCountry_IsAcceptedAndNamesNone()
    {
        var query = Query();
        query.Parts.Clear();

        PreparedSearch.Compare(Response(query), _input).OrThrow().Members.ShouldBeEmpty();
    }

    [Fact]
    public void Compare_OtherQueryIdInside_IsRefused()
        => ShouldDiffer(query => query.QueryId = ByteString.CopyFrom(QueryId.New(TimeProvider.System).ToArray()), "query id");

    [Fact]
    public void Compare_OtherPayloadType_IsRefused()
    {
        var response = Response(Query());
        response.PayloadType = "application/vnd.fedhub.disclosure-request.v1+protobuf";

        PreparedSearch.Compare(response, _input).Refusal!.Message.ShouldContain("type");
    }

    [Fact]
    public void Compare_BytesThatAreNoQuery_AreRefused()
    {
        var response = Response(Query());
        response.Payload = ByteString.CopyFrom(0xff, 0xff, 0xff);

        PreparedSearch.Compare(response, _input).Refusal!.Code.ShouldBe(FedHub.Protocol.ErrorCode.SignatureInvalid);
    }

    [Fact]
    public void Compare_MutatedBytes_AreRefusedOrStillWhatWasTyped()
    {
        var payload = Query().ToByteArray();
        for (var at = 0; at < payload.Length; at++)
        {
            var mutated = (byte[])payload.Clone();
            mutated[at] ^= 0x41;
            var response = Response(Query());
            response.Payload = ByteString.CopyFrom(mutated);

            if (PreparedSearch.Compare(response, _input).IsAccepted(out var search, out _))
            {
                search.Members.Except(["KGZ", "UZB"]).ShouldBeEmpty();
            }
        }
    }

    private static void ShouldDiffer(Action<MatchQuery> change, string word)
    {
        var query = Query();
        change(query);

        var refusal = PreparedSearch.Compare(Response(query), _input).Refusal;

        refusal.ShouldNotBeNull();
        refusal.Message.ShouldContain(word);
        refusal.Message.ShouldContain("Nothing was signed");
    }

    private static PrepareSearchResponse Response(MatchQuery query) => new()
    {
        QueryId = ByteString.CopyFrom(_queryId),
        PayloadType = "application/vnd.fedhub.match-query.v1+protobuf",
        Payload = query.ToByteString(),
        CaseKey = ByteString.CopyFrom(_caseKey),
    };

    private static MatchQuery Query()
    {
        var query = new MatchQuery
        {
            QueryId = ByteString.CopyFrom(_queryId),
            Origin = "KAZ",
            Purpose = Contracts.Common.V1.Purpose.Investigation,
            LegalBasis = "treaty, art. 4",
            Urgency = Urgency.Interactive,
            CreatedAtMs = 1_000,
            ExpiresAtMs = 31_000,
            CaseCommitment = ByteString.CopyFrom(HMACSHA256.HashData(_caseKey, Encoding.UTF8.GetBytes("2026-17"))),
        };
        query.Parts.Add(Part("UZB"));
        query.Parts.Add(Part("KGZ"));
        return query;
    }

    private static QueryPart Part(string member) => new()
    {
        Slot = new Slot { Member = member, Collection = "persons", IdentifierClass = Contracts.Common.V1.IdentifierClass.Document },
    };
}
