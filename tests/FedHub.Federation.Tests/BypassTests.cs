using FedHub.Contracts.Exchange.V1;
using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Federation.Tests.Support;
using FedHub.Protocol;
using FedHub.Transparency;
using Google.Protobuf;
using Envelope = FedHub.Cryptography.Envelope;
using Purpose = FedHub.Contracts.Common.V1.Purpose;

namespace FedHub.Federation.Tests;

/// <summary>A member that bypasses its own gateway: what it may not do is refused by the hub or by the owners, and logged.</summary>
[Collection(SharedFederation.Name)]
public sealed class BypassTests(LiveFederation federation) : IAsyncLifetime
{
    private BypassingMember _member = null!;

    public async Task InitializeAsync() => _member = await BypassingMember.OpenAsync(federation.Files, "TJK");

    public async Task DisposeAsync() => await _member.DisposeAsync();

    [Fact]
    public async Task Query_SubmittedTwice_IsTheSameEntryWithTheSameAnswersAndCountedOnce()
    {
        using var search = await _member.PrepareAsync();
        var query = _member.Sign(search);
        var first = await _member.SubmitAsync(query, search.SealedParts);
        var (atHub, atOwner) = (await Budgets.UsedAtHubAsync(federation, "TJK"), await Budgets.UsedAtAsync(federation, "UZB", "TJK"));

        await federation.ProcessOf("UZB").KillAsync();
        var second = await _member.SubmitAsync(query, search.SealedParts);
        await federation.RestoreAsync();
        var third = await _member.SubmitAsync(query, search.SealedParts);

        Answers(first).Count.ShouldBe(search.SealedParts.Count);
        Answers(second).ShouldBe(Answers(first));
        Answers(third).ShouldBe(Answers(first));
        third[0].Accepted.Receipt.ShouldBe(first[0].Accepted.Receipt);
        (await Budgets.UsedAtHubAsync(federation, "TJK")).ShouldBe(atHub);
        (await Budgets.UsedAtAsync(federation, "UZB", "TJK")).ShouldBe(atOwner);
    }

    [Fact]
    public async Task QueryId_UsedAgainForOtherContent_IsReplayed()
    {
        using var search = await _member.PrepareAsync();
        await _member.SubmitAsync(_member.Sign(search), search.SealedParts);

        await RefusedAsync(_member.SignChanged(search, query => query.LegalBasis += "!"), search.SealedParts, ErrorCode.Replayed);
    }

    [Fact]
    public async Task Envelope_AlteredAfterSigning_HasNoValidSignature()
    {
        using var search = await _member.PrepareAsync();
        var signed = _member.Sign(search);
        var altered = MatchQuery.Parser.ParseFrom(search.Payload.Span);
        altered.Purpose = Purpose.BorderCheck;

        await RefusedAsync(new Envelope(signed.PayloadType, altered.ToByteArray(), signed.Signatures), search.SealedParts, ErrorCode.SignatureInvalid);
    }

    [Fact]
    public async Task Envelope_WithoutTheNodesSignature_HasNoValidSignature()
    {
        using var search = await _member.PrepareAsync();

        await RefusedAsync(_member.SignAsOfficerOnly(search), search.SealedParts, ErrorCode.SignatureInvalid);
    }

    [Fact]
    public async Task SealedPart_Altered_IsNotThePartThatWasSigned()
    {
        using var search = await _member.PrepareAsync();
        var parts = search.SealedParts.Select(part => (byte[])part.Clone()).ToList();
        parts[0][^1] ^= 1;

        await RefusedAsync(_member.Sign(search), parts, ErrorCode.PartDigestMismatch);
    }

    [Fact]
    public async Task Query_InTheNameOfAnother_IsRefused()
    {
        using var search = await _member.PrepareAsync();

        await RefusedAsync(_member.SignChanged(search, query => query.Origin = "KAZ"), search.SealedParts, ErrorCode.NotAMember);
    }

    [Fact]
    public async Task Query_MadeForTheFutureOrLongAgo_IsRefusedForItsTime()
    {
        using var search = await _member.PrepareAsync();
        var hour = (long)TimeSpan.FromHours(1).TotalMilliseconds;

        await RefusedAsync(
            _member.SignChanged(search, query => (query.CreatedAtMs, query.ExpiresAtMs) = (query.CreatedAtMs + hour, query.ExpiresAtMs + hour)),
            search.SealedParts,
            ErrorCode.ClockSkew);
        await RefusedAsync(
            _member.SignChanged(search, query => query.ExpiresAtMs = query.CreatedAtMs + 1), search.SealedParts, ErrorCode.Expired);
    }

    [Fact]
    public async Task Purpose_ThatTheOwnersPolicyDoesNotAdmit_IsRefusedByEachOwner()
    {
        using var search = await _member.PrepareAsync();

        var events = await _member.SubmitAsync(_member.SignChanged(search, query => query.Purpose = Purpose.Repatriation), search.SealedParts);

        Refusals(events).ShouldBe(Enumerable.Repeat<ErrorCode?>(ErrorCode.NotAdmitted, search.SealedParts.Count));
    }

    [Fact]
    public async Task Epoch_ThatTheOwnerDoesNotHave_IsRefusedAndNeverEvaluated()
    {
        using var search = await _member.PrepareAsync();
        var used = await Budgets.UsedAtAsync(federation, "UZB", "TJK");

        var events = await _member.SubmitAsync(
            _member.SignChanged(search, query => query.Parts.ToList().ForEach(part => part.Epoch += 40)), search.SealedParts);

        Refusals(events).ShouldBe(Enumerable.Repeat<ErrorCode?>(ErrorCode.EpochUnknown, search.SealedParts.Count));
        (await Budgets.UsedAtAsync(federation, "UZB", "TJK")).ShouldBe(used);
    }

    private static IReadOnlyList<string> Answers(IEnumerable<SubmitQueryResponse> events)
        => [.. events.Where(happened => happened.Answer is not null).Select(happened => Digest.Of(happened.Answer.ToByteArray()).ToString()).Order(StringComparer.Ordinal)];

    private static IReadOnlyList<ErrorCode?> Refusals(IEnumerable<SubmitQueryResponse> events) =>
    [
        .. events.Where(happened => happened.Answer is not null)
            .Select(happened => AnswerStatement.Parser.ParseFrom(happened.Answer.Statement.Payload).Refusal)
            .Select(refusal => refusal is null ? (ErrorCode?)null : (ErrorCode)(int)refusal.Code),
    ];

    /// <summary>Refused with this code, and the attempt is in the log.</summary>
    private async Task RefusedAsync(Envelope query, IReadOnlyList<byte[]> sealedParts, ErrorCode expected)
    {
        var refused = StoredLeaves.CountOf(federation.Files, AuditKind.AttemptRefused);

        (await _member.RefusalOfAsync(query, sealedParts)).ShouldBe(expected);

        StoredLeaves.CountOf(federation.Files, AuditKind.AttemptRefused).ShouldBe(refused + 1);
    }
}
