using FedHub.Contracts.Exchange.V1;
using FedHub.Contracts.Budget.V1;
using FedHub.Contracts.Hub.V1;
using FedHub.Contracts.Query.V1;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Hub.Tests.Host;

public sealed class RefusalTests
{
    [Fact]
    public async Task Query_SameIdOtherContent_IsReplayed()
    {
        await using var hub = await TestHub.StartAsync();
        var query = TestQuery.Message(hub.Kaz, hub.Now, waiting: true, hub.Uzb.Slot());
        using var asked = hub.Exchange(hub.Kaz).SubmitQuery(TestQuery.Request(hub.Kaz, query));
        await asked.ResponseStream.NextAsync();
        query.LegalBasis = "art. 2";

        (await RefusalOfAsync(hub, query)).Code.ShouldBe(ErrorCode.Replayed);
    }

    [Fact]
    public async Task Query_BudgetUsedUp_IsOverBudgetAndLoggedOnce()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.Budgets.SetBudgetAsync(new SetBudgetRequest
        {
            Budget = new Budget { Scope = "investigator", Subject = "*", IdentifierClass = Contracts.Common.V1.IdentifierClass.Document, Limit = 8 },
        });
        using (var asked = hub.Exchange(hub.Kaz).SubmitQuery(
            TestQuery.Request(hub.Kaz, TestQuery.Message(hub.Kaz, hub.Now, waiting: false, hub.Uzb.Slot()))))
        {
            await asked.ResponseStream.ToEndAsync();
        }

        var size = (await hub.Admin.GetStatusAsync(new GetStatusRequest())).LogSize;
        var query = TestQuery.Message(hub.Kaz, hub.Now, waiting: false, hub.Uzb.Slot());
        var refusal = await RefusalOfAsync(hub, query);
        refusal.Code.ShouldBe(ErrorCode.OverBudget);
        refusal.RetryAt.ShouldBe(new DateTimeOffset(hub.Now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero));
        (await RefusalOfAsync(hub, query)).Code.ShouldBe(ErrorCode.OverBudget);
        (await hub.Admin.GetStatusAsync(new GetStatusRequest())).LogSize.ShouldBe(size + 1);
        (await hub.Budgets.ListBudgetsAsync(new ListBudgetsRequest())).Budgets
            .ShouldContain(budget => budget.Scope == "investigator" && budget.Subject == "KAZ/officer-1" && budget.Used == 8 && budget.Limit == 8);
    }

    [Fact]
    public async Task Query_EachFault_HasItsOwnCode()
    {
        await using var hub = await TestHub.StartAsync();
        (Action<MatchQuery> Change, ErrorCode Code)[] faults =
        [
            (query => query.QueryId = ByteString.CopyFrom(new byte[16]), ErrorCode.Malformed),
            (query => query.Origin = "UZB", ErrorCode.NotAMember),
            (query => query.Credential.Signatures[0].Signature = ByteString.CopyFrom(new byte[64]), ErrorCode.CredentialInvalid),
            (query => query.CreatedAtMs += 121_000, ErrorCode.ClockSkew),
            (query => query.ExpiresAtMs = query.CreatedAtMs + 604_800_001, ErrorCode.LifetimeTooLong),
            (query => (query.CreatedAtMs, query.ExpiresAtMs) = (query.CreatedAtMs - 20_000, query.CreatedAtMs - 1), ErrorCode.Expired),
            (query => query.DirectoryVersion = 2, ErrorCode.DirectoryStale),
            (query => query.RuleSetHash = ByteString.CopyFrom(new byte[32]), ErrorCode.RuleSetMismatch),
            (query => query.Parts[0].Slot.Collection = "other", ErrorCode.UnknownSlot),
            (query => query.Parts[0].SealedPartDigest = ByteString.CopyFrom(new byte[32]), ErrorCode.PartDigestMismatch),
        ];

        foreach (var (change, code) in faults)
        {
            var query = TestQuery.Message(hub.Kaz, hub.Now, waiting: false, hub.Uzb.Slot());
            change(query);
            (await RefusalOfAsync(hub, query)).Code.ShouldBe(code);
        }
    }

    [Fact]
    public async Task Query_SignedByTheNodeAlone_IsSignatureInvalid()
    {
        await using var hub = await TestHub.StartAsync();
        var query = TestQuery.Message(hub.Kaz, hub.Now, waiting: false, hub.Uzb.Slot());
        var request = TestQuery.Request(hub.Kaz, query);
        request.Query = EnvelopeCodec.ToProto(Cryptography.Envelope.Sign(PayloadTypes.MatchQuery, query.ToByteArray(), hub.Kaz.Node));

        (await Calls.RefusalOfAsync(() => SubmitAsync(hub, request))).Code.ShouldBe(ErrorCode.SignatureInvalid);
    }

    [Fact]
    public async Task Query_AfterTheCredentialWasRevoked_IsRefused()
    {
        await using var hub = await TestHub.StartAsync();
        var statement = $$"""{"credentialId":"{{Convert.ToHexStringLower(hub.Kaz.CredentialId)}}"}""";
        var request = new SubmitStatementRequest
        {
            Kind = "credential-revoked",
            IdempotencyKey = ByteString.CopyFrom(new byte[16]),
            Statement = EnvelopeCodec.ToProto(
                Cryptography.Envelope.Sign(PayloadTypes.Statement, System.Text.Encoding.UTF8.GetBytes(statement), hub.Kaz.Node)),
        };
        var first = await hub.Exchange(hub.Kaz).SubmitStatementAsync(request).ResponseAsync.WaitAsync(TestHub.Patience);
        var again = await hub.Exchange(hub.Kaz).SubmitStatementAsync(request).ResponseAsync.WaitAsync(TestHub.Patience);
        again.ShouldBe(first);

        var refusal = await RefusalOfAsync(hub, TestQuery.Message(hub.Kaz, hub.Now, waiting: false, hub.Uzb.Slot()));
        refusal.Code.ShouldBe(ErrorCode.CredentialInvalid);
    }

    [Fact]
    public async Task ReturnAnswers_OfAnotherMemberOrUnasked_IsRefused()
    {
        await using var hub = await TestHub.StartAsync();
        var query = TestQuery.Message(hub.Kaz, hub.Now, waiting: true, hub.Uzb.Slot());
        using var asked = hub.Exchange(hub.Kaz).SubmitQuery(TestQuery.Request(hub.Kaz, query));
        await asked.ResponseStream.NextAsync();
        var answer = hub.Uzb.Answer(query, hub.Uzb.Slot(), hub.Now);
        var unasked = hub.Uzb.Answer(query, hub.Uzb.Slot(IdentifierClass.Phone), hub.Now);
        var altered = answer.Clone();
        altered.SealedAnswer = ByteString.CopyFromUtf8("altered");

        (await Calls.RefusalOfAsync(() => QueryPathTests.ReturnAsync(hub, hub.Kgz, query, answer))).Code.ShouldBe(ErrorCode.NotAMember);
        (await Calls.RefusalOfAsync(() => QueryPathTests.ReturnAsync(hub, hub.Uzb, query, answer, unasked))).Code.ShouldBe(ErrorCode.NotFound);
        (await Calls.RefusalOfAsync(() => QueryPathTests.ReturnAsync(hub, hub.Uzb, query, altered))).Code.ShouldBe(ErrorCode.PartDigestMismatch);

        // The refused batch stored nothing: its good answer is new.
        var before = (await hub.Admin.GetStatusAsync(new GetStatusRequest())).LogSize;
        var taken = await QueryPathTests.ReturnAsync(hub, hub.Uzb, query, answer);
        taken.Receipts.Single().Index.ShouldBe(before);
    }

    [Fact]
    public async Task Refusals_OfOneMember_AreLoggedOneByOneThenSummedUp()
    {
        await using var hub = await TestHub.StartAsync(new HubLimits { LoggedRefusalsPerMinute = 2 });
        var before = (await hub.Admin.GetStatusAsync(new GetStatusRequest())).LogSize;
        for (var i = 0; i < 5; i++)
        {
            var query = TestQuery.Message(hub.Kaz, hub.Now, waiting: false, hub.Uzb.Slot());
            query.DirectoryVersion = 7;
            (await RefusalOfAsync(hub, query)).Code.ShouldBe(ErrorCode.DirectoryStale);
        }

        (await hub.Admin.GetStatusAsync(new GetStatusRequest())).LogSize.ShouldBe(before + 3);
    }

    private static Task<Refusal> RefusalOfAsync(TestHub hub, MatchQuery query) =>
        Calls.RefusalOfAsync(() => SubmitAsync(hub, TestQuery.Request(hub.Kaz, query)));

    private static async Task SubmitAsync(TestHub hub, SubmitQueryRequest request)
    {
        using var call = hub.Exchange(hub.Kaz).SubmitQuery(request);
        await call.ResponseStream.ToEndAsync();
    }
}
